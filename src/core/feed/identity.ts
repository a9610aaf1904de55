/**
 * Which item of a feed is which. An item is new when its feed has shown neither its guid nor its canonical link before, nor
 * its title with its date. So an edited or re-dated item stays the same item, and a guid or a link that changes with each
 * fetch (Google News changes both) makes nothing new. What several items of one document share (the front page, a live
 * blog's guid, a headline) identifies none of them.
 */

import type { Item } from '../story.ts'
import { dayMs } from '../text/calendar.ts'
import { hash } from '../text/hash.ts'

export interface Identified {
  item: Item
  /** At least one. The feed has shown the item before when it has shown any of them; a new item is recorded under all. */
  keys: readonly string[]
  /** Changes when the title or the summary does: an edit worth reading again. */
  mark: string
}

/** As many texts of one item are remembered: a feed served by several caches flips between two or three. */
const mostVersions = 8

/** Whether the text of `mark` is the last one of those that are remembered of an item. */
export function isLastVersion(versions: string, mark: string): boolean {
  return partsOf(versions.split(' ').at(-1))[0] === mark
}

/**
 * The texts that an item has had, newest last, with one more: each as its mark and what it told. `isReturn`: the item has told
 * just this before, and it is no news again.
 */
export function addVersion(versions: string, mark: string, told: string) {
  const version = `${mark}.${hash(told)}`
  const before = versions.split(' ').filter((each) => each !== '' && each !== version)
  const isReturn = versions.split(' ').some((each) => {
    const [text, facts] = partsOf(each)
    return text === mark || facts === hash(told)
  })
  return { isReturn, versions: [...before, version].slice(-mostVersions).join(' ') }
}

function partsOf(version = ''): string[] {
  return version.split('.')
}

/** Literal repeats within one document are dropped. */
export function identify(items: readonly Item[]): Identified[] {
  const distinct = dropRepeats(items)
  const guids = countBy(distinct, (item) => item.guid)
  const links = countBy(distinct, (item) => item.link)
  const builtAt = buildDateOf(distinct)
  const named = distinct.map((item) => {
    const guid = guids.get(item.guid ?? '') === 1 ? item.guid : null
    const link = links.get(item.link ?? '') === 1 ? item.link : null
    return { item, names: namesOf({ guid, link }), headline: headlineOf(item, guid, link, builtAt) }
  })
  const headlines = countBy(named, ({ headline }) => headline)
  return named.map(({ item, names, headline }) => {
    const isOwn = names.length === 0 || headlines.get(headline ?? '') === 1
    const keys = headline !== null && isOwn ? [...names, headline] : names
    return { item, keys, mark: hash(`${item.title}\n${item.summary}`) }
  })
}

/** The key of title and date; of the title alone where there is neither a date nor both guid and link. */
function headlineOf(
  item: Item,
  guid: string | null,
  link: string | null,
  builtAt: number | null,
): string | null {
  const isNamedTwice = guid !== null && link !== null
  const isBuild = !isNamedTwice && item.publishedAt === builtAt
  const date = item.isDateGuessed || isBuild ? null : item.publishedAt
  return date === null && isNamedTwice ? null : headlineKey(item, date)
}

/** Title and date name an item where nothing else does. */
export function headlineKey({ title, publisher }: Item, date: number | null): string {
  return key('t', hash(`${title}\n${date ?? ''}${publisher === null ? '' : `\n${publisher}`}`))
}

/** Where all items have one date with a time of day, it is the document's: it says when, not which. */
function buildDateOf(items: readonly Item[]): number | null {
  const [date = null, ...others] = new Set(items.map(({ publishedAt }) => publishedAt))
  const isOne = items.length > 1 && others.length === 0
  return isOne && date !== null && date % dayMs !== 0 ? date : null
}

/** The keys of a guid and a link: of an item's, where no other item of its document has the same. */
export function namesOf({ guid, link }: Pick<Item, 'guid' | 'link'>): string[] {
  const names: string[] = []
  if (guid !== null) names.push(key('g', guid))
  if (link !== null) names.push(key('l', withoutScheme(link)))
  return names
}

/** A site that moves to https, or drops its www, publishes nothing anew. */
function withoutScheme(link: string): string {
  return link.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')
}

const longestKey = 200

function key(kind: 'g' | 'l' | 't', text: string): string {
  return `${kind}:${text.length > longestKey ? `#${hash(text)}` : text}`
}

function dropRepeats(items: readonly Item[]): Item[] {
  const seen = new Set<string>()
  return items.filter((item) => {
    const whole = JSON.stringify([item.guid, item.link, item.title])
    const repeated = seen.has(whole)
    seen.add(whole)
    return !repeated
  })
}

function countBy<T>(items: readonly T[], of: (item: T) => string | null): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) {
    const value = of(item)
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}

/** Parameters that say how a reader came, never what they see. `utm_…` and `at_…` go whole. */
const tracking = new Set(
  'fbclid gclid dclid gbraid wbraid msclkid yclid igshid mc_cid mc_eid mkt_tok _hsenc _hsmi vero_id cmpid cmp icid ncid ftag xtor smid smtyp ocid guccounter soc_src soc_trk traffic_source feedtype feedname taid sr_share'.split(
    ' ',
  ),
)
/** Parameters that are tracking only where they say so: `source=rss`. */
const perhapsTracking = new Set('ref src source from via partner emc medium output feed'.split(' '))

/** The address without tracking, credentials refused: what two feeds that link one article agree on. Null for what is no web address. */
export function canonicalLink(address: string, base?: string): string | null {
  const url = URL.parse(address, base)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return null
  if (url.search !== '') {
    for (const [name, value] of [...url.searchParams]) {
      if (isTracking(name.toLowerCase(), value)) url.searchParams.delete(name)
    }
  }
  if (/^#(ref|xtor|utm_|ftag|rss|intcid)/i.test(url.hash)) url.hash = ''
  return url.href
}

function isTracking(name: string, value: string): boolean {
  if (name.startsWith('utm_') || name.startsWith('at_') || tracking.has(name)) return true
  return perhapsTracking.has(name) && /^(rss|feed|atom)/i.test(value)
}
