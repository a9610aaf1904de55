import { Parser } from 'htmlparser2'
import { type Draft, html, type Sheet } from './draft.ts'
import { UnreadableDocument } from './unreadable.ts'

/**
 * A sitemap for news (Google's `news:` extension), whole or broken off: entries without a news title are left out, for a plain
 * sitemap tells nothing. Throws `UnreadableDocument` for what is nested too deep.
 */
export function readSitemap(xml: string): Sheet {
  const drafts: Draft[] = []
  let fields = new Map<string, string>()
  let open = ''
  let depth = 0
  const parser = new Parser(
    {
      onopentag: (name) => {
        if (++depth > deepest) throw new UnreadableDocument('feeds: a sitemap nested without end')
        open = local(name)
        if (open === 'url') fields = new Map()
      },
      ontext: (text) => {
        if (wanted.has(open)) fields.set(open, (fields.get(open) ?? '') + text)
      },
      onclosetag: (name, isImplied) => {
        depth--
        open = ''
        if (local(name) === 'url' && !isImplied) drafts.push(...draftOf(fields))
      },
    },
    { xmlMode: true },
  )
  parser.end(xml)
  return {
    title: null,
    site: null,
    bases: [],
    ttlMinutes: null,
    skipHours: [],
    skipDays: [],
    updatePeriod: null,
    updateFrequency: null,
    drafts,
  }
}

const wanted = new Set(['loc', 'name', 'title', 'publication_date', 'lastmod'])

/** A news sitemap is five elements deep; htmlparser2 takes time for each that is open. */
const deepest = 50

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function draftOf(fields: ReadonlyMap<string, string>): Draft[] {
  const field = (name: string) => fields.get(name)?.trim() || null
  const [title] = html(field('title'))
  if (!title) return []
  return [
    {
      guid: null,
      link: field('loc'),
      bases: [],
      title,
      summaries: [],
      dates: [field('publication_date'), field('lastmod')].filter((date) => date !== null),
      publisher: field('name'),
    },
  ]
}
