import type { Directory } from '../reading/company.ts'
import { dayNames } from '../text/calendar.ts'
import { clockText } from '../text/local-time.ts'
import { wayText } from './choices.ts'
import type { Until, WatchCommand } from './command-parts.ts'
import type { ChannelSettings, Digest, Mute, Quiet, Watch } from './settings.ts'
import { resolveUntil } from './until.ts'
import { isSameWatch } from './watch-identity.ts'
import { muteText, watchText } from './watch-text.ts'
import { keyOfWatched, watchedCompany } from './watched-company.ts'
import { matchText } from './wording.ts'

/** Words to keep out of one watch, which is given by its id. */
interface Exclusion {
  kind: 'exclude'
  id: string
  words: string
}

/** What takes the place of one watch; where that is gone, it is added. */
interface Change {
  kind: 'change'
  id: string
  watch: Watch
}

interface Removal {
  kind: 'remove'
  what: (WatchCommand & { kind: 'remove' })['what'] | { kind: 'id'; id: string }
}

/** What changes a channel's settings. The companies of a watch are keys. */
export type Tuning =
  | { kind: 'add'; watch: Watch }
  | Change
  | Exclusion
  | Removal
  | Extract<
      WatchCommand,
      {
        kind: 'mute' | 'unmute' | 'pause' | 'resume' | 'digest' | 'quiet' | 'choose'
      }
    >

export interface TuneContext {
  directory: Directory
  now: number
  /** Of whoever asks, where they name none. */
  zone: string
  /** For a watch that is added. */
  newId: string
}

export type Tuned =
  /** `what` says the change in the words of the grammar, for the audit. */
  | { kind: 'tuned'; settings: ChannelSettings; what: string }
  | { kind: 'unchanged'; because: string }

/** A pause that ends only by `resume`: the last instant that a date can hold. */
export const forever = 8_640_000_000_000_000

const mostWatches = 50

/** The settings with one change made. */
export function tune(settings: ChannelSettings, tuning: Tuning, context: TuneContext): Tuned {
  const { zone } = context
  switch (tuning.kind) {
    case 'add':
      return addWatch(settings, tuning.watch, context)
    case 'change':
      return changeWatch(settings, tuning, context)
    case 'remove':
      return removeWatch(settings, tuning.what, context)
    case 'exclude':
      return addExclusion(settings, tuning, context)
    case 'mute':
      return addMute(settings, tuning, context)
    case 'unmute':
      return removeMute(settings, tuning.what.name, context)
    case 'pause':
      return pause(settings, tuning.until, context)
    case 'resume':
      return settings.pausedUntil === null
        ? { kind: 'unchanged', because: 'this channel is not paused' }
        : tuned({ ...settings, pausedUntil: null }, 'resumed')
    case 'digest': {
      const digest = inZone(tuning.digest, zone)
      return tuned({ ...settings, digest }, digest ? digestText(digest) : 'digest off')
    }
    case 'quiet': {
      const quiet = inZone(tuning.quiet, zone)
      return tuned({ ...settings, quiet }, quiet ? quietText(quiet) : 'quiet off')
    }
    case 'choose': {
      const { way, word } = tuning
      return tuned({ ...settings, [way]: word }, wayText(way, word))
    }
    default:
      return tuning satisfies never
  }
}

function pause(settings: ChannelSettings, end: Until | null, { now, zone }: TuneContext): Tuned {
  const until = end ? resolveUntil(end, now, zone) : forever
  if (until <= now) return over
  const words = until === forever ? 'until it is resumed' : `until ${clockText(until, zone)}`
  return tuned({ ...settings, pausedUntil: until }, `paused ${words}`)
}

/** With the asker's own zone where none was said. */
function inZone<T extends { zone: string | null }>(
  given: T | null,
  zone: string,
): (Omit<T, 'zone'> & { zone: string }) | null {
  return given && { ...given, zone: given.zone ?? zone }
}

const quietText = ({ from, to, zone }: Quiet): string => `quiet ${from} to ${to}, ${zone}`

/** "digest weekly on Friday at 16:00, Europe/Lisbon" */
function digestText({ every, at, zone, day }: Digest): string {
  const on = every === 'weekly' ? ` on ${dayNames[day ?? 1]}` : ''
  return `digest ${every}${on} at ${at}, ${zone}`
}

const tuned = (settings: ChannelSettings, what: string): Tuned => ({
  kind: 'tuned',
  settings,
  what,
})

const over: Tuned = { kind: 'unchanged', because: 'that time is over already' }

/** A watch as typed, its companies by their keys. */
export function resolveWatch(watch: Watch, directory: Directory): Watch {
  const byKey = new Map(
    watch.companies
      .map((name) => watchedCompany(name, directory))
      .map((written) => [keyOfWatched(written), written]),
  )
  return { ...watch, companies: [...byKey.values()] }
}

