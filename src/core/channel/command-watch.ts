import { readCountOrDollars } from '../quantity/amount.ts'
import { isLegalSuffix } from '../reading/company.ts'
import { webAddress } from '../text/web-address.ts'
import { type Choice, watchChoices } from './choices.ts'
import { command, type Mistake, mistake, oneOf, type ParsedCommand } from './command-parts.ts'
import type { Word } from './command-words.ts'
import { type Watch, type WatchType, watchFor } from './settings.ts'

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
  switch (word.key) {
    case null:
      return unknownKey(word) ?? watch
    case 'type':
    case 'types':
      return takeTypes(watch, listOf(word))
    case 'min':
      return takeMinimum(watch, word.text)
    case 'not':
      return word.text ? { ...watch, not: [...watch.not, word.text] } : 'words must follow not:'
    case 'company':
    case 'companies':
      return takeCompanies(watch, namesIn(word))
    default:
      return takeChoice(watch, word)
  }
}

function takeChoice(watch: Watch, { key, text }: Word): Watch | string {
  const choice = choices.find(([, one]) => one.key === key)
  if (!choice) return `${key}: has no meaning here`
  const [name, { words }] = choice
  const chosen = words.find((word) => word === text.toLowerCase())
  return chosen ? { ...watch, [name]: chosen } : `${key}: is ${oneOf(words)}`
}

const choices: readonly [string, Choice][] = Object.entries(watchChoices)

function takeTypes(watch: Watch, names: readonly string[]): Watch | string {
  const types = names.map((name) => typeNames.get(name.toLowerCase()))
  if (types.length === 0 || types.includes(undefined)) return 'a type is layoffs, ai or any'
  const known = types.filter((type) => type !== undefined)
  return { ...watch, types: [...new Set([...watch.types, ...known])] }
}

function takeCompanies(watch: Watch, names: readonly string[]): Watch | string {
  if (names.length === 0 || names.includes('')) return 'a name must follow company:'
  return { ...watch, companies: [...watch.companies, ...names] }
}

function takeMinimum(watch: Watch, text: string): Watch | string {
  const min = readCountOrDollars(text)
  if (min === null) return 'a minimum is a number of jobs, or of dollars as in $100m'
  return min.kind === 'money' || min.value >= leastMoney
    ? { ...watch, minAmountUsd: min.value }
    : { ...watch, minHeadcount: min.value }
}

/** "typ:ai" is a slip, "title:" is of the pattern language, "https:" an address. */
function unknownKey({ text, quoted }: Word): string | null {
  const [, key] = /^([a-z_]+):/i.exec(text) ?? []
  if (quoted || key === undefined || /^(title|https?)$/i.test(key)) return null
  return `"${key}:" is none of ${known.join(', ')} and feed:`
}

const known = ['type', 'min', 'not', 'company', ...choices.map(([, { key }]) => key)].map(
  (key) => `${key}:`,
)

/** Nobody lets so many go at once: such a number is one of dollars. */
const leastMoney = 10e6

const typeNames: ReadonlyMap<string, WatchType> = new Map(
  Object.entries({
    layoff: 'layoff',
    layoffs: 'layoff',
    ai: 'ai_investment',
    ai_investment: 'ai_investment',
    investment: 'ai_investment',
    any: 'any',
    all: 'any',
  }),
)

/** A comma parts names, but for the one before "Inc.". */
function namesIn(word: Word): string[] {
  const names: string[] = []
  for (const part of listOf(word)) {
    const before = names.at(-1)
    if (before !== undefined && isLegalSuffix(part)) names.splice(-1, 1, `${before}, ${part}`)
    else names.push(part)
  }
  return names
}

const listOf = ({ text }: Word): string[] => text.split(',').map((part) => part.trim())

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
