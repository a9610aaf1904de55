/** The words and links of a message, as Slack sends it: in its text, in its blocks, and under it where a link was unfolded. */

interface Said {
  text: string
  /** Each once, in order. */
  links: readonly string[]
}

export function saidIn(message: Record<string, unknown>): Said {
  const text = typeof message.text === 'string' ? message.text : ''
  const links = [...text.matchAll(/<(https?:\/\/[^|>\s]+)(?:\|[^>]*)?>/g)].map(
    ([, url = '']) => url,
  )
  const found = [...links.map(unescaped), ...linksIn([message.blocks, message.attachments])]
  const words = unescaped(
    text
      .replace(/<https?:\/\/[^|>\s]+\|([^>]*)>/g, '$1')
      .replace(/<https?:\/\/[^>\s]+>|<[@#!][^>]*>/g, ' '),
  )
  const unfolded = titlesIn(message.attachments)
  return { text: words.trim() === '' ? unfolded : words.trim(), links: [...new Set(found)] }
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

const linkKeys = new Set(['url', 'title_link', 'from_url', 'original_url'])

function linksIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(linksIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner !== 'string'
      ? linksIn(inner)
      : linkKeys.has(key) && /^https?:\/\//.test(inner)
        ? [inner]
        : [],
  )
}

function titlesIn(attachments: unknown): string {
  if (!Array.isArray(attachments)) return ''
  const titles = attachments.map((one: { title?: unknown } | null) => one?.title)
  return titles.find((title) => typeof title === 'string') ?? ''
}
