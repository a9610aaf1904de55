/** The facts of a layoff: whose, how many, why, how sure. */

import type { Company, LayoffFacts, Ordinal } from '../facts.ts'
import { numberWord } from '../quantity/numeral.ts'
import { longForm } from '../reading/long-form.ts'
import { openingSubject, placeAfter, rowOf, subjectBefore } from '../reading/party.ts'
import type { Prose } from '../reading/prose.ts'
import type { Reading } from '../reading/read-story.ts'
import type { Named } from '../reading/written.ts'
import type { Token } from '../text/text.ts'
import { aiSideOf } from './ai-side.ts'
import { industryOf } from './industry.ts'
import { readLayoffNumbers } from './layoff-numbers.ts'
import type { Hit } from './rules.ts'
import { isCutVerb } from './staff-words.ts'
import { toldBy } from './told-by.ts'

/** `hits` are those that fired, never empty, the strongest first; `told` those that only add facts, the title's first. */
export function layoffFacts(
  reading: Reading,
  hits: readonly Hit[],
  told: readonly Hit[],
): LayoffFacts {
  const { title, summary } = reading
  const employer = findEmployer(reading, hits)
  const numbers = readLayoffNumbers(
    reading,
    hits.map(({ field, from, to }) => ({ prose: reading[field], from, to })),
    employer?.company ?? null,
  )
  const industry = industryOf(reading, employer?.company ?? null)
  return {
    category: 'layoff',
    company: employer?.company ?? null,
    companiesOther: employer ? otherEmployers(employer) : [],
    ...numbers,
    stance: toldBy(told, 'layoff', ({ stance }) => stance) ?? 'announced',
    cause: toldBy(told, 'layoff', ({ cause }) => cause) ?? null,
    ordinal: readOrdinal([title, summary]),
    aiSide: readAiSide(reading, told),
    ...(industry && { industry }),
    ...(toldBy(told, 'layoff', ({ followUp }) => followUp) && { followUp: true as const }),
  }
}

/** The story's own words. */
function readAiSide(reading: Reading, told: readonly Hit[]): string | null {
  const hit = told.find(({ rule }) => rule.aiSide)
  const prose = hit && reading[hit.field]
  return prose ? aiSideOf(prose, hit) : null
}

interface Employer extends Named {
  prose: Prose
}

/**
 * The title before the summary; whoever is the subject of the cut, or whom it is "at", before whoever else is named; a known company
 * before an unknown one. A title that names nobody, or only "the owner of X", leaves it to the first sentence of the summary.
 */
function findEmployer(reading: Reading, hits: readonly Hit[]): Employer | null {
  const { title, summary } = reading
  const plain = hits.some(({ rule }) => rule.plain)
  const all = partiesOf(reading, hits, 'title')
  const parties = all.filter(({ personal }) => !personal)
  const beside = [
    ...parties.filter((name) => isBeside(title, name, hits)),
    ...title.names.filter((name) => isFor(name, hits)),
  ]
  const named = namedIn(title).filter((name) => plain || name.known)
  const rest = plain ? parties : []
  const inTitle = parties.find((name) => name.known) ?? [...beside, ...named, ...rest][0]
  if (inTitle) return withFuller(reading, inTitle)
  const toldBelow = partiesOf(reading, hits, 'summary')
  const known = toldBelow.find((name) => name.known)
  const person = all.find((name) => plain || isPlace(name))
  if (!known && person) return withFuller(reading, person)
  const inSummary = known ?? toldBelow[0] ?? openingEmployer(reading)
  return inSummary && { ...inSummary, prose: summary }
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
  const longer = coverage ? null : fuller(name, summary)
  return { ...name, company: longForm(name.company, [summary]), ...longer, prose: title }
}

const nearness = 4
const staff = new Set(['staff', 'staffers', 'workers', 'employees'])

/** Where a title only mentions layoffs, an unknown name is the employer's when it stands with them: "X confirms layoffs", "at X". */
function isBeside(title: Prose, name: Named, hits: readonly Hit[]): boolean {
  const { end } = name
  if (isPlace(name)) return true
  if (staff.has(title.tokens[end]?.text ?? '')) return true
  return hits.some(({ field, from }) => field === 'title' && end <= from && from - end <= nearness)
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
  if (owner) return owner
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
  const isEmployer = ({ modifier, personal, lead }: Named) =>
    !(modifier || personal || means.has(lead))
  const names = prose.names.filter(isEmployer)
  const known = names.filter((name) => name.known)
  return prose.titled ? known : [...known, ...names]
}

/** "Lays off hundreds over Zoom". */
const means = new Set(['over', 'via'])

/** The summary's longer form of an unknown name: "Buffalo AKG" is "Buffalo AKG Art Museum". */
function fuller(name: Named, summary: Prose): Pick<Named, 'company'> | null {
  if (name.known) return null
  const longer = summary.names.find(({ company }) =>
    company.name.startsWith(`${name.company.name} `),
  )
  return longer ? { company: longer.company } : null
}

/** Companies beside the employer, joined to it by "and" or a comma: "Unit and Loop lay off staff". */
function otherEmployers(employer: Employer): Company[] {
  const { prose } = employer
  const row = rowOf(prose, prose.names, employer)
  const others = row.filter(({ start }) => start !== employer.start)
  return others.map(({ company }) => company)
}

const ordinals = new Map(
  'first second third fourth fifth sixth seventh eighth ninth tenth'
    .split(' ')
    .map((word, at) => [word, at]),
)
const rounds = new Set([
  'round',
  'wave',
  'time',
  'batch',
  'set',
  'layoff',
  'layoffs',
  'cut',
  'cuts',
])
const monthsIn: Record<string, number> = { month: 1, months: 1, year: 12, years: 12 }

/** 0 for what is none. */
function ordinalOf({ kind, text }: Token): number {
  if (kind === 'word') return (ordinals.get(text) ?? -1) + 1
  return /^\d(?:st|nd|rd|th)$/.test(text) ? Number(text[0]) : 0
}

/** "Second round of layoffs in three months": of several, the one that says within how long. */
function readOrdinal(proses: readonly Prose[]): Ordinal | null {
  const found = proses.flatMap(({ tokens }) => ordinalsIn(tokens))
  return found.find(({ withinMonths }) => withinMonths !== null) ?? found[0] ?? null
}

/** From "second" to the "cut" of "second large-scale job cut". */
const farthestRound = 4

function ordinalsIn(tokens: readonly Token[]): Ordinal[] {
  return tokens.flatMap((token, at) => {
    const round = ordinalOf(token)
    if (round < 2) return []
    const words = tokens.slice(at).map(({ text }) => text)
    const noun = words.findIndex(
      (one, ahead) => ahead > 0 && ahead <= farthestRound && rounds.has(one),
    )
    return noun < 0 ? [] : [{ round, withinMonths: monthsAfter(words, noun) }]
  })
}

/** The length in "in three months", "within a year" soon after `at`. */
function monthsAfter(words: readonly string[], at: number): number | null {
  for (let index = at; index < at + 6 && index < words.length; index++) {
    if (words[index] !== 'in' && words[index] !== 'within') continue
    const months = lengthAt(words, index + 1)
    if (months !== null) return months
  }
  return null
}

/** "Three months", "just a year". */
function lengthAt(words: readonly string[], start: number): number | null {
  const at = words[start] === 'just' || words[start] === 'only' ? start + 1 : start
  const unit = monthsIn[words[at + 1] ?? '']
  const word = words[at] ?? ''
  const count = word === 'a' ? 1 : (numberWord(word) ?? Number(word))
  return unit !== undefined && Number.isInteger(count) ? count * unit : null
}
