/** How many jobs a story says are cut, and what share of the staff: the title's numbers before the summary's, the first before the later. */

import type { Company, Scale } from '../facts.ts'
import { isMoreExact } from '../quantity/exact.ts'
import type { Quantity } from '../quantity/quantity.ts'
import { wordWithin } from '../reading/near.ts'
import { type Evidence, namesBetween, type Prose, sentenceAt } from '../reading/prose.ts'
import type { Reading } from '../reading/read-story.ts'
import { isAllStaff } from './all-staff.ts'
import { countsJobs, isSize, nounAfter } from './jobs-counted.ts'
import { isShareOfStaff } from './share-of-staff.ts'

export interface LayoffNumbers {
  headcount: number | null
  headcountDerived: number | null
  percent: number | null
  scale: Scale | null
  approximate: boolean
}

export function readLayoffNumbers(
  reading: Reading,
  evidence: readonly Evidence[],
  employer: Company | null,
): LayoffNumbers {
  const { title, summary, coverage } = reading
  const told = toldOf(reading, employer)
  const counted = told.filter((one) => countsJobs(one, isIn(evidence, one)))
  const jobs = jobsIn(counted, coverage ? null : summary)
  const share = told.find((one) => isShare(one, employer))?.quantity
  const headcount = jobs ? jobsOf(jobs) : null
  const percent = share?.value ?? (isAllStaff(title) ? 100 : null)
  return {
    headcount,
    headcountDerived: headcount === null ? derived(share, [title, summary]) : null,
    percent,
    scale: counted.find(({ quantity }) => quantity.value === null)?.quantity.scale ?? null,
    approximate: (jobs ?? share)?.approximate ?? false,
  }
}

interface Told {
  prose: Prose
  quantity: Quantity
}

/** The title's, and of the summary's those that are not of another company. */
function toldOf({ title, summary, coverage }: Reading, employer: Company | null): Told[] {
  const isOfAnother = (one: Quantity) =>
    coverage && one.kind === 'number' && employer !== null && namesAnother(summary, one, employer)
  const own = summary.quantities.filter((quantity) => !isOfAnother(quantity))
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
    const isUnit = isOwn && company.parent === employer.key
    return company.key !== employer.key && !isUnit && last < end - 1
  })
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
function jobsIn(counted: readonly Told[], exact: Prose | null): Quantity | null {
  const jobs =
    addedUp(counted) ?? counted.find(({ quantity }) => jobsOf(quantity) !== null)?.quantity
  if (!jobs) return null
  return (exact && exactly(jobs, counted, exact)) ?? jobs
}

/** "Cuts 60 partners and 1,500 staff": where a title tells two numbers in one breath, all of them go. */
function addedUp([first, second]: readonly Told[]): Quantity | null {
  if (!first || first.prose !== second?.prose) return null
  const { tokens } = first.prose
  const [one, other] = [jobsOf(first.quantity), jobsOf(second.quantity)]
  const isJoined = tokens[second.quantity.start - 1]?.text === 'and'
  if (one === null || other === null || !isJoined || !isNear(first, second)) return null
  const approximate = first.quantity.approximate || second.quantity.approximate
  return { ...first.quantity, value: one + other, approximate }
}

/** From one number to the next: "158 Acme workers in Texas and 52". */
const breath = 6

function isNear(first: Told, second: Told): boolean {
  if (second.quantity.start - first.quantity.end > breath) return false
  return (
    nounAfter(first.prose, first.quantity.end) >= 0 &&
    nounAfter(second.prose, second.quantity.end) >= 0
  )
}

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
