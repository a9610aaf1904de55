/** Who pays and who receives, as far as the rules say where they stand, seen from the words that matched. */

import { isSpending } from '../direction.ts'
import type { Company } from '../facts.ts'
import { unknownCompany } from '../reading/company.ts'
import { countryAt } from '../reading/countries.ts'
import { yetToBe } from '../reading/function-words.ts'
import { openingSubject } from '../reading/party.ts'
import type { Prose } from '../reading/prose.ts'
import type { Reading } from '../reading/read-story.ts'
import { isVerb, type Named } from '../reading/written.ts'
import { stretchAt } from '../text/sentences.ts'
import { words } from '../text/words.ts'
import { isPlace, type Sides } from './deal.ts'
import { dealtSides } from './deals.ts'
import type { Hit } from './rules.ts'
import { partiesOf, type Tried } from './standing-parties.ts'

/**
 * The first hit tells the kind, and the company where it finds one. An investor's "invests $4bn in research" finds none: that is
 * the investor's own spending, unless another rule knows better.
 */
export function findSides(reading: Reading, hits: readonly Hit[]): Sides {
  const [strongest] = hits
  const dealt = strongest && dealtSides(reading, strongest)
  const acting = openingCountry(reading.title)
  if (dealt) return dealt.kind === 'programme' ? { ...dealt, payer: dealt.payer ?? acting } : dealt
  return toldSides(reading, hits, acting)
}

/** As the rules have them. Where the title has its spender, the summary's company is another. */
function toldSides(reading: Reading, hits: readonly Hit[], acting: Company | null): Sides {
  const asked = acting ? hits.filter(({ field }) => field === 'title') : hits
  const tried = asked.map((hit) => partiesOf(reading, hit))
  const own = hits[0]?.rule.kind
  const named = tried.filter(({ company }) => company && !company.personal)
  const full = named.find(({ kind }) => kind === own) ?? named[0]
  if (!full || isOfUnnamed(reading, hits[0], full)) return halfSides(reading, hits, tried, acting)
  const sides = fullSides(reading, hits, full)
  const isLed = hits.some(({ rule }) => rule.investor === 'before')
  return { ...sides, payer: sides.payer ?? (isLed ? acting : null) }
}

/** Where a rule finds the company; a stake whose company only the words themselves have is a stake all the same. */
function fullSides(reading: Reading, hits: readonly Hit[], full: Tried): Sides {
  const own = hits[0]?.rule.kind
  const isStake = own === 'stake' && full.kind !== own
  const part = isStake ? tookPartOf(reading, hits[0], full.company) : null
  if (part) return asSides(part, full.company, 'stake')
  return asSides(full.company, full.investor, own && lasting.has(own) ? own : full.kind)
}

/** Deals that are what they are, whether or not their company is found. */
const lasting: ReadonlySet<Sides['kind']> = new Set([
  'round',
  'acquisition',
  'fund',
  'ipo',
  'other',
])

/** Where the rule that tells the kind finds no company. */
function halfSides(
  reading: Reading,
  hits: readonly Hit[],
  tried: readonly Tried[],
  acting: Company | null,
): Sides {
  const kind = hits[0]?.rule.kind ?? 'other'
  const spender = first(tried.map(({ investor }) => investor))
  const person = first(tried.map(({ company }) => (company?.personal ? company : null)))
  if (kind === 'other' && spender) return { payer: spender.company, recipient: null, kind }
  if (isOfAnother(reading, hits, kind))
    return asSides(describedOther(reading, spender) ?? person, spender, kind)
  return ownSides(reading, hits, { spender, person, acting })
}

interface Spenders {
  spender: Named | null
  person: Named | null
  acting: Company | null
}

/** Of a company's or a country's own spending. */
function ownSides(
  reading: Reading,
  hits: readonly Hit[],
  { spender, person, acting }: Spenders,
): Sides {
  const kind = hits[0]?.rule.kind ?? 'other'
  const company = spender ?? (acting ? null : anyName(reading))
  const country = company === null && (acting ?? countryIn(reading.title))
  if (country) return ofCountry(country, hits)
  return asSides(company ?? person, null, kind === 'stake' ? 'capex' : kind)
}

/** Whom title or summary speak of beside the spender. */
function describedOther(reading: Reading, spender: Named | null): Named | null {
  const others = [describedIn(reading.title), openingOf(reading)]
  return others.find((one) => one && one.company.key !== spender?.company.key) ?? null
}

function first(names: readonly (Named | null)[]): Named | null {
  return names.find((name) => name !== null) ?? null
}

function isOfAnother(reading: Reading, hits: readonly Hit[], kind: Sides['kind']): boolean {
  if (kind === 'acquisition' || hits.some((hit) => namesTarget(reading, hit))) return true
  return kind === 'round' && countryIn(reading.title) === null
}

