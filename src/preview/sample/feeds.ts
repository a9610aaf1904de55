/** The sample's items as the documents that feeds come in: RSS 2.0, Atom and JSON Feed. */

export interface Shown {
  id: string
  title: string
  text: string
  link: string
  publishedAt: number
  /** The outlet, where the feed carries those of many. */
  from?: string
}

export interface Channel {
  title: string
  home: string
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

const tag = (name: string, text: string, attributes = ''): string =>
  `<${name}${attributes}>${escaped(text)}</${name}>`

export function asRss({ title, home }: Channel, items: Shown[]): string {
  const entries = items.map((item) => {
    const outlet = item.from === undefined ? '' : ` - ${item.from}`
    const source =
      item.from === undefined ? '' : tag('source', item.from, ` url="${escaped(home)}"`)
    return `<item>${tag('title', item.title + outlet)}${tag('link', item.link)}${tag(
      'guid',
      item.id,
      ' isPermaLink="false"',
    )}${tag('pubDate', new Date(item.publishedAt).toUTCString())}${tag(
      'description',
      `<p>${item.text}</p>`,
    )}${source}</item>`
  })
  const head = `${tag('title', title)}${tag('link', home)}${tag('description', title)}`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>${head}${entries.join('\n')}</channel></rss>\n`
}

export function asAtom({ title, home }: Channel, items: Shown[]): string {
  const iso = (at: number) => new Date(at).toISOString()
  const entries = items.map(
    (item) =>
      `<entry>${tag('title', item.title)}<link rel="alternate" href="${escaped(item.link)}"/>${tag('id', item.id)}${tag('published', iso(item.publishedAt))}${tag('updated', iso(item.publishedAt))}${tag('summary', item.text)}</entry>`,
  )
  const newest = Math.max(0, ...items.map((item) => item.publishedAt))
  const head = `${tag('title', title)}${tag('id', home)}<link href="${escaped(home)}"/>${tag('updated', iso(newest))}`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">${head}${entries.join('\n')}</feed>\n`
}

export function asJsonFeed({ title, home }: Channel, items: Shown[]): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: home,
    items: items.map((item) => ({
      id: item.id,
      url: item.link,
      title: item.title,
      content_text: item.text,
      date_published: new Date(item.publishedAt).toISOString(),
    })),
  })
}

/** What a link of the sample leads to, so that no click ends in an error. */
export const asArticle = (item: Shown, outlet: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">${tag('title', item.title)}<style>body{font:18px/1.6 Georgia,serif;max-width:38em;margin:3em auto;padding:0 1em;color:#222;background:#fff}small{color:#555}</style>${tag('small', `${outlet} · written for the preview of Bellwether; not a news report`)}${tag('h1', item.title)}${tag('p', item.text)}</html>\n`
