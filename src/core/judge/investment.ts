/** The facts of an AI investment: who gets or spends what, from whom, in what kind of deal. */

import type { AiInvestmentFacts, Company } from '../facts.ts'
import { unknownCompany } from '../reading/company.ts'
import { countryAt } from '../reading/countries.ts'
import { objectAfter, openingSubject, subjectBefore } from '../reading/party.ts'
import { clauseAt, namesBetween, type Prose } from '../reading/prose.ts'
import type { Reading } from '../reading/read-story.ts'
import { isVerb, type Named } from '../reading/written.ts'
import { stretchAt } from '../text/sentences.ts'
import { words } from '../text/words.ts'
import { readInvestmentMoney } from './investment-money.ts'
import type { Hit } from './rules.ts'
import { toldBy } from './told-by.ts'

/** `hits` are those that fired, never empty, the strongest first; `told` those that only add facts, the title's first. */
export function investmentFacts(
  reading: Reading,
  hits: readonly Hit[],
  told: readonly Hit[],
): AiInvestmentFacts {
  const { title, summary } = reading
  const money = readInvestmentMoney(
    [title, summary],
    hits.map(({ field, from, to }) => ({ prose: reading[field], from, to })),
  )
  const parties = findParties(reading, hits)
  return {
    category: 'ai_investment',
    company: parties.company,
    companiesOther: [],
    investor: (parties.investor ?? investorIn(reading, parties)?.company)?.name ?? null,
    amount: money.amount,
    currency: money.currency,
    valuation: money.valuation,
    approximate: money.approximate,
    kind: parties.kind,
    round: readRound([title, summary]),
    stance: toldBy(told, 'ai_investment', ({ stance }) => stance) ?? 'announced',
  }
}

interface Parties {
  company: Company | null
  investor: Company | null
  kind: AiInvestmentFacts['kind']
}

/**
 * The first hit that finds its company tells the kind. An investor's "invests $4bn in research" finds none: that is the
 * investor's own spending, unless another rule knows better.
 */
function findParties(reading: Reading, hits: readonly Hit[]): Parties {
  const [best] = hits
  const acting = openingCountry(reading.title)
  // Where the title has its spender, the summary's company is another.
  const asked = acting ? hits.filter(({ field }) => field === 'title') : hits
  const tried = asked.map((hit) => partiesOf(reading, hit))
  const full = tried.find(({ company }) => company && !company.personal)
  const kind = full?.kind ?? best?.rule.kind ?? 'other'
  if (full) {
    const { company, investor, kind } = asParties(full.company, full.investor, full.kind)
    const isLed = hits.some(({ rule }) => rule.investor === 'before')
    return { company, investor: investor ?? (isLed ? acting : null), kind }
  }
  const spender = tried.find(({ investor }) => investor !== null)?.investor ?? null
  const person = tried.find(({ company }) => company !== null)?.company ?? null
  const isOfAnother = kind === 'acquisition' || hits.some((hit) => namesTarget(reading, hit))
  if (isOfAnother || (kind === 'round' && countryIn(reading.title) === null)) {
    const others = [describedIn(reading.title), openingOf(reading)]
    const other = others.find((one) => one && one.company.key !== spender?.company.key)
    return asParties(other ?? person, spender, kind)
  }
  const country = acting ?? countryIn(reading.title)
  const company = spender ?? (acting ? null : anyName(reading))
  if (country && company === null) {
    const isFund = hits.some(({ rule }) => rule.kind === 'fund')
    return { company: country, investor: null, kind: isFund ? 'fund' : 'programme' }
  }
  return asParties(company ?? person, null, kind === 'stake' ? 'capex' : kind)
}

/** "Invests in a US start-up": there is another party, though the title gives no name. */
function namesTarget(reading: Reading, { rule, field, from, to }: Hit): boolean {
  const prose = reading[field]
  if (rule.kind !== 'stake') return false
  const near = prose.tokens.slice(from, to + 4)
  return near.some(({ text }, at) => prose.isIn('target', from + at) && !parts.has(text))
}

/** Of whom they are a part is not said. */
const parts = words('lab labs arm unit division business team')

function asParties(company: Named | null, investor: Named | null, kind: Parties['kind']): Parties {
  return { company: company?.company ?? null, investor: investor?.company ?? null, kind }
}

/** Who stands where one rule says that they do. */
interface Tried {
  company: Named | null
  investor: Named | null
  kind: Parties['kind']
}

function partiesOf(reading: Reading, hit: Hit): Tried {
  const prose = reading[hit.field]
  const investor = standing(prose, hit, hit.rule.investor)
  const own = standing(prose, hit, hit.rule.company)
  const company = own && own.company.key !== investor?.company.key ? own : null
  const object =
    company ?? (hit.rule.company === 'after' ? objectInSummary(reading, hit, investor) : null)
  return { company: object, investor, kind: hit.rule.kind ?? 'other' }
}

const rounds = new Set(['round', 'series', 'seed', 'financing', 'funding', 'investment'])

