/** What can be mended of XML that is none. */

/** Mends characters that no XML may hold, sections that are closed by halves, `&` that begins no entity, and what some servers print after the end. */
export function repair(xml: string, root: string): string {
  const end = xml.lastIndexOf(`</${root}`)
  const close = end < 0 ? -1 : xml.indexOf('>', end)
  const whole = close < 0 ? xml : xml.slice(0, close + 1)
  return escapeAmpersands(closeSections(whole.replace(forbidden, '')))
}

/** `<![CDATA[…]>` before a closing tag lacks a bracket. */
function closeSections(xml: string): string {
  const [first = '', ...sections] = xml.split('<![CDATA[')
  const closed = sections.map((section) => {
    const end = section.indexOf(']]>')
    const odd = section.search(/(?<!\])\]>\s{0,20}<\//)
    return odd >= 0 && (end < 0 || odd < end)
      ? `${section.slice(0, odd)}]${section.slice(odd)}`
      : section
  })
  return [first, ...closed].join('<![CDATA[')
}

/**
 * Of CDATA that holds the end of an entry, or a whole one, the end was forgotten, or the beginning is one too many. It may be
 * sound XML all the same, where a later section ends it: the entries between are lost without a word.
 */
export function withSectionsEnded(xml: string): string {
  const [first = '', ...sections] = xml.split('<![CDATA[')
  let before = first
  const ended = sections.map((section) => {
    const end = section.indexOf(']]>')
    const inside = end < 0 ? section : section.slice(0, end)
    const mended = /<\/(?:item|entry)\s*>/i.test(inside) ? endSection(section, before, end) : null
    before = section
    return mended ?? `<![CDATA[${section}`
  })
  return first + ended.join('')
}

/** Ends it where the element around it does; where none but a feed's own is around it, it goes. */
function endSection(section: string, before: string, end: number): string | null {
  const element = /<([\w:.-]{1,60})[^<>]{0,200}>\s*$/.exec(before.slice(-300))?.[1]
  if (element === undefined || /^(?:rss|channel|feed)$/i.test(element)) {
    return end < 0 ? section : section.slice(0, end) + section.slice(end + ']]>'.length)
  }
  const close = section.indexOf(`</${element}`)
  if (close < 0 || (end >= 0 && end < close)) return null
  const inside = section.slice(0, close).replace(/\]>\s*$/, '')
  return `<![CDATA[${inside}]]>${section.slice(close)}`
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
const forbidden = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g

/** Outside CDATA, where an ampersand is an ampersand. */
function escapeAmpersands(xml: string): string {
  return xml
    .split('<![CDATA[')
    .map((part, index) => {
      const end = index === 0 ? 0 : part.indexOf(']]>')
      if (end < 0) return part
      return part.slice(0, end) + part.slice(end).replace(bareAmpersand, '&amp;')
    })
    .join('<![CDATA[')
}

const bareAmpersand = /&(?!#\d{1,7};|#[xX][\da-fA-F]{1,6};|[A-Za-z][A-Za-z\d]{0,31};)/g

/** A text as JSON; without commas that nothing follows, bare line breaks, nor what stands behind it; and, where it breaks off, closed behind its last whole item. */
export function* jsonReadings(
  text: string,
): Generator<{ json: string; faults: ('repaired' | 'truncated')[] }> {
  yield { json: text, faults: [] }
  const last = text.lastIndexOf('}')
  if (last < 0) return
  // A line break within a string is none of JSON's; elsewhere it is as good as a blank.
  const tidy = text
    .slice(0, last + 1)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
    .replace(/[\x00-\x1f]+/g, ' ')
    .replace(/,(?=\s{0,100}[\]}])/g, '')
  yield { json: tidy, faults: ['repaired'] }
  yield { json: `${tidy}]}`, faults: ['truncated'] }
}

/** Whether the document ends with its root element, as a whole one does. */
export function isWhole(xml: string, root: string): boolean {
  return xml.lastIndexOf(`</${root}`) >= 0
}

/** A document that breaks off, cut behind its last whole entry and closed; null where it has none. */
export function closeBroken(xml: string, root: string): string | null {
  const ends = [...xml.matchAll(/<\/(?:[\w.-]{1,40}:)?(?:item|entry|url)\s*>/gi)]
  const last = ends.at(-1)
  if (!last) return null
  const channel = root.toLowerCase() === 'rss' ? '</channel>' : ''
  return `${xml.slice(0, last.index + last[0].length)}${channel}</${root}>`
}
