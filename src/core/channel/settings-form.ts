/**
 * A channel's settings as the fields of a form, and back. The words in the fields are those of the `/watch` grammar, read by the
 * same parser, so that what one writes the other shows.
 */

import { parsePattern } from '../pattern/parse.ts'
import type { Directory } from '../reading/company.ts'
import { askedOf, criterionRows, type ShownCriteria, shownCriteria } from './asked.ts'
import { readWays, waysOf } from './choices.ts'
import { zoneNamed } from './command-time.ts'
import { unquoted } from './command-words.ts'
import { type Fields, linesOf, textOf } from './form-values.ts'
import {
  type ChannelSettings,
  type Digest,
  type Mute,
  type Quiet,
  type Watch,
  type WayChoices,
  watchFor,
} from './settings.ts'
import { resolveWatch } from './tune.ts'
import { muteText, named } from './watch-text.ts'

export type Read<T> =
  | { kind: 'read'; value: T }
  /** By block id. */
  | { kind: 'faults'; faults: Record<string, string> }

/** A field for each criterion, by its name. */
export const fieldsOfWatch = (watch: Watch, directory: Directory): ShownCriteria =>
  shownCriteria(named(watch, directory))

export function readWatchFields(fields: Fields, directory: Directory): Read<Watch> {
  const faults: Record<string, string> = {}
  const read = criterionRows.flatMap(({ name, criterion }) => {
    const one = criterion.read(fields[name])
    if (one.kind === 'fault') faults[name] = one.because
    return one.kind === 'read' ? [[name, one.value]] : []
  })
  if (Object.keys(faults).length > 0) return { kind: 'faults', faults }
  const watch = watchFor(Object.fromEntries(read))
  if (askedOf(watch).every(({ name }) => name === 'not')) {
    return { kind: 'faults', faults: { match: 'give words, a company or a kind of news' } }
  }
  return { kind: 'read', value: resolveWatch(watch, directory) }
}

export interface WayFields extends WayChoices {
  digest: 'off' | 'daily' | 'weekly'
  day: string
  at: string
  quiet_from: string | null
  quiet_to: string | null
  zone: string
  mute: string
}

/** @param zone of whoever opens the form, where the settings name none. */
export function fieldsOfWays(
  settings: ChannelSettings,
  zone: string,
  directory: Directory,
): WayFields {
  const { digest, quiet, mute } = settings
  return {
    ...waysOf(settings),
    digest: digest?.every ?? 'off',
    day: `${digest?.day ?? 1}`,
    at: digest?.at ?? '09:00',
    quiet_from: quiet?.from ?? null,
    quiet_to: quiet?.to ?? null,
    zone: digest?.zone ?? quiet?.zone ?? zone,
    mute: mute.map((one) => muteText(one, directory)).join('\n'),
  }
}

/** The settings with the fields in them; watches, a pause and the ends of mutes stay as they are. */
export function readWayFields(
  fields: Fields,
  settings: ChannelSettings,
  directory: Directory,
): Read<ChannelSettings> {
  const faults: Record<string, string> = {}
  const zone = zoneNamed(textOf(fields.zone))
  if (zone === null) faults.zone = 'the name of a time zone, as in Europe/Lisbon'
  const quiet = readQuiet(fields, zone ?? '', faults)
  const mute = linesOf(fields.mute).map((line) => readMute(line, settings, directory))
  const muteFault = mute.map(faultOfMute).findLast((fault) => fault !== null)
  if (muteFault) faults.mute = muteFault
  if (Object.keys(faults).length > 0) return { kind: 'faults', faults }
  const ways = readWays((name) => textOf(fields[name]))
  const digest = readDigest(fields, zone ?? '')
  return { kind: 'read', value: { ...settings, ...ways, mute, quiet, digest } }
}

function faultOfMute(mute: Mute): string | null {
  if (mute.kind !== 'words') return null
  const parsed = parsePattern(mute.words)
  return parsed.kind === 'fault' ? `"${mute.words}": ${parsed.message}` : null
}

function readDigest(fields: Fields, zone: string): Digest | null {
  const every = textOf(fields.digest)
  if (every !== 'daily' && every !== 'weekly') return null
  const at = textOf(fields.at) || '09:00'
  return { every, at, zone, ...(every === 'weekly' && { day: Number(textOf(fields.day) || '1') }) }
}

function readQuiet(fields: Fields, zone: string, faults: Record<string, string>): Quiet | null {
  const [from, to] = [textOf(fields.quiet_from), textOf(fields.quiet_to)]
  if (from === '' && to === '') return null
  if (from === '') faults.quiet_from = 'quiet hours need a beginning too'
  else if (to === '') faults.quiet_to = 'quiet hours need an end too'
  else if (from === to) faults.quiet_to = 'it must differ from the beginning'
  return { from, to, zone }
}

/** A line of the field: a company where there is one of that name, words otherwise or in quotes. */
function readMute(line: string, { mute }: ChannelSettings, directory: Directory): Mute {
  const known = mute.find((one) => muteText(one, directory) === line)
  if (known) return known
  const words = unquoted(line)
  const company = words === line ? directory.find(line) : null
  return company
    ? { kind: 'company', company: company.key, until: null }
    : { kind: 'words', words, until: null }
}