/** "Led by X", "an X-led round", "X led the Series D"; else "raises $5m from X". */
function investorIn(reading: Reading, { kind }: Parties): Named | null {
  for (const prose of [reading.title, reading.summary]) {
    for (const [at, { text, before }] of prose.tokens.entries()) {
      if (text !== 'led') continue
      if (prose.tokens[at + 1]?.text === 'by') return objectAfter(prose, at + 2)
      if (before === '-') return namesBetween(prose, clauseAt(prose, at).start, at).at(-1) ?? null
      const about = prose.tokens.slice(at + 1, at + 5)
      if (about.some((token) => rounds.has(token.text))) return subjectBefore(prose, at)
    }
  }
  return kind === 'round' ? giverIn(reading.title) : null
}

function giverIn(title: Prose): Named | null {
  const sum = title.quantities.find((one) => one.kind === 'money')
  if (!sum) return null
  const from = title.tokens.findIndex(({ text }, at) => text === 'from' && at >= sum.end)
  return from < 0 ? null : objectAfter(title, from + 1)
}

/** What may stand before the company in a summary. */
const dealWords: Partial<Record<AiInvestmentFacts['kind'], ReadonlySet<string>>> = {
  acquisition: words('acquisition acquisitions takeover purchase'),
  stake: words('back backs backed backing stake'),
  round: words('back backs backed backing in'),
}

/** A title that only says "buys AI start-up" leaves the name to the summary. */
function objectInSummary(reading: Reading, hit: Hit, investor: Named | null): Named | null {
  const kind = hit.rule.kind ?? 'other'
  const before = dealWords[kind]
  if (!before) return null
  const { summary } = reading
  const isBought = (at: number) => summary.isIn('acquire', at) || summary.isIn('buy', at)
  const at = summary.tokens.findIndex(
    ({ text }, at) => before.has(text) || (kind === 'acquisition' && isBought(at)),
  )
  const found = at < 0 ? null : objectAfter(summary, at + 1)
  return found && found.company.key !== investor?.company.key ? found : null
}

function standing(prose: Prose, hit: Hit, where: 'before' | 'after' | undefined): Named | null {
  if (where === 'before') {
    const first = stretchAt(prose.names, hit.from)
    return subjectBefore(prose, first?.known && first.start === hit.from ? first.end : hit.from)
  }
  if (where !== 'after') return null
  return objectAfter(prose, objectOfDeal(prose, hit) ?? hit.from + 1)
}

const deals = words('deal deals bid offer takeover buyout')

/** Behind "a $60bn deal for …", or where "with" leads to a name: "a lease with Anthropic". Null where neither is of what matched. */
function objectOfDeal(prose: Prose, { from, to }: Hit): number | null {
  const { tokens, names } = prose
  for (let at = to - 1; at > from; at--) {
    const word = tokens[at]?.text
    const isOffer = word === 'for' && deals.has(tokens[at - 1]?.text ?? '')
    if (isOffer || (word === 'with' && stretchAt(names, at + 1) !== null)) return at + 1
  }
  return null
}

/** "She raises $5m for AI start-up Kindling". */
function describedIn(title: Prose): Named | null {
  return title.names.find((name) => name.described && !name.modifier) ?? null
}

function openingOf(reading: Reading): Named | null {
  return openingSubject(reading.summary)
}

function anyName(reading: Reading): Named | null {
  const names = reading.title.names.filter(({ modifier, personal }) => !modifier && !personal)
  return names.find((one) => one.known) ?? names[0] ?? null
}

const willAct = words('to will plans')

/** The country that does what a title tells: "China unveils a plan with Acme", not "France AI start-up Acme invests". */
function openingCountry(title: Prose): Company | null {
  const end = countryAt(title.tokens, 0, title.lexicon.nations)
  const next = title.tokens[end]
  if (end === 0 || !next || stretchAt(title.names, 0)) return null
  const acts = next.pause === 'comma' || willAct.has(next.text) || isVerb(title, end)
  return acts ? countryIn(title) : null
}

/** A country whose government may be the spender. */
function countryIn({ tokens, text, lexicon }: Prose): Company | null {
  for (let start = 0; start < tokens.length; start++) {
    const length = countryAt(tokens, start, lexicon.nations)
    const [first, last] = [tokens[start], tokens[start + length - 1]]
    if (length === 0 || !first || !last) continue
    const name = text.slice(first.start, last.possessive ? last.end - 2 : last.end)
    return unknownCompany(name)
  }
  return null
}

/** "Series B", "seed", "pre-seed", "Series A extension" is "Series A". */
function readRound(proses: readonly Prose[]): string | null {
  for (const { tokens } of proses) {
    for (const [at, token] of tokens.entries()) {
      const next = tokens[at + 1]
      if (token.text === 'series' && next && /^[a-k]\d?$/.test(next.text))
        return `Series ${next.text.toUpperCase()}`
      if (token.text === 'seed' && next?.text !== 'data')
        return tokens[at - 1]?.text === 'pre' ? 'pre-seed' : 'seed'
    }
  }
  return null
}
