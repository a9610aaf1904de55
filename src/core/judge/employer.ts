/** Whose jobs a story says are cut. */

import type { Company } from '../facts.ts'
import { longForm } from '../reading/long-form.ts'
import { wordWithin } from '../reading/near.ts'
import { openingSubject, placeAfter, rowOf, subjectBefore } from '../reading/party.ts'
import type { Prose } from '../reading/prose.ts'
import type { Reading } from '../reading/read-story.ts'
import type { Named } from '../reading/written.ts'
import { cutParties } from './cut-parties.ts'
import { employerInTitle, isPlace } from './employer-in-title.ts'
import type { Hit } from './rules.ts'
import { isCutVerb } from './staff-words.ts'

interface Employer extends Named {
  prose: Prose
}

/** Whose jobs go, and who else's in the same breath. */
export interface Employers {
  company: Company | null
  others: readonly Company[]
}

export function readEmployers(reading: Reading, hits: readonly Hit[]): Employers {
  const employer = findEmployer(reading, hits)
  return employer
    ? { company: employer.company, others: otherEmployers(employer) }
    : { company: null, others: [] }
}

/**
 * The title before the summary; whoever is the subject of the cut, or whom it is "at", before whoever else is named. A title that names
 * nobody, or only "the owner of X", leaves it to the summary.
 */
function findEmployer(reading: Reading, hits: readonly Hit[]): Employer | null {
  const { title, summary } = reading
  const parties = cutParties(reading, hits, 'title')
  const inTitle = employerInTitle(title, hits, parties)
  if (inTitle) return withFuller(reading, inTitle)
  const told = cutParties(reading, hits, 'summary')
  const known = told.find((name) => name.known)
  const plain = hits.some(({ rule }) => rule.plain)
  const person = parties.find((name) => name.personal && (plain || isPlace(name)))
  if (!known && person) return withFuller(reading, person)
  const inSummary = known ?? told[0] ?? cuttingBelow(reading) ?? openingEmployer(reading)
  return inSummary && { ...inSummary, prose: summary }
}

/** Whoever cuts jobs in any sentence of the summary; an unknown name only where the title speaks of some employer. */
function cuttingBelow({ title, summary }: Reading): Named | null {
  const isSaid = !summary.titled && saysEmployer(title)
  for (let at = 0; at < summary.tokens.length; at++) {
    if (!isCut(summary, at)) continue
    const cutting = [subjectBefore(summary, at), placeAfter(summary, at)]
    const employer = cutting.find((name) => name && !name.personal && (name.known || isSaid))
    if (employer) return employer
  }
  return null
}

/** "Layoffs", "makes cuts to its staff". */
function isCut(prose: Prose, at: number): boolean {
  return prose.isIn('layoffs', at) || (isCutVerb(prose, at) && wordWithin(prose, at, 5, 'jobs') > 0)
}

/** A summary may begin with anybody: an unknown name counts where the title has it too, or speaks of some employer. */
function openingEmployer({ title, summary }: Reading): Named | null {
  const opening = openingSubject(summary)
  if (!opening) return null
  const isInTitle = title.names.some(({ company }) => company.key === opening.company.key)
  return opening.known || isInTitle || saysEmployer(title) ? opening : null
}

/** Whether a title speaks of an employer that it does not name: "a hospital", "city council". */
export function saysEmployer({ tokens, lexicon }: Prose): boolean {
  return tokens.some(({ text }) => lexicon.employers.has(text))
}

function withFuller({ title, summary, coverage }: Reading, name: Named): Employer {
  const longer = fuller(name, summary, coverage)
  return { ...name, company: longForm(name.company, [summary]), ...longer, prose: title }
}

/** The summary's longer form of an unknown name, where it begins with that: "Buffalo AKG" is "Buffalo AKG Art Museum"; of other headlines, a known one. */
function fuller(name: Named, summary: Prose, coverage: boolean): Pick<Named, 'company'> | null {
  if (name.known) return null
  const short = name.company.name
  const first = summary.names.find(
    ({ company, known }) =>
      company.key === name.company.key ||
      ((known || !coverage) && company.name.startsWith(`${short} `)),
  )
  return first ? { company: first.company } : null
}

/** Companies beside the employer, joined to it by "and" or a comma: "Unit and Loop lay off staff". */
function otherEmployers(employer: Employer): Company[] {
  const { prose } = employer
  const row = rowOf(prose, prose.names, employer)
  const others = row.filter(({ start, personal }) => start !== employer.start && !personal)
  return others.map(({ company }) => company)
}
