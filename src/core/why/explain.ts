/**
 * Why a story came to a channel, or at which stage it stopped: it is judged by the rules, joined to events, held against the
 * channel's watches and mutes, and delivered. Each stage is a sentence; the last one says what would let it through.
 */

import { criteria } from '../channel/criteria.ts'
import type { Hear } from '../channel/hearing.ts'
import { type Route, route, type Stage } from '../channel/route.ts'
import { type ChannelSettings, type Watch, watchFor } from '../channel/settings.ts'
import { muteText, watchText } from '../channel/watch-text.ts'
import type { DeliveryState, Hold, Pending } from '../delivery/delivery.ts'
import type { Category, Facts } from '../facts.ts'
import type { EventId } from '../ids.ts'
import type { Directory } from '../reading/company.ts'
import type { ReadStory } from '../reading/read-story.ts'
import type { Told } from '../story.ts'
import { byModel, type Reason, type Verdict } from '../verdict.ts'
import { factsOf } from './back-test.ts'
import { missOf } from './miss.ts'

/** An event as one channel knows it. */
export interface EventHere {
  id: EventId
  /** With the workspace's corrections; null where it was said to be none. */
  facts: Facts | null
  /** Recorded without being told: a feed's first pass, an import, news older than two days. */
  silent: boolean
  /** Its message in this channel; null where there is none. */
  delivery: Pick<Pending, 'state' | 'hold' | 'error' | 'nextAt'> | null
}

export interface Explanation {
  /** In the order of the stages. */
  steps: readonly string[]
  /** A command that would let it through; null where it came, or none would. */
  wayThrough: string | null
}

interface Asked {
  told: Told
  verdict: Verdict
  settings: ChannelSettings
  hear: Hear
  directory: Directory
  readStory: ReadStory
  now: number
  /** Null: a headline that was only tried. */
  events: readonly EventHere[] | null
}

export function explain(asked: Asked): Explanation {
  const steps = judged(asked.verdict)
  if (asked.verdict.categories.length === 0) {
    const [facts] = factsOf(asked.verdict)
    const way = facts && route(asked.settings, asked.hear(facts, asked.told), asked.now)
    if (way?.kind === 'unheard') return { steps, wayThrough: wayForOther(asked) }
  }
  const routed = (asked.events ? factsHere(asked.events) : factsOf(asked.verdict)).map((facts) =>
    routeSteps(facts, asked),
  )
  return {
    steps: [
      ...steps,
      ...routed.flatMap((one) => one.steps),
      ...(asked.events ?? []).flatMap(deliverySteps),
    ],
    wayThrough: routed.map((one) => one.wayThrough).find((way) => way !== null) ?? null,
  }
}

const factsHere = (events: readonly EventHere[]): Facts[] =>
  events.flatMap(({ facts }) => (facts === null ? [] : [facts]))

const names: Readonly<Record<Category, string>> = {
  layoff: 'layoffs',
  ai_investment: 'AI investment',
}

function judged({ categories, why, held }: Verdict): string[] {
  const steps =
    categories.length > 0
      ? [`Judged to be about ${categories.map((one) => names[one]).join(' and ')}.`]
      : ['No rule recognised it: it is judged to be about neither layoffs nor AI investment.']
  return [
    ...steps,
    ...why.map((reason) => `${ruleOf(reason)} spoke for it: ${words(reason)}.`),
    ...held.map((reason) => `${ruleOf(reason)} held it back: ${words(reason)}.`),
  ]
}

const ruleOf = ({ rule }: Reason): string =>
  rule === byModel ? 'What labelled stories taught' : `Rule ${rule}`

const words = ({ matched, field }: Reason): string => `"${matched}" in the ${field}`

/** A watch that hears any story with its first words. */
function wayForOther({ told, directory }: Asked): string {
  const phrase = told.title.split(/\s+/).slice(0, 3).join(' ').replaceAll('"', '')
  const watch = watchFor({ match: phrase, types: ['any'] })
  return `/watch add ${watchText(watch, directory)}`
}

function routeSteps(facts: Facts, asked: Asked): Explanation {
  const { settings, hear, told, now } = asked
  const way = route(settings, hear(facts, told), now)
  return { steps: wayWords(way, asked), wayThrough: wayThrough(way, settings, facts) }
}

type About = Pick<Asked, 'told' | 'directory' | 'readStory'>

/** What a channel does with an event, in words. */
export function wayWords(way: Route, about: About): string[] {
  const { directory } = about
  switch (way.kind) {
    case 'now':
      return [`This channel hears it, by ${watchText(way.watch, directory)}.`]
    case 'held': {
      const reasons = {
        paused: 'the channel is paused',
        digest: 'the channel has a digest',
        quiet: 'of the quiet hours',
      }
      return [
        `This channel hears it, by ${watchText(way.watch, directory)}, but later: because ${reasons[way.reason]}.`,
      ]
    }
    case 'muted':
      return [`${muteText(way.by, directory)} is muted in this channel.`]
    case 'unheard':
      return way.misses.length === 0
        ? ['This channel watches nothing.']
        : way.misses
            .slice(0, 10)
            .map(
              ({ watch, stage }) =>
                `${watchText(watch, directory)} does not take it: ${whyMissed(watch, stage, about)}.`,
            )
    default:
      return way satisfies never
  }
}

function whyMissed({ match }: Watch, stage: Stage, { told, readStory }: About): string {
  const exact = stage === 'match' && match !== null && missOf(match, readStory(told))
  if (exact) return exact
  return stage === 'small' ? 'a register alone tells of fewer than 25 jobs' : criteria[stage].missed
}

function wayThrough(way: Route, settings: ChannelSettings, facts: Facts): string | null {
  if (way.kind === 'muted') {
    const name =
      way.by.kind === 'company'
        ? `company:"${facts.company?.name ?? way.by.company}"`
        : `"${way.by.words}"`
    return `/watch unmute ${name}`
  }
  if (way.kind !== 'unheard') return null
  if (facts.company) return `/watch add company:"${facts.company.name}"`
  if (facts.category === 'other') return null
  const type = facts.category === 'layoff' ? 'layoffs' : 'ai'
  return settings.watches.some(({ types }) => types.length === 0) ? null : `/watch add type:${type}`
}

function deliverySteps({ delivery, silent, facts }: EventHere): string[] {
  if (facts === null) return ['This workspace said that it is no such event.']
  if (delivery) return [deliveryWords(delivery)]
  return silent
    ? [
        'It was recorded without being told: it was old, or came with a feed’s first reading or an import.',
      ]
    : ['No message of this channel tells it.']
}

function deliveryWords({ state, hold, error }: NonNullable<EventHere['delivery']>): string {
  const because = [hold && holdWords[hold], error].filter(Boolean).join(', ')
  return `${stateWords[state]}${because && state !== 'sent' ? `: ${because}` : ''}.`
}

const stateWords: Readonly<Record<DeliveryState, string>> = {
  waiting: 'Its message waits to be posted',
  sending: 'Its message is being posted',
  sent: 'Its message stands in this channel',
  held: 'Its message is held back',
  refused: 'Slack refused its message',
  given_up: 'Its message was given up',
}

/** Why a message is held back, as people are told. */
export const holdWords: Readonly<Record<Hold, string>> = {
  paused: 'the channel is paused',
  digest: 'it comes with the next digest',
  quiet: 'these are the quiet hours',
  muted: 'a mute covers it',
  unknown: 'nobody can find out whether it arrived',
}
