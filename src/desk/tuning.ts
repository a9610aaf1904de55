import { compileHearing } from '../core/channel/hearing.ts'
import type { ChannelSettings, Watch } from '../core/channel/settings.ts'
import { type Tuning, tune } from '../core/channel/tune.ts'
import { withIds } from '../core/channel/watch-identity.ts'
import type { Place } from '../core/delivery/delivery.ts'
import type { ToUsd } from '../core/history/rates.ts'
import { parsePattern } from '../core/pattern/parse.ts'
import type { Directory } from '../core/reading/company.ts'
import type { ReadStory } from '../core/reading/read-story.ts'
import { dayMs } from '../core/text/calendar.ts'
import { type BackTest, backTest } from '../core/why/back-test.ts'
import { takeTurn } from '../turns.ts'
import type { Archive, Asker, Editors, GivenSettings, People, SettingsStore } from './ports.ts'

export interface TuningNeeds {
  settings: SettingsStore
  archive: Archive
  people: People
  directory: Directory
  readStory: ReadStory
  toUsd: ToUsd
  editors: Editors
  /** A short random word: the id of a watch that is added. */
  newId(): string
}

/** How far back a watch is tried. */
export const backTestDays = 30

export type Saved =
  /** Outside: the bot is not in the channel and cannot join it. */
  | {
      kind: 'saved'
      settings: ChannelSettings
      what: string
      takesOver: boolean
      isOutside: boolean
    }
  | { kind: 'unchanged'; because: string }
  /** Only these may. */
  | { kind: 'forbidden'; editors: readonly string[] }

/** Makes one change of a channel's settings, for whoever may. */
export async function saveTuning(
  needs: TuningNeeds,
  asker: Asker & Place,
  tuning: Tuning,
): Promise<Saved> {
  const { settings: given, from } = await needs.settings.findSettings(asker)
  const zone = needsZone(tuning) ? await needs.people.findZone(asker.teamId, asker.userId) : 'UTC'
  const { directory } = needs
  const tuned = tune(given, tuning, { directory, now: asker.now, zone, newId: needs.newId() })
  if (tuned.kind === 'unchanged') return tuned
  return saveSettings(needs, asker, { settings: tuned.settings, what: tuned.what, from })
}

/** Keeps settings that were worked out already; `what` says the change in words, `from` who gave those that it was made in. */
export async function saveSettings(
  needs: TuningNeeds,
  asker: Asker & Place,
  { settings, from, what }: Pick<GivenSettings, 'settings' | 'from'> & { what: string },
): Promise<Saved> {
  const editors = await forbids(needs, asker)
  if (editors) return { kind: 'forbidden', editors }
  const fault = faultIn(settings)
  if (fault) return { kind: 'unchanged', because: fault }
  const isDirect = asker.channelId.startsWith('D')
  if (isDirect && (await needs.people.enter(asker)) === false) {
    return {
      kind: 'unchanged',
      because: 'nobody can invite me to a direct message of other people',
    }
  }
  const { userId, now: at } = asker
  await needs.settings.recordSettings(asker, { settings, what, userId, at })
  const isOutside = (await needs.people.enter(asker)) === false
  return { kind: 'saved', settings, what, takesOver: from === 'file', isOutside }
}

/** Those who may, where the asker is none of them; null where they may. */
export async function forbids(
  needs: TuningNeeds,
  asker: Asker & Place,
): Promise<readonly string[] | null> {
  const editors = await needs.editors.findEditors(asker)
  return editors === null || editors.includes(asker.userId) ? null : editors
}

const needsZone = (tuning: Tuning): boolean =>
  ['mute', 'pause', 'digest', 'quiet'].includes(tuning.kind)

/** The first pattern of the settings that cannot be read, in words. */
function faultIn({ watches, mute }: ChannelSettings): string | null {
  const texts = [
    ...watches.flatMap(patternsOf),
    ...mute.flatMap((one) => (one.kind === 'words' ? one.words : [])),
  ]
  return texts.map(patternFault).find((fault) => fault !== null) ?? null
}

const patternsOf = ({ match, not }: Watch): readonly string[] =>
  match === null ? not : [match, ...not]

/** Why words cannot be watched, where they cannot. */
export function patternFault(text: string): string | null {
  const pattern = parsePattern(text)
  return pattern.kind === 'fault' ? `"${text}" cannot be watched: ${pattern.message}` : null
}

/** What `watch` would have brought by itself, and what the change from `before` to `after` brings and takes. */
export interface Trial {
  alone: BackTest['all']
  change: BackTest
}

export async function tryOut(
  needs: TuningNeeds,
  place: Place & { now: number },
  watch: Watch,
  [before, after]: readonly [ChannelSettings, ChannelSettings],
  days = backTestDays,
): Promise<Trial> {
  const hear = compileHearing([before, after], needs)
  const alone = backTest({ ...after, watches: [] }, { ...after, watches: withIds([watch]) }, hear)
  const change = backTest(before, after, hear)
  const all = [before, after].some(({ watches }) =>
    watches.some(({ types }) => types.includes('any')),
  )
  const since = place.now - days * dayMs
  for await (const past of needs.archive.readStories(place, since, all)) {
    await takeTurn()
    alone.add(past)
    change.add(past)
  }
  return { alone: alone.result().all, change: change.result() }
}

/** Somebody, in a channel. */
export type Here = Asker & Place

/** Null outside of channels. */
export const hereOf = (asker: Asker): Here | null =>
  asker.channelId === null ? null : { ...asker, channelId: asker.channelId }
