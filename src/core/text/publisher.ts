import { fold } from './text.ts'

/** Its titles end with who publishes the story, whatever that one is called. */
export const googleNews = 'news.google.com'

const separators = [' - ', ' | ', ' – ', ' — ', ' · ']
/** Only the publisher's whole name is cut off a shorter headline. */
const shortHeadline = 20

/** A title parted at its last dash or bar: where "… - Reuters" says who tells it. Null where there is neither. */
export function partTitle(title: string): { headline: string; tail: string } | null {
  const at = Math.max(...separators.map((separator) => title.lastIndexOf(separator)))
  return at <= 0 ? null : { headline: title.slice(0, at).trim(), tail: title.slice(at + 3).trim() }
}

/** Whether a title's tail names its source, as "WSJ" does "wsj.com", and "Planet" or "The Daily Planet" "Daily Planet". */
function isAlike(named: string, known: string): boolean {
  if (named === '' || known === '') return false
  return isPart(named, known) || isPart(known, named) || joined(known).startsWith(joined(named))
}

/** "… - Reuters" is who says it, not what is said. A source's own name may hold a dash or a bar. */
export function withoutPublisher(title: string, source: string): string {
  const whole = separators.find((separator) => title.endsWith(`${separator}${source}`))
  if (whole && source !== '' && title.length > whole.length + source.length) {
    return withoutPublisher(title.slice(0, -whole.length - source.length).trim(), source)
  }
  const parts = partTitle(title)
  if (!parts) return title
  if (source === googleNews) return parts.headline
  const [named, known] = [nameOf(parts.tail), nameOf(source)]
  const isShort = parts.headline.length < shortHeadline
  if (isShort ? named === '' || named !== known : !isAlike(named, known)) return title
  return withoutPublisher(parts.headline, source)
}

function nameOf(written: string): string {
  return fold(written).replace(/^the /, '')
}

function isPart(part: string, whole: string): boolean {
  return ` ${whole} `.includes(` ${part} `)
}

function joined(words: string): string {
  return words.replaceAll(' ', '')
}
