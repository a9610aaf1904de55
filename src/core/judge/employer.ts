/** Whose jobs a story says are cut. */

import type { Company } from '../facts.ts'
import { longForm } from '../reading/long-form.ts'
import { wordWithin } from '../reading/near.ts'
import { openingSubject, placeAfter, rowOf, subjectBefore } from '../reading/party.ts'
import type { Prose } from '../reading/prose.ts'
import type { Reading } from '../reading/read-story.ts'
import type { Named } from '../reading/written.ts'
import { stretchAt } from '../text/sentences.ts'
import { words } from '../text/words.ts'
import type { Hit } from './rules.ts'
import { isCutVerb } from './staff-words.ts'

export interface Employer extends Named {
  prose: Prose
}

/**
 * The title before the summary; whoever is the subject of the cut, or whom it is "at", before whoever else is named; a known company
 * before an unknown one. A title that names nobody, or only "the owner of X", leaves it to the first sentence of the summary.
 */
export function findEmployer(reading: Reading, hits: readonly Hit[]): Employer | null {
  const { title, summary } = reading
  const plain = hits.some(({ rule }) => rule.plain)
  const all = partiesOf(reading, hits, 'title')
  const parties = all.filter((name) => !name.personal && !isProduct(title, name))
  const beside = [
    ...parties.filter((name) => isBeside(title, name, hits)),
    ...title.names.filter((name) => isFor(name, hits)),
  ]
  const named = namedIn(title).filter((name) => plain || name.known)
  const makers = title.names.flatMap((name) => makerOf(title, name) ?? [])
  const rest = plain ? parties : []
  const unsure = beside.filter((name) => isDoubtful(title, name))
  const sure = beside.filter((name) => !unsure.includes(name))
  const ranked = [...makers, ...sure, ...named, ...unsure, ...rest]
  const inTitle = parties.find((name) => name.known) ?? ranked[0]
  if (inTitle) return withFuller(reading, inTitle)
  const toldBelow = partiesOf(reading, hits, 'summary')
  const known = toldBelow.find((name) => name.known)
  const person = all.find((name) => name.personal && (plain || isPlace(name)))
  if (!known && person) return withFuller(reading, person)
  const inSummary = known ?? toldBelow[0] ?? cuttingBelow(reading) ?? openingEmployer(reading)
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

const makers = words('developer maker creator creators owner owners parent publisher operator')

/** "Acme’s developer cuts", "the creator of Acme cuts": what it makes, not who that is. */
function isProduct({ tokens }: Prose, { start, end, lead }: Named): boolean {
  const isOwned = tokens[end - 1]?.possessive === true && makers.has(tokens[end]?.text ?? '')
  return isOwned || (lead === 'of' && makers.has(tokens[start - 2]?.text ?? ''))
}

function makerOf(prose: Prose, name: Named): Named | null {
  const { parent } = name.company
  const company = parent && isProduct(prose, name) ? prose.directory.get(parent) : null
  return company ? { ...name, company } : null
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

const nearness = 4
const staff = words('staff staffing staffers workers workforce employees')

/** Where a title only mentions layoffs, an unknown name is the employer's when it stands with them: "X confirms layoffs", "at X". */
function isBeside(title: Prose, name: Named, hits: readonly Hit[]): boolean {
  const { end } = name
  if (isPlace(name)) return true
  if (staff.has(title.tokens[end]?.text ?? '')) return true
  return hits.some(({ field, from }) => field === 'title' && end <= from && from - end <= nearness)
}

/** "Big Changes at SAP": in headline capitals an unknown name inside a clause may be any noun. */
function isDoubtful({ titled, clauses }: Prose, { known, start }: Named): boolean {
  return titled && !known && stretchAt(clauses, start)?.start !== start
}

/** "Layoffs for X". */
function isFor({ lead, start, personal }: Named, hits: readonly Hit[]): boolean {
  return (
    lead === 'for' &&
    !personal &&
    hits.some(({ field, to }) => field === 'title' && start - to === 1)
  )
}

function isPlace({ lead }: Named): boolean {
  return lead === 'at' || lead === 'by'
}

/** In the order of preference: what the hits lead to, subjects before places. */
function partiesOf(reading: Reading, hits: readonly Hit[], field: Hit['field']): Named[] {
  const prose = reading[field]
  const own = hits.filter((hit) => hit.field === field)
  const subjects = own.flatMap((hit) => subjectOf(prose, hit) ?? [])
  const places = own.flatMap((hit) => placeAfter(prose, hit.from) ?? [])
  return [...subjects, ...places]
}

/** Before the words that matched, else within them. */
function subjectOf(prose: Prose, { from, to }: Hit): Named | null {
  const owner = ownerOfLayoffs(prose, from) ?? ownerOfStaff(prose, from, to)
  if (owner) return parentActing(prose, owner) ?? owner
  const before = subjectBefore(prose, from)
  if (before && !before.personal) return before
  return subjectBefore(prose, to) ?? before
}

/** "A strike over Xbox mass layoffs": whose they are stands right before them. */
function ownerOfLayoffs(prose: Prose, at: number): Named | null {
  if (!prose.isIn('layoffs', at) || isCutVerb(prose, at)) return null
  const isBefore = (name: Named) =>
    isSure(prose, name) &&
    name.end <= at &&
    prose.tokens.slice(name.end, at).every(({ text }) => qualifiers.has(text))
  return prose.names.findLast(isBefore) ?? null
}

/** "Globex plans Acme layoffs": who cuts at its own unit. */
function parentActing({ names, tokens }: Prose, unit: Named): Named | null {
  const { parent } = unit.company
  const isActing = ({ company, start, end }: Named) =>
    company.key === parent && start === 0 && !tokens[end - 1]?.possessive
  return names.find(isActing) ?? null
}

const qualifiers = new Set(['mass', 'massive', 'new', 'more', 'tech', 'big', 'job', 'staff'])

/** "Globex cuts Acme staff": those of Acme; "cuts 50 Acme staff" may be of Globex. */
function ownerOfStaff(prose: Prose, from: number, to: number): Named | null {
  const { names, tokens } = prose
  const isOwner = (name: Named) =>
    isSure(prose, name) &&
    name.start > from &&
    name.start <= to + 1 &&
    staff.has(tokens[name.end]?.text ?? '') &&
    tokens[name.start - 1]?.kind !== 'number' &&
    tokens[name.start - 1]?.text !== 'and'
  return names.find(isOwner) ?? null
}

/** In headline capitals an unknown name may be any word. */
function isSure({ titled }: Prose, { known, modifier, personal }: Named): boolean {
  return !modifier && !personal && (known || !titled)
}

/** Whoever is named, known companies first; in headline capitals only these. */
function namedIn(prose: Prose): Named[] {
  const isEmployer = (name: Named) =>
    !(name.modifier || name.personal || means.has(name.lead)) &&
    !(isProduct(prose, name) || isPartner(prose, name))
  const names = prose.names.filter(isEmployer)
  const known = names.filter((name) => name.known)
  const all = prose.titled ? known : [...known, ...names]
  return [...all.filter((name) => !isInAside(prose, name)), ...all]
}

/** "Acme cuts staff as Globex and Initech hire": in such a clause stand others. */
function isInAside({ names }: Prose, { lead, start }: Named): boolean {
  const before = lead === 'and' ? names.findLast(({ end }) => end === start - 1) : null
  return opensAside.has(before?.lead ?? lead)
}

/** "Lays off hundreds over Zoom". */
const means = new Set(['over', 'via'])

const partnerships = words('venture jv merger deal contract partnership')

/** "At a joint venture with Globex". */
function isPartner({ tokens }: Prose, { lead, start }: Named): boolean {
  return lead === 'with' && partnerships.has(tokens[start - 2]?.text ?? '')
}

const opensAside = words('as while when because than')

/** The summary's longer form of an unknown name: "Buffalo AKG" is "Buffalo AKG Art Museum"; of other headlines, a known one. */
function fuller(name: Named, summary: Prose, coverage: boolean): Pick<Named, 'company'> | null {
  if (name.known) return null
  const longer = summary.names.find(
    ({ company, known }) =>
      (known || !coverage) && company.name.startsWith(`${name.company.name} `),
  )
  return longer ? { company: longer.company } : null
}

/** Companies beside the employer, joined to it by "and" or a comma: "Unit and Loop lay off staff". */
export function otherEmployers(employer: Employer): Company[] {
  const { prose } = employer
  const row = rowOf(prose, prose.names, employer)
  const others = row.filter(({ start, personal }) => start !== employer.start && !personal)
  return others.map(({ company }) => company)
}
