/** The facts of an AI investment: who gets or spends what, from whom, in what kind of deal. */

import type { AiInvestmentFacts } from '../facts.ts'
import { unknownCompany } from '../reading/company.ts'
import { hasCapital } from '../reading/mention.ts'
import type { Named } from '../reading/name.ts'
import { objectAfter, openingSubject, subjectBefore } from '../reading/party.ts'
import { clauseAt, namesBetween, type Prose } from '../reading/prose.ts'
import { countries } from '../reading/vocabulary.ts'
import { stretchAt } from '../text/sentences.ts'
import type { Reading } from './classify.ts'
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
    company: parties.company?.company ?? null,
    companiesOther: [],
    investor: (parties.investor ?? investorIn(reading, parties))?.company.name ?? null,
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
  company: Named | null
  investor: Named | null
  kind: AiInvestmentFacts['kind']
}

/**
 * The first hit that finds its company tells the kind. An investor's "invests $4bn in research" finds none: that is the
 * investor's own spending, unless another rule knows better.
 */
function findParties(reading: Reading, hits: readonly Hit[]): Parties {
  const [best] = hits
  const tried = hits.map((hit) => partiesOf(reading, hit))
  const full = tried.find(({ company }) => company !== null)
  const kind = full?.kind ?? best?.rule.kind ?? 'other'
  if (full) return full
  const spender = tried.find(({ investor }) => investor !== null)?.investor ?? null
  if (kind === 'acquisition' || (kind === 'round' && countryIn(reading.title) === null)) {
    return { company: describedIn(reading.title) ?? openingOf(reading), investor: spender, kind }
  }
  const company = spender ?? anyName(reading)
  const country = company === null ? countryIn(reading.title) : null
  if (country) {
    const isFund = hits.some(({ rule }) => rule.kind === 'fund')
    return { company: country, investor: null, kind: isFund ? 'fund' : 'programme' }
  }
  return { company, investor: null, kind: kind === 'stake' ? 'capex' : kind }
}

function partiesOf(reading: Reading, hit: Hit): Parties {
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

const dealVerbs: Partial<Record<AiInvestmentFacts['kind'], RegExp>> = {
  acquisition: /^(acquir|buy|bought|purchas|takeover)/,
  stake: /^(back|stake)/,
  round: /^(back|in$)/,
}

/** A title that only says "buys AI start-up" leaves the name to the summary. */
function objectInSummary(reading: Reading, hit: Hit, investor: Named | null): Named | null {
  const verb = dealVerbs[hit.rule.kind ?? 'other']
  if (!verb) return null
  const { summary } = reading
  const at = summary.tokens.findIndex(({ text }) => verb.test(text))
  const found = at < 0 ? null : objectAfter(summary, at + 1)
  return found && found.company.key !== investor?.company.key ? found : null
}

function standing(prose: Prose, hit: Hit, where: 'before' | 'after' | undefined): Named | null {
  if (where === 'before') {
    const first = stretchAt(prose.names, hit.from)
    return subjectBefore(prose, first?.known && first.start === hit.from ? first.end : hit.from)
  }
  if (where !== 'after') return null
  const isOffer = prose.tokens[hit.to - 1]?.text === 'for'
  return objectAfter(prose, isOffer ? hit.to : hit.from + 1)
}

/** "She raises $5m for AI start-up Kindling". */
function describedIn(title: Prose): Named | null {
  return title.names.find((name) => name.described && !name.modifier) ?? null
}

function openingOf(reading: Reading): Named | null {
  return openingSubject(reading.summary)
}

function anyName(reading: Reading): Named | null {
  const names = reading.title.names.filter((one) => !one.modifier)
  return names.find((one) => one.known) ?? names[0] ?? null
}

/** "South Korea", "Saudi Arabia", "New Zealand". */
const doubled = new Set(['south', 'saudi', 'new', 'hong', 'united'])

function countryIn(title: Prose): Named | null {
  const start = title.tokens.findIndex(({ text, raw }) => countries.has(text) && hasCapital(raw))
  const token = title.tokens[start]
  if (!token) return null
  const before = title.tokens[start - 1]
  const from =
    before && doubled.has(before.text) && hasCapital(before.raw) ? before.start : token.start
  const name = title.text.slice(from, token.end).replace(/['’]s$/, '')
  return {
    company: unknownCompany(name),
    known: false,
    start,
    end: start + 1,
    modifier: false,
    described: false,
    lead: '',
    governed: false,
  }
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
