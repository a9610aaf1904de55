import type { Facts } from '../facts.ts'
import type { ToUsd } from '../history/rates.ts'
import { createKeywords } from '../pattern/keywords.ts'
import type { ReadStory } from '../reading/read-story.ts'
import type { Told } from '../story.ts'
import type { Heard } from './route.ts'
import type { ChannelSettings, Mute, Watch } from './settings.ts'

/** What the watched words of some channels make of a story. */
export type Hear = (facts: Facts, told: Told) => Heard

type Watching = Pick<ChannelSettings, 'watches' | 'mute'>

/** The ears of all channels, kept while their settings change. */
export interface Hearing {
  hear: Hear
  /** From now on these settings are what is watched; only what differs from before is touched. Text that is no pattern matches nothing. */
  watch(settings: readonly Watching[]): void
}

export interface HearingParts {
  readStory: ReadStory
  toUsd: ToUsd
}

export function createHearing({ readStory, toUsd }: HearingParts): Hearing {
  const keywords = createKeywords()
  let watched: ReadonlySet<string> = new Set()
  let last: { told: Told; matched: ReadonlySet<string> } | undefined

  /** A story is asked about once for each event that it tells: the last one's answer is kept. */
  function matchedBy(told: Told): ReadonlySet<string> {
    if (last?.told !== told) last = { told, matched: keywords.match(readStory(told)) }
    return last.matched
  }

  return {
    hear: (facts, told) => ({
      facts,
      amountUsd: amountUsd(facts, told, toUsd),
      // Asked for only where kind and company fit already.
      get matched() {
        return keywords.size === 0 ? nothing : matchedBy(told)
      },
    }),
    watch(settings) {
      const wanted = textsOf(settings)
      for (const text of watched) if (!wanted.has(text)) keywords.remove(text)
      for (const text of wanted) if (!watched.has(text)) keywords.add(text)
      watched = wanted
      last = undefined
    },
  }
}

/** The ears of a few channels, as their settings are. */
export function compileHearing(settings: readonly Watching[], parts: HearingParts): Hear {
  const hearing = createHearing(parts)
  hearing.watch(settings)
  return hearing.hear
}

const nothing: ReadonlySet<string> = new Set()

function textsOf(settings: readonly Watching[]): Set<string> {
  return new Set(
    settings.flatMap(({ watches, mute }) => [
      ...watches.flatMap(wordsOf),
      ...mute.flatMap(mutedWords),
    ]),
  )
}

const wordsOf = ({ match, not }: Watch): readonly string[] =>
  match === null ? not : [match, ...not]

const mutedWords = (mute: Mute): readonly string[] => (mute.kind === 'words' ? [mute.words] : [])

/** The amount of an investment in dollars at the rates of the story's day. */
function amountUsd(facts: Facts, { publishedAt }: Told, toUsd: ToUsd): number | null {
  if (facts.category !== 'ai_investment' || facts.amount === null) return null
  return toUsd(facts.amount, facts.currency ?? 'USD', publishedAt ?? 0)
}
