/** What a parser found of an entry, before it is cleaned: strings as the document has them. */
export interface Draft {
  guid: string | null
  /** As written: perhaps relative. */
  link: string | null
  /** `xml:base` in force for the entry, resolved against nothing yet, outermost first. */
  bases: readonly string[]
  title: Markup | null
  /** Best first; the first that says anything is used. */
  summaries: readonly Markup[]
  /** Best first; the first that can be read is used. */
  dates: readonly string[]
  /** The outlet that an aggregator names. */
  publisher: string | null
}

export interface Markup {
  text: string
  isHtml: boolean
}

/** What a parser found of a document. */
export interface Sheet {
  title: Markup | null
  /** The site's address, as written. */
  site: string | null
  bases: readonly string[]
  ttlMinutes: number | null
  skipHours: readonly number[]
  /** English names of days. */
  skipDays: readonly string[]
  updatePeriod: string | null
  updateFrequency: number | null
  drafts: readonly Draft[]
}

export function html(text: string | null | undefined): Markup[] {
  return text ? [{ text, isHtml: true }] : []
}

/** Of Atom's `type`: "html", "xhtml", "text/html", some XML; without one, plain text. */
export function isHtmlType(type: string | undefined): boolean {
  return /html|xml/i.test(type ?? '')
}

/** A guid or an id leads to a page only where it is a whole address, whatever `isPermaLink` says. */
export function addressIn(text: string | null | undefined): string | null {
  return text && /^\s*https?:\/\/[^\s/]/i.test(text) ? text : null
}
