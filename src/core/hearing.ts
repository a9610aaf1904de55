import type { Facts } from './event.ts'
import { matchPattern } from './match.ts'
import { matchableOf, type StoryText } from './matchable.ts'
import type { Pattern } from './pattern.ts'
import { parsePattern } from './pattern-parse.ts'
import type { Heard } from './route.ts'
import type { ChannelSettings, Mute, Watch } from './settings.ts'
import type { Told } from './story.ts'
import { tokenize } from './text.ts'
import type { ToUsd } from './totals.ts'

/** What the watched words of a few channels make of a story. */
export type Hear = (facts: Facts, told: Told) => Heard

/** For a few patterns over many stories. Text that is no pattern matches nothing. */
export function compileHearing(
  settings: readonly Pick<ChannelSettings, 'watches' | 'mute'>[],
  toUsd: ToUsd,
): Hear {
  const texts = new Set(
    settings.flatMap(({ watches, mute }) => [
      ...watches.flatMap(wordsOf),
      ...mute.flatMap(mutedWords),
    ]),
  )
  const patterns = [...texts]
    .map((text) => parsePattern(text))
    .filter((pattern) => pattern.kind === 'pattern')
  return (facts, told) => ({
    facts,
    amountUsd: amountUsd(facts, told, toUsd),
    matched: patterns.length === 0 ? new Set() : matchedBy(patterns, told),
  })
}

const wordsOf = ({ match, not }: Watch): readonly string[] =>
  match === null ? not : [match, ...not]

const mutedWords = (mute: Mute): readonly string[] => (mute.kind === 'words' ? [mute.words] : [])

function matchedBy(patterns: readonly Pattern[], told: Told): ReadonlySet<string> {
  const text: StoryText = {
    title: matchableOf(tokenize(told.title), []),
    summary: matchableOf(tokenize(told.summary), []),
  }
  return new Set(
    patterns
      .filter((pattern) => matchPattern(pattern, text).kind === 'match')
      .map(({ text }) => text),
  )
}

/** The amount of an investment in dollars at the rates of the story's day. */
export function amountUsd(facts: Facts, { publishedAt }: Told, toUsd: ToUsd): number | null {
  if (facts.category !== 'ai_investment' || facts.amount === null) return null
  return toUsd(facts.amount, facts.currency ?? 'USD', publishedAt ?? 0)
}
