/**
 * Which item of a feed is which. An item is new when its feed has shown neither its guid nor its canonical link before;
 * dates decide nothing, so an edited or re-dated item stays the same item, and a guid that changes with each fetch
 * makes nothing new. A guid or a link that several items of one document share (the front page, a live blog)
 * identifies none of them. What has nothing better is known by its title and date.
 */

import type { Item } from '../story.ts'
import { hash } from '../text/hash.ts'

export interface Identified {
  item: Item
  /** At least one. The feed has shown the item before when it has shown any of them; a new item is recorded under all. */
  keys: readonly string[]
  /** Changes when the title or the summary does: an edit worth reading again. */
  mark: string
}

/** Literal repeats within one document are dropped. */
export function identify(items: readonly Item[]): Identified[] {
  const distinct = dropRepeats(items)
  const guids = countBy(distinct, (item) => item.guid)
  const links = countBy(distinct, (item) => item.link)
  return distinct.map((item) => ({
    item,
    keys: keysOf(item, guids, links),
    mark: hash(`${item.title}\n${item.summary}`),
  }))
}

function keysOf(item: Item, guids: Map<string, number>, links: Map<string, number>): string[] {
  const { guid, link } = item
  const hasGuid = guid !== null && guids.get(guid) === 1
  const hasLink = link !== null && links.get(link) === 1
  const keys = namesOf({ guid: hasGuid ? guid : null, link: hasLink ? link : null })
  // Beside the link as well: next time the document may hold a second item with that link.
  if (!hasGuid || (!hasLink && item.publishedAt !== null)) {
    keys.push(key('t', hash(`${item.title}\n${item.publishedAt ?? ''}`)))
  }
  return keys
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

function countBy(items: readonly Item[], of: (item: Item) => string | null): Map<string, number> {
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
