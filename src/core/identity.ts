/**
 * Which item of a feed is which. An item is new when its feed has shown neither its guid nor its canonical link before;
 * dates decide nothing, so an edited or re-dated item stays the same item, and a guid that changes with each fetch
 * makes nothing new. A guid or a link that several items of one document share (the front page, a live blog)
 * identifies none of them. What has nothing better is known by its title and date.
 */

import type { Item } from './story.ts'

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
  const keys: string[] = []
  const hasGuid = item.guid !== null && guids.get(item.guid) === 1
  const hasLink = item.link !== null && links.get(item.link) === 1
  if (hasGuid) keys.push(key('g', item.guid))
  if (hasLink) keys.push(key('l', item.link))
  // Beside the link as well: next time the document may hold a second item with that link.
  if (!hasGuid || (!hasLink && item.publishedAt !== null)) {
    keys.push(key('t', hash(`${item.title}\n${item.publishedAt ?? ''}`)))
  }
  return keys
}

const longestKey = 200

function key(kind: 'g' | 'l' | 't', value: string | null): string {
  const text = value ?? ''
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

/** 53 bits in base 36 (cyrb53): tells the few thousand items of one feed apart, and proves nothing to an adversary. */
function hash(text: string): string {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36)
}