const bySubject: ReadonlySet<Sides['kind']> = new Set([
  'capex',
  'programme',
  'round',
  'ipo',
  'other',
])

/** "Invests $5m in a professor's start-up", "in a $5bn takeover": whoever another rule finds is who pays. */
function isOfUnnamed(reading: Reading, hit: Hit | undefined, full: Tried): boolean {
  if (!hit || !bySubject.has(full.kind)) return false
  return hit.rule.kind === 'acquisition' || namesTarget(reading, hit)
}

/** "A $15 bn Acme investment", "becomes the biggest Acme investor", "invests $5m in Acme's listing": a company among the words that matched. */
function tookPartOf(reading: Reading, hit: Hit | undefined, payer: Named | null): Named | null {
  if (!hit || !payer) return null
  const { names, titled } = reading[hit.field]
  const isTaken = ({ company, start, known, personal }: Named) =>
    company.key !== payer.company.key &&
    (known || !titled) &&
    !personal &&
    start > hit.from &&
    start <= hit.to + 1
  const taken = names.find(isTaken)
  return taken && !isPlace(reading[hit.field], taken) ? taken : null
}

function ofCountry(company: Company, hits: readonly Hit[]): Sides {
  const isFund = hits.some(({ rule }) => rule.kind === 'fund')
  return { payer: company, recipient: null, kind: isFund ? 'fund' : 'programme' }
}

/** "Invests in a US start-up": there is another party, though the title gives no name. */
function namesTarget(reading: Reading, { rule, field, from, to }: Hit): boolean {
  const prose = reading[field]
  if (rule.kind !== 'stake') return false
  const near = prose.tokens.slice(from, to + 7)
  return near.some(
    ({ text }, at) => prose.isIn('target', from + at) && !prose.lexicon.ownUnits.has(text),
  )
}

/** Of a company's own spending it is `company` who pays. */
function asSides(company: Named | null, investor: Named | null, kind: Sides['kind']): Sides {
  const told = company?.company ?? null
  if (told && told.key === investor?.company.key)
    return { payer: told, recipient: null, kind: kind === 'stake' ? 'capex' : kind }
  if (isSpending({ kind })) return { payer: told, recipient: null, kind }
  return { payer: investor?.company ?? null, recipient: told, kind }
}

/** "She raises $5m for AI start-up Kindling". */
function describedIn(title: Prose): Named | null {
  return title.names.find((name) => name.described && !name.modifier) ?? null
}

function openingOf(reading: Reading): Named | null {
  return openingSubject(reading.summary)
}

const sources = words('of off from')

function anyName(reading: Reading): Named | null {
  const names = reading.title.names.filter(({ modifier, personal }) => !modifier && !personal)
  const free = names.filter(({ lead }) => !sources.has(lead))
  return free.find((one) => one.known) ?? free[0] ?? nameBelow(reading)
}

/** "Ipsos to invest": whether a title's first word is a name only the summary tells. */
function nameBelow({ title, summary }: Reading): Named | null {
  const first = title.tokens[0]?.text
  const isFirst = ({ start, end }: Named) =>
    end - start === 1 && summary.tokens[start]?.text === first
  return (
    summary.names.find((name) => isFirst(name) && summary.tokens[name.start]?.pause === 'none') ??
    null
  )
}

/** The country that does what a title tells: "China unveils a plan with Acme", not "France AI start-up Acme invests". */
function openingCountry(title: Prose): Company | null {
  const end = countryAt(title.tokens, 0, title.lexicon.nations)
  const next = title.tokens[end]
  if (end === 0 || !next || stretchAt(title.names, 0)) return null
  const acts =
    next.pause === 'comma' || next.text === 'plans' || yetToBe.has(next.text) || isVerb(title, end)
  return acts ? countryIn(title) : null
}

const towards = words('in into across within to throughout new')

/** "China's tech titans": companies of that country. */
function isOwnerOfFirms({ tokens, lexicon }: Prose, end: number): boolean {
  if (!tokens[end - 1]?.possessive) return false
  return tokens.slice(end, end + 3).some(({ text }) => lexicon.firms.has(text))
}

/** A country whose government may be the spender; not where it is only the place. */
function countryIn(prose: Prose): Company | null {
  const { tokens, text, lexicon } = prose
  for (let start = 0; start < tokens.length; start++) {
    const length = countryAt(tokens, start, lexicon.nations)
    const [first, last] = [tokens[start], tokens[start + length - 1]]
    if (length === 0 || !first || !last) continue
    if (towards.has(tokens[start - 1]?.text ?? '') || isOwnerOfFirms(prose, start + length))
      continue
    const name = text.slice(first.start, last.possessive ? last.end - 2 : last.end)
    return unknownCompany(name)
  }
  return null
}
