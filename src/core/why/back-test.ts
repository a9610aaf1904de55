import type { Hear } from '../channel/hearing.ts'
import { type Heard, type Route, route } from '../channel/route.ts'
import type { ChannelSettings } from '../channel/settings.ts'
import { type Facts, unrecognised } from '../facts.ts'
import type { EventId } from '../ids.ts'
import type { Story } from '../story.ts'
import type { Verdict } from '../verdict.ts'

/** A stored story, and the events that it tells. */
export interface PastStory {
  story: Story
  verdict: Verdict
  events: readonly PastTelling[]
}

/** What a story says of one event. */
interface PastTelling {
  id: EventId
  facts: Facts
  /** The channel was told of the event. */
  announced: boolean
}

/** What settings would have let through. */
export interface Tally {
  stories: number
  /** Those of the stories' events that the settings hear. */
  events: number
  /** Of the events, those that the channel was told of. */
  announced: number
  /** The newest few. */
  examples: readonly Story[]
}

/** What a change of settings would have done to the past. */
export interface BackTest {
  /** What it lets through now that it is changed. */
  all: Tally
  /** What did not come before. */
  comes: Tally
  /** What came before and would not. */
  goes: Tally
}

const mostExamples = 5

/**
 * Judges each story twice. A pause, a digest and quiet hours do not count: they only put off.
 *
 * @returns `add` takes stories, newest first; `result` is what came of those so far.
 */
export function backTest(before: ChannelSettings, after: ChannelSettings, hear: Hear) {
  const tallies = { all: openTally(), comes: openTally(), goes: openTally() }
  const [was, is] = [atOnce(before), atOnce(after)]
  return {
    add(past: PastStory): void {
      const { story, verdict, events } = past
      const heard = factsOf(verdict).map((facts) => hear(facts, story))
      const passes = (settings: ChannelSettings, one: Heard) =>
        isHeard(route(settings, one, story.seenAt))
      const [came, comes] = [was, is].map((settings) => heard.some((one) => passes(settings, one)))
      const told = (settings: ChannelSettings) =>
        events.filter(({ facts }) => passes(settings, hear(facts, story)))
      if (comes) tallies.all.add(story, told(is))
      if (comes && !came) tallies.comes.add(story, told(is))
      if (came && !comes) tallies.goes.add(story, told(was))
    },
    result: (): BackTest => ({
      all: tallies.all.result(),
      comes: tallies.comes.result(),
      goes: tallies.goes.result(),
    }),
  }
}

const atOnce = (settings: ChannelSettings): ChannelSettings => ({
  ...settings,
  digest: null,
  quiet: null,
  pausedUntil: null,
})

const isHeard = ({ kind }: Route): boolean => kind === 'now' || kind === 'held'

/** A story of neither category can still be heard by a watch with `type:any`. */
export function factsOf({ facts }: Verdict): readonly Facts[] {
  return facts.length > 0 ? facts : [unrecognised]
}

function openTally() {
  let stories = 0
  const events = new Set<EventId>()
  const announced = new Set<EventId>()
  const examples: Story[] = []
  return {
    add(story: Story, told: readonly PastTelling[]): void {
      stories++
      for (const { id } of told) events.add(id)
      for (const { id } of told.filter((one) => one.announced)) announced.add(id)
      if (examples.length < mostExamples) examples.push(story)
    },
    result: (): Tally => ({
      stories,
      events: events.size,
      announced: announced.size,
      examples: [...examples],
    }),
  }
}
