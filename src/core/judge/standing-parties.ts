/** Who stands where a rule says that a company or an investor stands. */

import type { InvestmentKind } from '../facts.ts'
import { objectAfter, subjectBefore } from '../reading/party.ts'
import { type Prose, sentenceAt } from '../reading/prose.ts'
import type { Reading } from '../reading/read-story.ts'
import type { Named } from '../reading/written.ts'
import { stretchAt } from '../text/sentences.ts'
import { words } from '../text/words.ts'
import { isPlace } from './deal.ts'
import type { Hit } from './rules.ts'

/** Who stands where one rule says that they do. */
export interface Tried {
  company: Named | null
  investor: Named | null
  kind: InvestmentKind
}

export function partiesOf(reading: Reading, hit: Hit): Tried {
  const prose = reading[hit.field]
  const kind = hit.rule.kind ?? 'other'
  const turned = passive(prose, hit) ?? goneTo(prose, hit) ?? pledge(prose, hit)
  if (turned) return { ...turned, kind }
  const bought = namedDeal(prose, hit)
  if (bought) return { ...bought, kind: 'acquisition' }
  const investor = standing(prose, hit, hit.rule.investor)
  const own =
    standing(prose, hit, hit.rule.company) ?? raisedFor(prose, hit) ?? openedWith(prose, hit)
  const company = own && own.company.key !== investor?.company.key ? own : null
  const object =
    company ?? (hit.rule.company === 'after' ? objectInSummary(reading, hit, investor) : null)
  return { company: object, investor, kind }
}

type Sides = Pick<Tried, 'company' | 'investor'>

/** "Acme has been acquired by Globex", "Acme bought for $2 bn by Globex". */
function passive(prose: Prose, { rule, from, to }: Hit): Sides | null {
  if (rule.kind !== 'acquisition') return null
  let at = from
  while (at < to && !isPurchase(prose, at)) at++
  const verb = at
  while (isPurchase(prose, at)) at++
  const sum = stretchAt(prose.quantities, at + 1)
  const by = prose.tokens[at]?.text === 'for' && sum?.start === at + 1 ? sum.end : at
  if (prose.tokens[by]?.text !== 'by') return null
  const investor = objectAfter(prose, by + 1)
  const company = subjectBefore(prose, verb)
  return investor && company ? { company, investor } : null
}

/** "Acme to be sold to Globex", "absorbed by Globex", where the rule's own words lead to the buyer. */
function goneTo(prose: Prose, { rule, from, to }: Hit): Sides | null {
  if (rule.kind !== 'acquisition' || rule.company !== 'before') return null
  const at = prose.tokens.findLastIndex(
    ({ text }, here) => here > from && here < to && leadsToBuyer.has(text),
  )
  const investor = at < 0 ? null : objectAfter(prose, at + 1)
  const company = investor && subjectBefore(prose, at)
  return company && company.company.key !== investor.company.key ? { company, investor } : null
}

const leadsToBuyer = words('by to in into')

/** "Globex closes its $60 billion Acme deal": whoever stands between the sum and the deal is bought. */
function namedDeal(prose: Prose, { rule, from, to }: Hit): Sides | null {
  if (rule.company !== 'before' || rule.kind !== 'round') return null
  const sum = prose.quantities.find(
    ({ kind, end }) => kind === 'money' && end > from && end <= to + 1,
  )
  const company = sum && prose.names.find(({ start }) => start === sum.end)
  if (!company || !prose.lexicon.purchases.has(prose.tokens[company.end]?.text ?? '')) return null
  const investor = subjectBefore(prose, from)
  return investor && investor.company.key !== company.company.key ? { company, investor } : null
}

/** "Ex-Globex engineer raises $14m seed for Acme": somebody who is no company raises for one. */
function raisedFor(prose: Prose, { rule, from, to }: Hit): Named | null {
  if (rule.company !== 'before' || rule.kind !== 'round') return null
  const sum = prose.quantities.find(
    ({ kind, start }) => kind === 'money' && start >= from && start < to,
  )
  const behind = sum ? prose.tokens.slice(sum.end, sum.end + 3) : []
  const at = behind.findIndex(({ text }) => text === 'for')
  return sum && at >= 0 ? objectAfter(prose, sum.end + at + 1) : null
}

/** "With $12 million in funding, Acme goes on": the sum stands before whose it is. */
function openedWith(prose: Prose, { rule, from }: Hit): Named | null {
  const { tokens, names } = prose
  if (rule.company !== 'before' || rule.kind !== 'round') return null
  if (tokens[0]?.text !== 'with' || names.some(({ start }) => start < from)) return null
  const first = names.find(({ modifier }) => !modifier)
  return first && tokens[first.start]?.pause === 'comma' ? first : null
}

function isPurchase(prose: Prose, at: number): boolean {
  return prose.isIn('acquire', at) || prose.isIn('buy', at)
}

/** "Globex races to raise its $2 bn pledge to Acme": the money is for another. */
function pledge(prose: Prose, { rule, from, to }: Hit): Sides | null {
  if (rule.company !== 'before' || rule.kind !== 'round') return null
  const { end } = sentenceAt(prose, from)
  for (let at = from; at < Math.min(end, to + 4); at++) {
    if (
      prose.tokens[at]?.text !== 'to' ||
      !prose.lexicon.pledges.has(prose.tokens[at - 1]?.text ?? '')
    )
      continue
    const company = prose.names.find(({ start }) => start === at + 1)
    if (company) return { company, investor: subjectBefore(prose, from) }
  }
  return null
}

