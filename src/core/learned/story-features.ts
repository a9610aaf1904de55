/** What a story looks like to the model: its words in their order, names and sums by their sort, and what the rules made of it. */

import { type AiInvestmentFacts, type Category, categories, type LayoffFacts } from '../facts.ts'
import type { Judged } from '../judge/classify.ts'
import type { Hits } from '../judge/rules.ts'
import { strengthOfAll, type ToldFacts } from '../judge/standing.ts'
import type { Prose } from '../reading/prose.ts'
import { stretchAt } from '../text/sentences.ts'
import type { Token } from '../text/text.ts'
import { words } from '../text/words.ts'

/** Told by its sort, so that what is learned of one name or sum holds for all. `from` and `to`: its tokens, `to` excluded. */
interface Sorted {
  word: string
  from: number
  to: number
}

/** How many words of each text are looked at: what comes later is seldom the news. */
export const longest = { title: 60, summary: 70 }

export function storyFeatures({ reading, all: hits, stood }: Judged): string[] {
  const facts = stood.map((one) => one.facts)
  const title = sortedWords(reading.title, longest.title)
  const summary = sortedWords(reading.summary, longest.summary)
  const all = new Set([...title, ...summary].map(({ word }) => word))
  return [
    'any',
    ...grams('t', title).map(({ name }) => name),
    ...reading.title.tokens.map((token) => `w:${sortOf(token)}`),
    ...pairs(reading.coverage ? 'c' : 's', summary).map(({ name }) => name),
    ...Array.from(all, (word) => `a:${word}`),
    ...ruleFeatures(hits),
    ...facts.flatMap(factFeatures),
    ...categories.flatMap((one) => strengthFeatures(one, hits, facts)),
    `sums:${[...new Set(reading.title.quantities.map(({ kind }) => kind))].sort().join()}`,
    `names:${Math.min(4, reading.title.names.length)}`,
  ]
}

/** A feature of words that stand together, and where. */
interface Gram {
  name: string
  from: number
  to: number
}

/** Of the title: what a person would point at. */
export function titleGrams(title: Prose): Gram[] {
  return grams('t', sortedWords(title, longest.title)).filter(({ from, to }) => to > from)
}

/** Words alone, in twos, in threes, and in twos with one between. */
function grams(field: string, words: readonly Sorted[]): Gram[] {
  const longer = words.flatMap((last, at) => {
    const [first, middle] = [words[at - 2], words[at - 1]]
    if (!first || !middle) return []
    const { from } = first
    return [
      { name: `${field}:${first.word}_${middle.word}_${last.word}`, from, to: last.to },
      { name: `${field}:${first.word}_*_${last.word}`, from, to: last.to },
    ]
  })
  return [...pairs(field, words), ...longer]
}

function pairs(field: string, words: readonly Sorted[]): Gram[] {
  return words.flatMap(({ word, from, to }, at) => {
    const before = words[at - 1]
    return [
      { name: `${field}:${word}`, from, to },
      { name: `${field}:${before?.word ?? '^'}_${word}`, from: before?.from ?? from, to },
    ]
  })
}

function sortedWords(prose: Prose, most: number): Sorted[] {
  const { tokens, names } = prose
  const sorted: Sorted[] = []
  for (let at = 0; at < tokens.length && sorted.length < most; ) {
    const token = tokens[at]
    if (!token) break
    if (at > 0 && parting.has(token.pause)) sorted.push({ word: '|', from: at, to: at })
    const name = stretchAt(names, at)
    const to = name?.end ?? at + 1
    sorted.push({ word: name ? sortOfName(prose, name) : sortOf(token), from: at, to })
    at = to
  }
  return sorted
}

const parting = words('clause sentence')

function sortOfName({ directory }: Prose, { known, personal, company }: Prose['names'][number]) {
  if (known) return directory.entry(company.key)?.sector === 'ai' ? '<ai>' : '<known>'
  return personal ? '<person>' : '<name>'
}

/** A word as it is, a number by what it counts. */
export function sortOf({ kind, raw, text }: Token): string {
  if (kind !== 'number') return text
  if (raw.includes('%')) return '#%'
  if (/[$€£¥₹]|rs/i.test(raw)) return '#$'
  return /^(?:19|20)\d\d$/.test(text) ? '#year' : '#'
}

function ruleFeatures({ fired, held, told }: Hits): string[] {
  const said = Object.entries({ fired, held, told })
  return said.flatMap(([effect, hits]) =>
    hits.flatMap(({ rule, field }) => [
      `r:${effect}:${rule.id}`,
      `r:${effect}:${rule.id}:${field}`,
    ]),
  )
}

function strengthFeatures(
  category: Category,
  { fired, held }: Hits,
  facts: readonly ToldFacts[],
): string[] {
  const own = fired.filter(({ rule }) => rule.category === category)
  const against = held.filter(({ rule }) => rule.category === category && rule.effect === 'hold')
  const [most, least] = [strengthOfAll(own), strengthOfAll(against)]
  const isTold = facts.some((one) => one.category === category)
  return [
    `strength:${category}:${most}`,
    `strength:${category}:${most}:${least}`,
    `fired:${category}:${Math.min(own.length, 4)}`,
    `told:${category}:${isTold}`,
  ]
}

function factFeatures(facts: ToldFacts): string[] {
  const { category, company, sure } = facts
  const whose = company === null ? 'nobody' : company.key.startsWith('~') ? 'unknown' : 'known'
  const common = [`f:${category}:sure:${sure}`, `f:${category}:company:${whose}`]
  return facts.category === 'layoff'
    ? [...common, ...cutFeatures(facts)]
    : [...common, ...dealFeatures(facts)]
}

function cutFeatures({ headcount, percent, industry, followUp }: LayoffFacts): string[] {
  return [
    `f:headcount:${headcount !== null}`,
    `f:percent:${percent !== null}`,
    `f:trade:${industry?.trade}`,
    `f:follow-up:${followUp ?? false}`,
  ]
}

function dealFeatures({ kind, amount, payers, recipient }: AiInvestmentFacts): string[] {
  return [
    `f:kind:${kind}`,
    `f:amount:${amount !== null}`,
    `f:kind:${kind}:${amount !== null}`,
    `f:parties:${Math.min(2, payers.length)}:${recipient !== null}:${kind}`,
  ]
}
