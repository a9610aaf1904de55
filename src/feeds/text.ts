import { Parser } from 'htmlparser2'
import { undoubled } from './doubled.ts'

/** Between these and what surrounds them there is a space, even where the source has none. */
const blocks = new Set(
  'address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table td th tr ul'.split(
    ' ',
  ),
)
const unseen = new Set(
  'head iframe ix:header noscript object script select style svg template title'.split(' '),
)

/**
 * HTML to one line of plain text, at most `limit` characters, cut at a word. What is never shown (scripts, styles) is left
 * out; entities are read; control and direction characters that could disguise a text are dropped. What still looks like HTML
 * was escaped once too often, and is read again.
 */
export function toText(html: string, limit: number, tagsAtMost = mostTags): string {
  // Of an article that stands whole in its feed, the beginning is enough.
  let text = html.slice(0, limit * 50)
  for (let level = 0; level < mostLevels && /[<&]/.test(text); level++) {
    if (level > 0 && !looksLikeHtml(text)) break
    text = strip(text, limit, tagsAtMost)
  }
  return clean(text, limit)
}

/** Titles escaped three times have been met. */
const mostLevels = 3

/** Whether a text that should be plain holds references, or elements that are closed. */
export function looksLikeHtml(text: string): boolean {
  if (/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/i.test(text)) return true
  if (text.includes('<![CDATA[') || /<br\s*\/?>/i.test(text)) return true
  return namesClosedIn(text).length > 0
}

function namesClosedIn(text: string): string[] {
  return Array.from(text.matchAll(/<\/([a-z][a-z\d:-]{0,30})\s*>/gi), ([, name = '']) =>
    name.toLowerCase(),
  )
}

/** `<the robot maker>` means itself: a tag names an element of HTML or of a namespace, or is closed somewhere. CDATA in HTML is text. */
function keepAngles(html: string): string {
  const closed = new Set(namesClosedIn(html))
  const isTag = (name: string) => elements.has(name) || closed.has(name) || /[:-]/.test(name)
  return html
    .replaceAll('<![CDATA[', '')
    .replaceAll(']]>', '')
    .replace(/<(\/?)([a-z][^\s/<>]{0,30})/gi, (tag, slash, name) =>
      isTag(name.toLowerCase()) ? tag : `&lt;${slash}${name}`,
    )
}

const elements = new Set(
  `a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br button canvas caption
  center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer
  form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins kbd label legend li link main map mark
  marquee math menu meta meter nav nobr noframes noscript object ol optgroup option output p param picture pre progress q rp rt ruby
  s samp script search section select slot small source span strike strong style sub summary sup svg table tbody td template textarea
  tfoot th thead time title tr track tt u ul var video wbr xmp`.split(/\s+/),
)

function strip(written: string, limit: number, tagsAtMost: number): string {
  const html = keepAngles(written)
  let text = ''
  let hidden = 0
  let tags = 0
  const parser = new Parser(
    {
      ontext: (part) => {
        if (hidden === 0) text += part
      },
      onopentagname: (name) => {
        tags++
        if (unseen.has(name)) hidden++
        if (blocks.has(name)) text += ' '
      },
      onclosetag: (name) => {
        if (unseen.has(name) && hidden > 0) hidden--
        if (blocks.has(name)) text += ' '
      },
    },
    { decodeEntities: true, recognizeSelfClosing: true },
  )
  const isEnough = () => text.length > limit * 2 || tags > tagsAtMost
  for (let at = 0; at < html.length && !isEnough(); at += piece) {
    parser.write(html.slice(at, at + piece))
  }
  if (!isEnough()) parser.end()
  return text
}

/** Spaces will go, so twice what is wanted is read, and no more: a summary may be the head of a whole article. */
const piece = 4096
/** htmlparser2 takes time for each tag that is open. */
const mostTags = 2000

/** Control characters, zero-width and direction marks, and halves of surrogate pairs. Joiners stay: emoji and Indic scripts need them. */
const disguises =
  /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\p{Cs}]/gu

/** Most text is printable ASCII with single spaces: there is nothing to clean. */
function isPlain(text: string): boolean {
  return !/[^ -~]/.test(text) && !text.includes('  ')
}

/**
 * What HTML makes of references to U+0080 to U+009F, and what is meant where the characters themselves occur: those of
 * windows-1252. "1,000&#150;2,000" without its dash is another number.
 */
const latin = new TextDecoder('windows-1252')

function fromLatin(control: string): string {
  return latin.decode(Uint8Array.of(control.charCodeAt(0)))
}

/** One line, no disguises, at most `limit` characters. */
export function clean(text: string, limit: number): string {
  const head = text.slice(0, limit * 4)
  const line = (isPlain(head) ? head : unmask(head)).trim()
  return line.length <= limit ? line : cut(line, limit)
}

function unmask(text: string): string {
  return undoubled(text.replace(/[\x80-\x9f]/g, fromLatin))
    .replace(/\s+/g, ' ')
    .replace(disguises, '')
}

function cut(line: string, limit: number): string {
  const head = line.slice(0, limit - 1)
  const space = head.lastIndexOf(' ')
  const whole = space > limit / 2 ? head.slice(0, space) : head.replace(/[\ud800-\udbff]$/, '')
  return `${whole}…`
}
