/**
 * Does a channel hear of an event, and when?
 *
 * 1. A watch accepts an event when all that it gives holds: the type, a company (an owner's key accepts its units; a company that
 *    only takes part, such as an investor, counts too; in the role asked for, where one is), the watched keyword, the minima, and none of its exclusions. An unknown number passes a minimum, an unknown industry passes as technology. An event of neither category passes only a watch with type `any`.
 *    Fewer than 25 jobs that a register alone tells of pass only a watch that names a company, words or a minimum.
 * 2. A channel hears what any of its watches accepts, unless a mute of its own forbids it: mutes are stronger than watches.
 * 3. What it hears comes now, or is held: while the channel is paused, for its digest, through its quiet hours.
 */

import { type Company, type Facts, type Sure, sureness } from '../facts.ts'
import { isOfOtherTrade, registersOf } from '../history/trade.ts'
import type { CompanyKey } from '../ids.ts'
import { partsOf } from '../roles.ts'
import { isBetween, nextAt } from '../text/local-time.ts'
import type { CriterionName } from './asked.ts'
import type { ChannelSettings, Digest, KeptWatch, Mute, Watch } from './settings.ts'
import { keyOfWatched } from './watched-company.ts'

/** An event as routing sees it. */
export interface Heard {
  facts: Facts
  /** The amount at the rates of the day; null where it is unknown. */
  amountUsd: number | null
  /** Those of the watched patterns, exclusions and muted words that the story matches, as they are written. */
  matched: ReadonlySet<string>
}

/** What let an event go; `small`: a register alone tells of a few jobs. */
export type Stage = CriterionName | 'small'

interface Miss {
  watch: Watch
  stage: Stage
}

export type Route =
  /** No watch accepts it: the first thing that stopped it in each. */
  | { kind: 'unheard'; misses: readonly Miss[] }
  | { kind: 'muted'; watch: KeptWatch; by: Mute }
  | { kind: 'held'; watch: KeptWatch; reason: 'paused' | 'digest' | 'quiet'; until: number }
  | { kind: 'now'; watch: KeptWatch }

/** Where an event goes in one channel. */
export function route(settings: ChannelSettings, heard: Heard, now: number): Route {
  const misses: Miss[] = []
  for (const watch of settings.watches) {
    const stage = missedAt(watch, heard)
    if (stage === null) return admit(settings, watch, heard, now)
    misses.push({ watch, stage })
  }
  return { kind: 'unheard', misses }
}

function admit(settings: ChannelSettings, watch: KeptWatch, heard: Heard, now: number): Route {
  const by = muteFor(settings, heard, now)
  if (by) return { kind: 'muted', watch, by }
  const hold = holdAt(settings, now)
  return hold ? { kind: 'held', watch, ...hold } : { kind: 'now', watch }
}

/** The mute that keeps an event out of a channel, whatever its watches ask for. */
export function muteFor(settings: ChannelSettings, heard: Heard, now: number): Mute | null {
  return settings.mute.find((mute) => isMuted(mute, heard, now)) ?? null
}

/** The first check that an event fails in a watch; null when it passes them all. */
function missedAt(watch: Watch, heard: Heard): Stage | null {
  const { facts, matched } = heard
  if (!hasType(watch, facts)) return 'types'
  const missed = missedByCompany(watch, facts)
  if (missed) return missed
  if (watch.match !== null && !matched.has(watch.match)) return 'match'
  if (watch.not.some((pattern) => matched.has(pattern))) return 'not'
  if (isBelow(headcount(facts), watch.minHeadcount)) return 'minHeadcount'
  if (isBelow(heard.amountUsd, watch.minAmountUsd)) return 'minAmountUsd'
  if (!hasIndustry(watch, facts)) return 'industry'
  if (isLessSure(facts, watch.sure)) return 'sure'
  return missedByRegister(watch, facts)
}

function missedByCompany(watch: Watch, facts: Facts): Stage | null {
  const { companies } = watch
  if (companies.length > 0 && !companies.some((key) => isPart(facts, key))) return 'companies'
  return hasRole(watch, facts) ? null : 'role'
}

function hasType({ types }: Watch, { category }: Facts): boolean {
  if (types.includes('any')) return true
  if (category === 'other') return false
  return types.length === 0 || types.includes(category)
}

/** A company takes part in an event in any role, by itself or by a unit. */
function isPart(facts: Facts, key: string): boolean {
  return partsOf(facts).some(({ company }) => isOrOwns(key, company))
}

/** One of the watched companies, or anybody where none is watched, in the role that the watch asks for. */
function hasRole({ role, companies }: Watch, facts: Facts): boolean {
  if (role === 'any') return true
  const parts = partsOf(facts).filter((part) => part.role === role)
  const isWatched = (company: Company) => companies.some((key) => isOrOwns(key, company))
  return parts.some(({ company }) => companies.length === 0 || isWatched(company))
}

function isSubject({ company }: Facts, key: string): boolean {
  return company !== null && isOrOwns(key, company)
}

function isOrOwns(key: string, company: { key: CompanyKey; parent: CompanyKey | null }): boolean {
  if (company.key === key || company.parent === key) return true
  // Only such keys have spellings.
  return key.startsWith('~') && company.key.startsWith('~') && keyOfWatched(key) === company.key
}

/** Whoever names companies wants to hear of these. */
function hasIndustry({ industry, companies }: Watch, facts: Facts): boolean {
  return industry === 'all' || companies.length > 0 || !isOfOtherTrade(facts)
}

/** Fewer jobs in a register alone are noise to all but those who asked for the company, the words or such numbers. */
const fewJobs = 25

function missedByRegister(watch: Watch, facts: Facts): Stage | null {
  const registers = registersOf(facts)
  if (registers === undefined) return watch.official === 'only' ? 'official' : null
  if (registers === 'beside') return null
  if (watch.official === 'off') return 'official'
  const isAsked = watch.companies.length > 0 || watch.match !== null || watch.minHeadcount !== null
  return !isAsked && isBelow(headcount(facts), fewJobs) ? 'small' : null
}

/** Whether a story is told less surely than a watch asks for. */
export function isLessSure({ sure }: Facts, least: Sure): boolean {
  return sure !== undefined && sureness.indexOf(sure) > sureness.indexOf(least)
}

function headcount(facts: Facts): number | null {
  return facts.category === 'layoff' ? (facts.headcount ?? facts.headcountDerived) : null
}

function isBelow(known: number | null, minimum: number | null): boolean {
  return known !== null && minimum !== null && known < minimum
}

function isMuted(mute: Mute, { facts, matched }: Heard, now: number): boolean {
  if (mute.until !== null && mute.until <= now) return false
  return mute.kind === 'company' ? isSubject(facts, mute.company) : matched.has(mute.words)
}

/** What holds a channel's messages back at this moment, and until when; null when they may go. */
export function holdAt(
  { pausedUntil, digest, quiet }: ChannelSettings,
  now: number,
): { reason: 'paused' | 'digest' | 'quiet'; until: number } | null {
  if (pausedUntil !== null && pausedUntil > now) return { reason: 'paused', until: pausedUntil }
  if (digest) return { reason: 'digest', until: nextDigestAt(digest, now) }
  if (quiet && isBetween(now, quiet.from, quiet.to, quiet.zone)) {
    return { reason: 'quiet', until: nextAt(quiet.to, quiet.zone, now) }
  }
  return null
}

/** When a digest comes next after `now`. */
function nextDigestAt({ every, day, at, zone }: Digest, now: number): number {
  return nextAt(at, zone, now, every === 'weekly' ? (day ?? 1) : undefined)
}