/** Whether the word at `at` of a summary may stand before the company. */
function leadsToCompany(summary: Prose, at: number, kind: InvestmentKind): boolean {
  const { acquisitions, backsCompany, invests } = summary.lexicon
  const text = summary.tokens[at]?.text ?? ''
  if (kind === 'acquisition' && isPurchase(summary, at)) return true
  if (summary.tokens[at]?.before === '-') return false
  if (kind === 'acquisition') return acquisitions.has(text)
  if (kind === 'stake') return text === 'stake' || backsCompany.has(text) || invests.has(text)
  return kind === 'round' && (text === 'in' || backsCompany.has(text))
}

/** A title that only says "buys AI start-up" leaves the name to the summary. */
function objectInSummary(reading: Reading, hit: Hit, investor: Named | null): Named | null {
  const { summary } = reading
  const kind = hit.rule.kind ?? 'other'
  for (const here of summary.tokens.keys()) {
    if (!leadsToCompany(summary, here, kind)) continue
    const found = objectAt(summary, here)
    if (found && found.company.key !== investor?.company.key) return found
    // "In its first acquisition, Globex buys Acme": a noun may lead to the buyer.
    if (kind !== 'acquisition' || isPurchase(summary, here)) return null
  }
  return null
}

function objectAt(summary: Prose, at: number): Named | null {
  if (summary.tokens[at + 1]?.text === 'by') return subjectBefore(summary, at)
  const found = objectAfter(summary, at + 1)
  const isBare = summary.lexicon.invests.has(summary.tokens[at]?.text ?? '')
  return isBare && found?.lead !== 'in' ? null : found
}

function standing(prose: Prose, hit: Hit, where: 'before' | 'after' | undefined): Named | null {
  if (where === 'before') {
    if (hit.rule.kind === 'round' && isOfficer(prose, hit.from)) return null
    return subjectBefore(prose, leadingName(prose, hit)?.end ?? hit.from) ?? ofAi(prose, hit)
  }
  if (where !== 'after') return null
  const object = objectAfter(prose, objectOfDeal(prose, hit) ?? behindVerb(prose, hit))
  return object && isPlace(prose, object) ? null : object
}

/** The name that the words which matched begin with. */
function leadingName({ names }: Prose, { from }: Hit): Named | null {
  const name = stretchAt(names, from) as Named | null
  return name?.start === from ? name : null
}

/** "AI helper Acme takes $3m", where what matched begins with "AI". */
function ofAi({ tokens, names }: Prose, { from, to }: Hit): Named | null {
  if (tokens[from]?.text !== 'ai') return null
  const isOwn = ({ start, governed, modifier }: Named) =>
    start > from && start < to && !governed && !modifier
  return names.find(isOwn) ?? null
}

/** Where what is done to the company begins: behind the verb, or behind whoever does it. */
function behindVerb(prose: Prose, hit: Hit): number {
  const verb = verbOfDeal(prose, hit)
  return verb === hit.from ? (leadingName(prose, hit)?.end ?? verb + 1) : verb + 1
}

/** Behind "a $60bn deal for …" or "pays $40m for …", or where "with" leads to a name: "a lease with Anthropic". Null where neither is of what matched. */
function objectOfDeal(prose: Prose, { from, to }: Hit): number | null {
  const { tokens, names, quantities, lexicon } = prose
  for (let at = to - 1; at > from; at--) {
    const word = tokens[at]?.text
    const isSum = stretchAt(quantities, at - 1)?.kind === 'money'
    const isOffer = word === 'for' && (isSum || lexicon.offers.has(tokens[at - 1]?.text ?? ''))
    if (isOffer || (word === 'with' && stretchAt(names, at + 1) !== null)) return at + 1
  }
  return null
}

/** The "buy" of "Globex in talks to buy Acme", else where the words that matched begin. */
function verbOfDeal(prose: Prose, { rule, from, to }: Hit): number {
  if (rule.kind !== 'acquisition') return from
  let at = from
  while (at < to && !isPurchase(prose, at)) at++
  return at < to ? at : from
}

/** "Acme, founded by an ex-Globex boss, raises": what is said of whom stands before. */
function isInAside(prose: Prose, { start }: Named): boolean {
  const { names, tokens } = prose
  const opening = sentenceAt(prose, start).start
  return names.some(
    ({ start: from, end, modifier }) =>
      !modifier && from >= opening && end < start && tokens[end]?.pause === 'comma',
  )
}

/** "Globex AI chief Jo Doe raises": somebody of a company, for another one. */
function isOfficer(prose: Prose, at: number): boolean {
  const name = prose.names.findLast(({ end }) => end <= at)
  if (!name || at - name.end > 5) return false
  if (isInAside(prose, name)) return false
  const between = prose.tokens.slice(name.end, at)
  const role = between.findIndex(({ text }) => prose.lexicon.roles.has(text))
  return role >= 0 && role <= 1 && between.slice(role + 1).every(({ capital }) => capital)
}
