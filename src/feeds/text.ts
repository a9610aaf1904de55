import { Parser } from 'htmlparser2'

/** Between these and what surrounds them there is a space, even where the source has none. */
const blocks = new Set(
  'address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table td th tr ul'.split(
    ' ',
  ),
)
const unseen = new Set(
  'head iframe noscript object script select style svg template title'.split(' '),
)

/**
 * HTML to one line of plain text, at most `limit` characters, cut at a word. What is never shown (scripts, styles) is left
 * out; entities are read; control and direction characters that could disguise a text are dropped.
 */
export function toText(html: string, limit: number): string {
  return clean(/[<&]/.test(html) ? strip(html, limit) : html, limit)
}

function strip(html: string, limit: number): string {
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
  const isEnough = () => text.length > limit * 2 || tags > mostTags
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

/** One line, no disguises, at most `limit` characters. */
export function clean(text: string, limit: number): string {
  const head = text.slice(0, limit * 4)
  const line = (isPlain(head) ? head : head.replace(/\s+/g, ' ').replace(disguises, '')).trim()
  return line.length <= limit ? line : cut(line, limit)
}

function cut(line: string, limit: number): string {
  const head = line.slice(0, limit - 1)
  const space = head.lastIndexOf(' ')
  const whole = space > limit / 2 ? head.slice(0, space) : head.replace(/[\ud800-\udbff]$/, '')
  return `${whole}…`
}
