/** How many jobs a story says are cut, and what share of the staff: the title's numbers before the summary's, the first before the later. */

import type { Company, Scale } from '../facts.ts'
import { isMoreExact } from '../quantity/exact.ts'
import type { Quantity } from '../quantity/quantity.ts'
import { wordWithin } from '../reading/near.ts'
import { type Evidence, namesBetween, type Prose, sentenceAt } from '../reading/prose.ts'
import type { Reading } from '../reading/read-story.ts'
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
  const isOfAnother = (one: Quantity) =>
    coverage && one.kind === 'number' && employer !== null && namesAnother(summary, one, employer)
  const told = [
    ...title.quantities.map((quantity) => ({ prose: title, quantity })),
    ...summary.quantities
      .filter((quantity) => !isOfAnother(quantity))
      .map((quantity) => ({ prose: summary, quantity })),
  ]
  const counted = told.filter((one) => countsJobs(one, isIn(evidence, one)))
  const jobs =
    addedUp(counted) ?? counted.find(({ quantity }) => jobsOf(quantity) !== null)?.quantity
  const exact = jobs && !coverage ? exactly(jobs, counted, summary) : null
  const share = told.find(isShare)?.quantity
  const headcount = jobs ? jobsOf(exact ?? jobs) : null
  const percent = share?.value ?? null
  return {
    headcount,
    headcountDerived: headcount === null ? derived(percent, [title, summary]) : null,
    percent,
    scale: counted.find(({ quantity }) => quantity.value === null)?.quantity.scale ?? null,
    approximate: (exact ?? jobs ?? share)?.approximate ?? false,
  }
}

interface Told {
  prose: Prose
  quantity: Quantity
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

function isShare({ prose, quantity }: Told): boolean {
  return quantity.kind === 'percent' && isShareOfStaff(prose, quantity)
}

/** Of half a job there is none. */
function jobsOf({ value }: Quantity): number | null {
  if (value === null) return null
  const jobs = value > 10 ? Math.floor(value) : value
  return Number.isInteger(jobs) && jobs > 0 ? jobs : null
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

function derived(percent: number | null, proses: readonly Prose[]): number | null {
  const size = percent === null ? null : staffSize(proses)
  return size === null || percent === null ? null : Math.round((size * percent) / 100)
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
