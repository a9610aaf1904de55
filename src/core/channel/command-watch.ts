import { webAddress } from '../text/web-address.ts'
import { criterionRows } from './asked.ts'
import { command, type Mistake, mistake, type ParsedCommand } from './command-parts.ts'
import type { Word } from './command-words.ts'
import { type Watch, watchFor } from './settings.ts'

export function parseAdd(words: readonly Word[], verb: Word): ParsedCommand {
  const example = 'add "data center" type:ai min:$100m not:"crypto"'
  if (words.length === 0)
    return mistake([verb], null, 'it needs words, a company or a feed', example)
  const feed = words.find(({ key }) => key === 'feed')
  if (feed) return addFeed(words, verb, feed)
  const address = words.find(({ key, quoted, text }) => key === null && !quoted && isAddress(text))
  if (address) {
    const url = addressIn(address.text)
    return mistake([verb], address, 'an address is read as a feed with feed:', `add feed:${url}`)
  }
  const ofSlack = words.find(({ quoted, text }) => !quoted && isOfSlack(text))
  if (ofSlack) {
    return mistake([verb], ofSlack, 'news names no person, channel or emoji of Slack', example)
  }
  const read = readWatch(words, verb, example)
  return read.kind === 'mistake' ? read : command({ kind: 'add', watch: read.watch })
}

/** Slack writes an address between angle brackets, with what is shown of it behind a bar. */
export function addressIn(text: string): string {
  const address = webAddress(text.replace(/^<|[|>].*$/g, ''))
  return bareAddress.test(address) ? `https://${address}` : address
}

/** "www.news.example", "news.example/rss": an address without its beginning. */
const bareAddress = /^(?:www\.[\w-]+(?:\.[\w-]+)+(?:\/\S*)?|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\/\S*)$/i

/** `<@U0ADA>`, `<#C0NEWS|news>`, `#news`, `:rocket:` */
const isOfSlack = (text: string): boolean =>
  /^(?:<[@#!].*|#[a-z][\w-]*|:[a-z0-9_+-]+:)$/i.test(text)
const isAddress = (text: string): boolean => /^https?:\/\//i.test(addressIn(text))

/** All the words of one watch. `example` is a whole command that would be right. */
export function readWatch(
  given: readonly Word[],
  verb: Word,
  example: string,
): { kind: 'watch'; watch: Watch } | Mistake {
  const words = joinAmpersands(given)
  let watch: Watch = watchFor({})
  for (const [index, word] of words.entries()) {
    const read = readKey(word, watch)
    if (typeof read === 'string')
      return mistake([verb, ...words.slice(0, index)], word, read, example)
    watch = read
  }
  return { kind: 'watch', watch: withMinimum({ ...watch, match: matchOf(words) }) }
}

/** `company:Procter & Gamble` needs no quotes: an ampersand by itself means nothing else in a watch. */
function joinAmpersands(words: readonly Word[]): Word[] {
  const joined: Word[] = []
  for (const word of words) {
    const before = joined.at(-1)
    const isCompany = before !== undefined && /^compan/.test(before.key ?? '') && !before.quoted
    const isPart = word.key === null && !word.quoted
    if (isCompany && isPart && (word.raw === '&' || before.text.endsWith('&'))) {
      const text = `${before.text} ${word.text}`
      joined.splice(-1, 1, { ...before, text, raw: `${before.raw} ${word.raw}` })
    } else joined.push(word)
  }
  return joined
}

function addFeed(words: readonly Word[], verb: Word, feed: Word): ParsedCommand {
  const example = 'add feed:https://news.example/rss'
  const other = words.find((word) => word !== feed)
  if (other) return mistake([verb, feed], other, 'a feed is added by itself', example)
  const url = addressIn(feed.text)
  if (/^https?:\/\/[^\s/]+\.[^\s]+$/.test(url)) return command({ kind: 'add_feed', url })
  return mistake([verb], feed, 'a feed is a web address', example)
}

/** The watch with this word taken in, or why it cannot be. Words without a key are read later, all together. */
function readKey(word: Word, watch: Watch): Watch | string {
  if (word.key === null) return unknownKey(word) ?? watch
  let because = `${word.key}: has no meaning here`
  for (const { name, criterion } of criterionRows) {
    if (!criterion.behind?.keys.includes(word.key)) continue
    const taken = criterion.behind.take(word, watch[name])
    if (taken.kind === 'read') return { ...watch, [name]: taken.value }
    because = taken.because
  }
  return because
}

/** "typ:ai" is a slip, "title:" is of the pattern language, "https:" an address. */
function unknownKey({ text, quoted }: Word): string | null {
  const [, key] = /^([a-z_]+):/i.exec(text) ?? []
  if (quoted || key === undefined || /^(title|https?)$/i.test(key)) return null
  return `"${key}:" is none of ${known.join(', ')} and feed:`
}

const known = [
  ...new Set(criterionRows.flatMap(({ criterion }) => criterion.behind?.keys.slice(0, 1) ?? [])),
].map((key) => `${key}:`)

function matchOf(words: readonly Word[]): string | null {
  const own = words.filter(({ key }) => key === null)
  const [only, ...others] = own
  if (!only) return null
  if (others.length === 0 && only.quoted) return only.text || null
  return own.map(({ raw }) => raw.replace(/[“”„«»]/g, '"')).join(' ')
}

/** A bare number is a number of jobs, unless only AI money is watched. */
function withMinimum(watch: Watch): Watch {
  const isMoney = watch.types.length === 1 && watch.types[0] === 'ai_investment'
  if (!isMoney || watch.minHeadcount === null || watch.minAmountUsd !== null) return watch
  return { ...watch, minHeadcount: null, minAmountUsd: watch.minHeadcount }
}
