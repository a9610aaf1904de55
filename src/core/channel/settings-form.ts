/**
 * A channel's settings as the fields of a form, and back. The words in the fields are those of the `/watch` grammar, read by the
 * same parser, so that what one writes the other shows.
 */

import { parsePattern } from '../pattern/parse.ts'
import { readCountOrDollars } from '../quantity/amount.ts'
import type { Directory } from '../reading/company.ts'
import { choicesOf, readChosen, watchChoices, wayChoices } from './choices.ts'
import { zoneNamed } from './command-time.ts'
import { unquoted } from './command-words.ts'
import {
  type ChannelSettings,
  type Digest,
  type Mute,
  type Quiet,
  type Watch,
  type WatchChoices,
  type WatchType,
  type WayChoices,
  watchFor,
} from './settings.ts'
import { resolveWatch } from './tune.ts'
import { muteText, nameOf } from './watch-text.ts'

/** What a form holds, by block id. */
export type Fields = Readonly<Record<string, string | readonly string[] | null>>

export type Read<T> =
  | { kind: 'read'; value: T }
  /** By block id. */
  | { kind: 'faults'; faults: Record<string, string> }

export interface WatchFields extends WatchChoices {
  match: string
  types: readonly WatchType[]
  companies: string
  min_jobs: string
  min_usd: string
  not: string
}

export function fieldsOfWatch(watch: Watch, directory: Directory): WatchFields {
  return {
    match: watch.match ?? '',
    types: watch.types,
    companies: watch.companies.map((key) => nameOf(key, directory)).join(', '),
    min_jobs: watch.minHeadcount?.toString() ?? '',
    min_usd: watch.minAmountUsd?.toString() ?? '',
    not: watch.not.join('\n'),
    ...choicesOf(watchChoices, watch),
  }
}

export function readWatchFields(fields: Fields, directory: Directory): Read<Watch> {
  const faults: Record<string, string> = {}
  const match = text(fields, 'match')
  const not = lines(fields, 'not')
  for (const [block, pattern] of [
    ['match', match] as const,
    ...not.map((line) => ['not', line] as const),
  ]) {
    const parsed = pattern === '' ? null : parsePattern(pattern)
    if (parsed?.kind === 'fault') faults[block] = parsed.message
  }
  const watch: Watch = {
    match: match === '' ? null : match,
    types: many(fields, 'types') as WatchType[],
    companies: text(fields, 'companies')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    minHeadcount: minimum(fields, 'min_jobs', faults),
    minAmountUsd: minimum(fields, 'min_usd', faults),
    not,
    ...readChosen(watchChoices, (name) => text(fields, name)),
  }
  if (Object.keys(faults).length > 0) return { kind: 'faults', faults }
  if (asksNothing(watch)) {
    return { kind: 'faults', faults: { match: 'give words, a company or a kind of news' } }
  }
  return { kind: 'read', value: resolveWatch(watch, directory) }
}

/** But for what it does not want to hear. */
function asksNothing(watch: Watch): boolean {
  const asked = watchFor({ ...watch, not: [] })
  return JSON.stringify(asked) === JSON.stringify(watchFor({}))
}

/** Which of the two it is its field says. */
function minimum(
  fields: Fields,
  block: 'min_jobs' | 'min_usd',
  faults: Record<string, string>,
): number | null {
  const written = text(fields, block)
  if (written === '' || written === '$') return null
  const amount = readCountOrDollars(written)
  if (amount === null) {
    faults[block] =
      block === 'min_jobs' ? 'a number, as in 1000' : 'an amount of dollars, as in 100m'
  }
  return amount?.value ?? null
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
    ...choicesOf(wayChoices, settings),
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
  const zone = zoneNamed(text(fields, 'zone'))
  if (zone === null) faults.zone = 'the name of a time zone, as in Europe/Lisbon'
  const quiet = readQuiet(fields, zone ?? '', faults)
  const mute = lines(fields, 'mute').map((line) => readMute(line, settings, directory))
  const muteFault = mute.map(faultOfMute).findLast((fault) => fault !== null)
  if (muteFault) faults.mute = muteFault
  if (Object.keys(faults).length > 0) return { kind: 'faults', faults }
  const ways = readChosen(wayChoices, (name) => text(fields, name))
  const digest = readDigest(fields, zone ?? '')
  return { kind: 'read', value: { ...settings, ...ways, mute, quiet, digest } }
}

function faultOfMute(mute: Mute): string | null {
  if (mute.kind !== 'words') return null
  const parsed = parsePattern(mute.words)
  return parsed.kind === 'fault' ? `"${mute.words}": ${parsed.message}` : null
}

function readDigest(fields: Fields, zone: string): Digest | null {
  const every = text(fields, 'digest')
  if (every !== 'daily' && every !== 'weekly') return null
  const at = text(fields, 'at') || '09:00'
  return { every, at, zone, ...(every === 'weekly' && { day: Number(text(fields, 'day') || '1') }) }
}

function readQuiet(fields: Fields, zone: string, faults: Record<string, string>): Quiet | null {
  const [from, to] = [text(fields, 'quiet_from'), text(fields, 'quiet_to')]
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

function text(fields: Fields, block: string): string {
  const value = fields[block]
  return typeof value === 'string' ? value.trim() : ''
}

function many(fields: Fields, block: string): readonly string[] {
  const value = fields[block]
  return Array.isArray(value) ? value : []
}

const lines = (fields: Fields, block: string): string[] =>
  text(fields, block)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