function addWatch(
  settings: ChannelSettings,
  watch: Watch,
  { directory, newId: id }: TuneContext,
): Tuned {
  const known = settings.watches.find((one) => isSameWatch(one, watch))
  if (known) {
    const because = `this channel hears ${watchText(known, directory)} already`
    return { kind: 'unchanged', because }
  }
  if (settings.watches.length >= mostWatches) {
    return { kind: 'unchanged', because: `a channel can have at most ${mostWatches} watches` }
  }
  const watches = [...settings.watches, { ...watch, id }]
  return tuned({ ...settings, watches }, `added ${watchText(watch, directory)}`)
}

function changeWatch(
  settings: ChannelSettings,
  { id, watch }: Change,
  context: TuneContext,
): Tuned {
  const index = settings.watches.findIndex((one) => one.id === id)
  const before = settings.watches[index]
  if (!before) return addWatch(settings, watch, context)
  const watches = settings.watches.with(index, { ...watch, id })
  const [was, is] = [before, watch].map((one) => watchText(one, context.directory))
  return tuned({ ...settings, watches }, `changed ${was} to ${is}`)
}

function removeWatch(
  settings: ChannelSettings,
  what: Removal['what'],
  { directory }: TuneContext,
): Tuned {
  const removed = settings.watches.filter((watch, index) => {
    switch (what.kind) {
      case 'id':
        return watch.id === what.id
      case 'watch':
        return isSameWatch(watch, resolveWatch(what.watch, directory))
      case 'number':
        return what.number === index + 1
      case 'company':
        return watch.companies.map(keyOfWatched).includes(directory.resolve(what.name).key)
      case 'words':
        return watch.match !== null && isSameMatch(watch.match, what.words)
      case 'feed':
        return false
      default:
        return what satisfies never
    }
  })
  if (removed.length === 0)
    return { kind: 'unchanged', because: 'no watch of this channel is that' }
  const watches = settings.watches.filter((watch) => !removed.includes(watch))
  const texts = removed.map((watch) => watchText(watch, directory))
  return tuned({ ...settings, watches }, `removed ${texts.join('; ')}`)
}

const isSameMatch = (one: string, other: string): boolean =>
  matchText(one).toLowerCase() === matchText(other).toLowerCase()

function addExclusion(
  settings: ChannelSettings,
  { id, words }: Exclusion,
  { directory }: TuneContext,
): Tuned {
  const index = settings.watches.findIndex((watch) => watch.id === id)
  const watch = settings.watches[index]
  if (!watch) return { kind: 'unchanged', because: 'that watch is gone' }
  const watches = settings.watches.with(index, { ...watch, not: [...watch.not, words] })
  return tuned({ ...settings, watches }, `added not:"${words}" to ${watchText(watch, directory)}`)
}

function addMute(
  settings: ChannelSettings,
  { what, until: typed }: Tuning & { kind: 'mute' },
  context: TuneContext,
): Tuned {
  const { directory, now, zone } = context
  const until = typed && resolveUntil(typed, now, zone)
  if (until !== null && until <= now) return over
  if (what.kind === 'either' && areSeveral(what.name, context)) {
    return { kind: 'unchanged', because: 'a mute takes one company: mute them one by one' }
  }
  const company = what.kind === 'words' ? null : directory.find(what.name)
  const key =
    company?.key ?? (what.kind === 'company' ? watchedCompany(what.name, directory) : null)
  const mute: Mute = key
    ? { kind: 'company', company: key, until }
    : { kind: 'words', words: what.name, until }
  const others = settings.mute.filter((one) => !isSameMute(one, mute))
  const end = until === null ? '' : ` until ${clockText(until, zone)}`
  const said = `muted ${muteText(mute, directory)}${end}`
  return tuned({ ...settings, mute: [...others, mute] }, said)
}

/** "Amazon and Google", where no company has that name. */
function areSeveral(name: string, { directory }: TuneContext): boolean {
  const names = name.split(/\s*(?:[,;/&+]|\sand\s|\sor\s)\s*/i)
  return names.length > 1 && !directory.find(name) && names.every((one) => directory.find(one))
}

function isSameMute(one: Mute, other: Mute): boolean {
  if (one.kind === 'company') {
    return other.kind === 'company' && keyOfWatched(one.company) === keyOfWatched(other.company)
  }
  return other.kind === 'words' && one.words === other.words
}

function removeMute(settings: ChannelSettings, name: string, { directory }: TuneContext): Tuned {
  const key = directory.resolve(name).key
  const mute = settings.mute.filter((one) =>
    one.kind === 'company'
      ? keyOfWatched(one.company) !== key
      : one.words.toLowerCase() !== name.toLowerCase(),
  )
  return mute.length === settings.mute.length
    ? { kind: 'unchanged', because: `${name} is not muted here` }
    : tuned({ ...settings, mute }, `unmuted ${name}`)
}
