/** How many jobs a story says are cut, and what share of the staff: the title's numbers before the summary's, the first before the later. */

import { type Company, type Rounding, roundingOf, type Scale } from '../facts.ts'
import { isMoreExact } from '../quantity/exact.ts'
import type { Quantity } from '../quantity/quantity.ts'
import { wordWithin } from '../reading/near.ts'
import { type Evidence, namesBetween, type Prose, sentenceAt } from '../reading/prose.ts'
import type { Reading } from '../reading/read-story.ts'
import { beginsClause } from '../text/sentences.ts'
import { words } from '../text/words.ts'
import { isAllStaff, isHalved } from './all-staff.ts'
import { nounAfter } from './counted-noun.ts'
import { isTotal } from './earlier-round.ts'
import { countsJobs, isSize } from './jobs-counted.ts'
import { isShareOfStaff } from './share-of-staff.ts'

export interface LayoffNumbers extends Rounding {
  headcount: number | null
  headcountDerived: number | null
  percent: number | null
  scale: Scale | null
}

export function readLayoffNumbers(
  reading: Reading,
  evidence: readonly Evidence[],
  employer: Company | null,
): LayoffNumbers {
  const { title, summary, coverage } = reading
  const told = toldOf(reading, employer)
  const counted = told.filter(
    (one) =>
      countsJobs(one, isIn(evidence, one)) &&
      (one.prose === title || !isTotal(one.prose, one.quantity)),
  )
  const share = told.find((one) => isShare(one, employer))?.quantity
  const percent = share?.value ?? shareInWords(reading)
  const jobs = jobsIn(counted, percent, coverage ? null : summary)
  const headcount = jobs ? jobsOf(jobs) : null
  return {
    headcount,
    headcountDerived: headcount === null ? derived(share, [title, summary]) : null,
    percent,
    scale: counted.find(({ quantity }) => quantity.value === null)?.quantity.scale ?? null,
    ...roundingOf(jobs ?? share),
  }
}

function shareInWords({ title, summary, coverage }: Reading): number | null {
  if (isAllStaff(title)) return 100
  return isHalved(title) || (!coverage && isHalved(summary)) ? 50 : null
}

interface Told {
  prose: Prose
  quantity: Quantity
}

/** The title's, and of the summary's those that are not of another company. */
function toldOf({ title, summary, coverage }: Reading, employer: Company | null): Told[] {
  const isAnother = coverage ? namesAnother : isOnAnother
  const own = summary.quantities.filter(
    (one) => one.kind !== 'number' || employer === null || !isAnother(summary, one, employer),
  )
  return [
    ...title.quantities.map((quantity) => ({ prose: title, quantity })),
    ...own.map((quantity) => ({ prose: summary, quantity })),
  ]
}

/** Of other publishers' headlines, those on somebody else, or on several, tell other numbers. */
function namesAnother(prose: Prose, quantity: Quantity, employer: Company): boolean {
  const { start, end } = sentenceAt(prose, quantity.start)
  const named = namesBetween(prose, start, end).filter(({ known }) => known)
  // The publisher stands last.
  const isOwn = named.some(({ company }) => company.key === employer.key)
  return named.some(({ company, end: last }) => {
    return (
      company.key !== employer.key && !(isOwn && company.parent === employer.key) && last < end - 1
    )
  })
}

/** "Microsoft has cut 15,000 roles this year", said beside the employer's cut. */
function isOnAnother(prose: Prose, quantity: Quantity, employer: Company): boolean {
  const { start, end } = sentenceAt(prose, quantity.start)
  const named = namesBetween(prose, start, end)
  const [subject] = named
  if (subject?.start !== start || !subject.known || subject.end > quantity.start) return false
  return !named.some(({ company }) => company.key === employer.key || isKin(company, employer))
}

/** One is a unit of the other. */
function isKin(one: Company, other: Company): boolean {
  return one.parent === other.key || other.parent === one.key
}

function isIn(evidence: readonly Evidence[], { prose, quantity: { start, end } }: Told): boolean {
  return evidence.some((one) => one.prose === prose && start >= one.from && end <= one.to)
}

function isShare({ prose, quantity }: Told, employer: Company | null): boolean {
  if (quantity.kind !== 'percent' || !isShareOfStaff(prose, quantity)) return false
  return employer === null || !isOfUnit(prose, quantity, employer)
}

/** "8% of PlayStation's workforce", where Sony cuts. */
function isOfUnit(prose: Prose, { end }: Quantity, employer: Company): boolean {
  return namesBetween(prose, end, end + 4).some(
    ({ company, end: last }) =>
      company.parent === employer.key && prose.tokens[last - 1]?.possessive === true,
  )
}

/** Of half a job there is none. */
function jobsOf({ value }: Quantity): number | null {
  if (value === null) return null
  const jobs = value > 10 ? Math.floor(value) : value
  return Number.isInteger(jobs) && jobs > 0 ? jobs : null
}

