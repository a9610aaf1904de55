export interface Entries {
  /** As written, each from its opening to its closing tag. */
  entries: readonly string[]
  /** The document with these entries in place of its own. */
  holding(entries: readonly string[]): string
}

/**
 * Cuts an XML feed at the tags of its entries, without parsing it. Null where a tag may not be what it seems (in CDATA, in a comment,
 * one inside another) or the entries do not follow one another.
 */
export function splitEntries(text: string): Entries | null {
  if (!/^\s*</.test(text)) return null
  const first = /<(item|entry)[\s>]/.exec(text)
  if (!first) return null
  const name = first[1] === 'item' ? 'item' : 'entry'
  const entries: string[] = []
  let end = first.index
  for (let start = end; opens(text, name, start); start = nextNonSpace(text, end)) {
    const close = text.indexOf(`</${name}>`, start)
    if (close < 0) return null
    end = close + name.length + 3
    entries.push(text.slice(start, end))
  }
  const head = text.slice(0, first.index)
  const tail = text.slice(end)
  const isCutRight =
    isClosed(head) &&
    !tail.includes(`<${name}`) &&
    entries.every((entry) => isClosed(entry) && !entry.includes(`<${name}`, 1))
  return isCutRight ? { entries, holding: (kept) => head + kept.join('') + tail } : null
}

function opens(text: string, name: string, at: number): boolean {
  return text.startsWith(`<${name}`, at) && /[\s>]/.test(text[at + name.length + 1] ?? '')
}

function nextNonSpace(text: string, from: number): number {
  let at = from
  while (/\s/.test(text[at] ?? '')) at++
  return at
}

/** Neither CDATA nor a comment begins in it and ends elsewhere. */
function isClosed(part: string): boolean {
  return (
    count(part, '<![CDATA[') === count(part, ']]>') && count(part, '<!--') === count(part, '-->')
  )
}

function count(text: string, mark: string): number {
  let found = 0
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) found++
  return found
}
