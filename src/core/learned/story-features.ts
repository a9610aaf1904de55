/** What a story looks like to the model: its words in their order, names and sums by their sort, and what the rules made of it. */

import { type AiInvestmentFacts, type Category, categories, type LayoffFacts } from '../facts.ts'
import type { Judged } from '../judge/classify.ts'
import type { Hits } from '../judge/rules.ts'
import { strengthOfAll, type ToldFacts } from '../judge/standing.ts'
import type { Prose } from '../reading/prose.ts'
import { fnv1a } from '../text/hash.ts'
import type { Token } from '../text/text.ts'
import { words } from '../text/words.ts'
import { type Features, openTelling, type Say } from './features.ts'

/** Told by its sort, so that what is learned of one name or sum holds for all. `from` and `to`: its tokens, `to` excluded. */
interface Sorted {
  word: string
  from: number
  to: number
}

/** How many words of each text are looked at: what comes later is seldom the news. */
export const longest = { title: 60, summary: 70 }

export function storyFeatures({ reading, all: hits, stood }: Judged): Features {
  const { say, add, features } = openTelling()
  const facts = stood.map((one) => one.facts)
  const title = sortedWords(reading.title, longest.title)
  const summary = sortedWords(reading.summary, longest.summary)
  say`any`
  grams('t', title, add)
  for (const token of reading.title.tokens) say`w:${sortOf(token)}`
  pairs(reading.coverage ? 'c' : 's', summary, add)
  for (const { word } of title) say`a:${word}`
  for (const { word } of summary) say`a:${word}`
  sayRules(say, hits)
  for (const one of facts) sayFacts(say, one)
  for (const one of categories) sayStrength(say, one, hits, facts)
  say`sums:${[...new Set(reading.title.quantities.map(({ kind }) => kind))].sort().join()}`
  say`names:${Math.min(4, reading.title.names.length)}`
  return features()
}

/** A feature of words that stand together, and where. */
interface Gram {
  feature: number
  from: number
  to: number
}

/** Of the title: what a person would point at. */
export function titleGrams(title: Prose): Gram[] {
  const found: Gram[] = []
  grams('t', sortedWords(title, longest.title), (feature, from, to) => {
    if (to > from) found.push({ feature, from, to })
  })
  return found
}

type TellGram = (feature: number, from: number, to: number) => void

/** Words alone, in twos, in threes, and in twos with one between: `t:acme_cuts_jobs`, each hashed on from what it begins with. */
function grams(field: string, words: readonly Sorted[], tell: TellGram): void {
  pairs(field, words, tell)
  const start = fnv1a(`${field}:`)
  for (let at = 2; at < words.length; at++) {
    const [first, middle, last] = [words[at - 2], words[at - 1], words[at]]
    if (!first || !middle || !last) continue
    const begun = fnv1a('_', fnv1a(first.word, start))
    const ended = `_${last.word}`
    tell(fnv1a(ended, fnv1a(middle.word, begun)), first.from, last.to)
    tell(fnv1a(ended, fnv1a('*', begun)), first.from, last.to)
  }
}

function pairs(field: string, words: readonly Sorted[], tell: TellGram): void {
  const start = fnv1a(`${field}:`)
  let last = fnv1a('^', start)
  let lastFrom = 0
  for (const { word, from, to } of words) {
    const feature = fnv1a(word, start)
    tell(feature, from, to)
    tell(fnv1a(word, fnv1a('_', last)), lastFrom, to)
    last = feature
    lastFrom = from
  }
}

function sortedWords(prose: Prose, most: number): Sorted[] {
  const { tokens } = prose
  const wholes = wholesOf(prose)
  const sorted: Sorted[] = []
  for (let at = 0; at < tokens.length && sorted.length < most; ) {
    const token = tokens[at]
    if (!token) break
    if (at > 0 && parting.has(token.pause)) sorted.push({ word: '|', from: at, to: at })
    const next = wholes.get(at) ?? { word: sortOf(token), from: at, to: at + 1 }
    sorted.push(next)
    at = next.to
  }
  return sorted
}

/** Names and sums by where they begin. */
function wholesOf(prose: Prose): Map<number, Sorted> {
  const found = new Map<number, Sorted>()
  for (const { start, end, kind } of prose.quantities) {
    found.set(start, { word: `#${kind}`, from: start, to: end })
  }
  for (const name of prose.names) {
    found.set(name.start, { word: sortOfName(prose, name), from: name.start, to: name.end })
  }
  return found
}

const parting = words('clause sentence')

/** Of those whose part in a deal is mostly the same. */
const sortOfSector: Readonly<Record<string, string>> = {
  ai: '<ai>',
  investors: '<investor>',
  'cloud and data centres': '<cloud>',
}

function sortOfName({ directory }: Prose, { known, personal, company }: Prose['names'][number]) {
  if (known) return sortOfSector[directory.entry(company.key)?.sector ?? ''] ?? '<known>'
  return personal ? '<person>' : '<name>'
}

/** A word as it is, a number by what it counts. */
export function sortOf({ kind, raw, text }: Token): string {
  if (kind !== 'number') return text
  if (raw.includes('%')) return '#%'
  if (/[$€£¥₹]|rs/i.test(raw)) return '#$'
  return /^(?:19|20)\d\d$/.test(text) ? '#year' : '#'
}

function sayRules(say: Say, { fired, held, told }: Hits): void {
  for (const [effect, hits] of Object.entries({ fired, held, told })) {
    for (const { rule, field } of hits) {
      say`r:${effect}:${rule.id}`
      say`r:${effect}:${rule.id}:${field}`
    }
  }
}

function sayStrength(
  say: Say,
  category: Category,
  { fired, held }: Hits,
  facts: readonly ToldFacts[],
): void {
  const own = fired.filter(({ rule }) => rule.category === category)
  const against = held.filter(({ rule }) => rule.category === category && rule.effect === 'hold')
  const [most, least] = [strengthOfAll(own), strengthOfAll(against)]
  const isTold = facts.some((one) => one.category === category)
  say`strength:${category}:${most}`
  say`strength:${category}:${most}:${least}`
  say`fired:${category}:${Math.min(own.length, 4)}`
  say`told:${category}:${isTold}`
}

function sayFacts(say: Say, facts: ToldFacts): void {
  const { category, company, sure } = facts
  const whose = company === null ? 'nobody' : company.key.startsWith('~') ? 'unknown' : 'known'
  say`f:${category}:sure:${sure}`
  say`f:${category}:company:${whose}`
  if (facts.category === 'layoff') sayCut(say, facts)
  else sayDeal(say, facts)
}

function sayCut(say: Say, { headcount, percent, industry, followUp }: LayoffFacts): void {
  say`f:headcount:${headcount !== null}`
  say`f:percent:${percent !== null}`
  say`f:trade:${industry?.trade}`
  say`f:follow-up:${followUp ?? false}`
}

function sayDeal(say: Say, { kind, amount, payers, recipient }: AiInvestmentFacts): void {
  say`f:kind:${kind}`
  say`f:amount:${amount !== null}`
  say`f:kind:${kind}:${amount !== null}`
  say`f:parties:${Math.min(2, payers.length)}:${recipient !== null}:${kind}`
}