/** @param exact what may say more exactly how many a rounder number are */
function jobsIn(
  counted: readonly Told[],
  percent: number | null,
  exact: Prose | null,
): Quantity | null {
  const isStaff = (one: Quantity) => percent !== null && isWholeOf(one, percent, counted)
  const numbers = counted.filter(({ quantity }) => jobsOf(quantity) !== null)
  const own =
    numbers.find(({ prose, quantity }) => !isTotal(prose, quantity) && !isStaff(quantity)) ??
    numbers[0]
  const jobs = addedUp(counted) ?? own?.quantity
  if (!jobs) return null
  return (exact && exactly(jobs, counted, exact)) ?? jobs
}

/** "20% go; 75,000 employees impacted … over 14,000 roles": the larger number is the staff of which the smaller is the share. */
function isWholeOf({ value }: Quantity, percent: number, counted: readonly Told[]): boolean {
  const share = ((value ?? 0) * percent) / 100
  return counted.some(({ quantity }) => {
    const jobs = quantity.value ?? 0
    return jobs < (value ?? 0) && Math.abs(jobs - share) < share * 0.1
  })
}

/** "Cuts 60 partners and 1,500 staff", "600 jobs in Kent and 300 more in Ohio": numbers told in one breath all go. */
function addedUp(counted: readonly Told[]): Quantity | null {
  const [first] = counted
  const one = first ? jobsOf(first.quantity) : null
  if (!first || one === null) return null
  const second = first.prose.quantities.find((quantity) => quantity.start >= first.quantity.end)
  const other = second?.kind === 'number' ? jobsOf(second) : null
  if (!second || other === null || !isJoined(first, second)) return null
  const isCounted =
    nounAfter(first.prose, second.end) >= 0 && counted.some(({ quantity }) => quantity === second)
  if (!isCounted && !isRest(first.prose, second)) return null
  return { ...first.quantity, value: one + other, ...ofBoth(first.quantity, second) }
}

function ofBoth(one: Quantity, other: Quantity): Rounding {
  const bound = one.bound === other.bound ? one.bound : undefined
  return { approximate: one.approximate || other.approximate, bound }
}

/** From one number to the next: "158 Acme workers in Texas and 52". */
const breath = 6

/** Not of "300 jobs at risk and 4,000 face pay cuts". */
function isJoined({ prose, quantity }: Told, second: Quantity): boolean {
  const and = prose.tokens[second.start - 1]
  if (and?.text !== 'and' || beginsClause(and)) return false
  if (/^faces?$/.test(prose.tokens[second.end]?.text ?? '')) return false
  if (isRest(prose, second)) return true
  return second.start - quantity.end <= breath && nounAfter(prose, quantity.end) >= 0
}

/** "300 more in Ohio", "100 from its sales team": of what the number before it counts. */
function isRest(prose: Prose, { end }: Quantity): boolean {
  const [next, place] = prose.tokens.slice(end, end + 2)
  if (next?.pause !== 'none') return false
  if (next.text === 'more' || next.text === 'others') return !isKept(prose, end + 1)
  return next.text === 'from' && place?.text === 'its'
}

/** "30 more are to move", "30 more will be retrained", but not "30 more will go". */
function isKept(prose: Prose, at: number): boolean {
  if (wordWithin(prose, at, 4, 'not cut') >= 0) return true
  if (!verbs.has(prose.tokens[at]?.text ?? '')) return false
  return wordWithin(prose, at, 4, 'cut words') < 0 && wordWithin(prose, at, 4, 'will go') < 0
}

const verbs = words('are were will would could may might have')

/** "Nearly 7,000" is "6,770", where the summary says so. */
function exactly(jobs: Quantity, counted: readonly Told[], summary: Prose): Quantity | null {
  const round = jobs.value ?? 0
  const own = counted.filter(({ prose }) => prose === summary).map(({ quantity }) => quantity)
  if (own.includes(jobs)) return null
  return own.find(({ value }) => value !== null && isMoreExact(value, round)) ?? null
}

function derived(share: Quantity | undefined, proses: readonly Prose[]): number | null {
  if (!share || share.value === null) return null
  const size = staffSize(proses)
  return size === null ? null : Math.round(size * (share.part ?? share.value / 100))
}

/** "Its 4,000 staff", "a workforce of 900", "the 900-strong workforce". */
function staffSize(proses: readonly Prose[]): number | null {
  for (const prose of proses) {
    const size = prose.quantities.find((quantity) => isStaffSize(prose, quantity))
    if (size) return size.value
  }
  return null
}

function isStaffSize(prose: Prose, quantity: Quantity): boolean {
  const { kind, value, start, end } = quantity
  if (kind !== 'number' || value === null) return false
  if (wordWithin(prose, end, 3, 'whole') >= 0 && isSize(prose, quantity)) return true
  return prose.tokens[start - 1]?.text === 'of' && prose.isIn('whole', start - 2)
}
