/**
 * What the model makes of a story that the rules have judged: whether it tells such an event after all, who the parties are, what
 * kind of deal it is and which sum is paid. A rule that the model does not know is not outweighed: whoever writes one means it.
 */

import {
  type AiInvestmentFacts,
  type Category,
  type Company,
  categories,
  investmentKinds,
  type LayoffFacts,
  roundingOf,
  type Sure,
} from '../facts.ts'
import { type Judged, judgeByRules, verdictOf } from '../judge/classify.ts'
import type { Employers } from '../judge/employer.ts'
import { investmentFacts } from '../judge/investment.ts'
import { layoffFacts } from '../judge/layoff.ts'
import { inFull, isShortFor } from '../judge/parties.ts'
import type { Hit, Rules } from '../judge/rules.ts'
import {
  firedFor,
  isEvent,
  readFacts,
  type Standing,
  strengthOfAll,
  type ToldFacts,
  titleFirst,
} from '../judge/standing.ts'
import { quote } from '../pattern/matchable.ts'
import type { Prose } from '../reading/prose.ts'
import type { Reading, ReadStory } from '../reading/read-story.ts'
import { words } from '../text/words.ts'
import { byModel, type Judge, type Reason, type Verdict } from '../verdict.ts'
import { type ByRules, candidatesOf, nobodyFeatures } from './candidates.ts'
import type { Features } from './features.ts'
import { highest, type Model, type Task } from './model.ts'
import { storyFeatures, titleGrams } from './story-features.ts'
import { type DealByRules, noSumFeatures, sumsOf } from './sums.ts'

/** Pure and total, as judging by the rules is; they alone judge where `model` is null. */
export function compileJudge(rules: Rules, readStory: ReadStory, model: Model | null): Judge {
  return (told) => judgeReading(rules, readStory(told), model)
}

/** For a caller that has more to ask of the same reading. */
export function judgeReading(rules: Rules, reading: Reading, model: Model | null): Verdict {
  const judged = judgeByRules(rules, reading)
  return model && mayTell(judged) ? weighed(model, judged) : verdictOf(judged)
}

const hints = words('ai artificial layoff layoffs jobs job staff workforce workers employees roles')

/** Most stories have nothing of ours, and are not looked at again. */
function mayTell({ all, reading: { title } }: Judged): boolean {
  if (all.fired.length > 0 || all.held.length > 0) return true
  return title.spans['ai company'].length > 0 || title.tokens.some(({ text }) => hints.has(text))
}

function weighed(model: Model, judged: Judged): Verdict {
  const features = storyFeatures(judged)
  const all = categories.map((category) => weigh(model, category, judged, features))
  const verdict = verdictOf({ ...judged, stood: all.flatMap(({ standing }) => standing ?? []) })
  return {
    ...verdict,
    why: [...verdict.why, ...all.flatMap(({ why }) => why ?? [])],
    held: [...verdict.held, ...all.flatMap(({ held }) => held ?? [])],
  }
}

interface Weighed {
  standing: Standing | null
  /** The model's own reason, where it outweighs the rules. */
  why?: Reason
  held?: Reason
}

function weigh(model: Model, category: Category, judged: Judged, features: Features): Weighed {
  const told = judged.stood.find((one) => one.category === category) ?? null
  if (told?.fired.some(({ rule }) => !model.rules.has(rule.id))) return { standing: told }
  const odds = model.score(category, features)
  const { title } = judged.reading
  if (odds <= (told ? least : leastUntold(model, category, judged))) {
    return told
      ? { standing: null, held: reasonOf(model, category, title, -1) }
      : { standing: null }
  }
  const standing = standingBy(model, category, judged, features, odds)
  if (!isEvent(standing.facts, title)) return { standing: told }
  return told ? { standing } : { standing, why: reasonOf(model, category, title, 1) }
}

/**
 * What is told is likelier than this by its odds: somewhat below even, since a story that is missed is lost, and one that is told as possible is
 * heard by those who ask for it.
 */
const least = -0.5

/**
 * Of what the rules do not tell: more where none of them speaks at all, since words alone are right in every second case near even odds. A
 * hold that is final, or that the model does not know, nothing outweighs.
 */
function leastUntold(model: Model, category: Category, { hits }: Judged): number {
  const holds = hits.held.filter(({ rule }) => rule.category === category && rule.effect === 'hold')
  if (holds.some(({ rule }) => rule.final || !model.rules.has(rule.id))) return Infinity
  if (strengthOfAll(holds) >= fullStrength) return leastAgainstFull
  return hits.fired.some(({ rule }) => rule.category === category) ? least : leastUnasked
}

const fullStrength = 3
const leastAgainstFull = 1
const leastUnasked = 0.5

function standingBy(
  model: Model,
  category: Category,
  judged: Judged,
  features: Features,
  odds: number,
): Standing {
  const byRules = byRulesOf(category, judged)
  const facts = withParties(model, judged, byRules, features)
  return { category, fired: byRules.fired, facts: { ...facts, sure: sureOf(odds, facts) } }
}

/** What the rules make of a category, whether it stands by them or not. */
export function byRulesOf(category: Category, { reading, hits, stood }: Judged): Standing {
  const told = stood.find((one) => one.category === category)
  if (told) return told
  const fired = firedFor(category, hits)
  return { category, fired, facts: readFacts(category, reading, fired, hits.told) }
}

/** By the odds: at `plain` one in fifty is wrong. */
const plainOdds = 3
const likelyOdds = 0

function sureOf(odds: number, { company }: ToldFacts): Sure {
  if (odds >= plainOdds && company !== null) return 'plain'
  return odds >= likelyOdds ? 'likely' : 'possible'
}

function withParties(
  model: Model,
  { reading, hits }: Judged,
  { facts, fired }: Standing,
  features: Features,
): ToldFacts {
  const told = titleFirst(hits.told)
  if (facts.category === 'layoff') {
    const employers = employersOf(model, reading, facts, fired)
    return employers ? layoffFacts(reading, fired, told, employers) : facts
  }
  const parties = partiesOf(model, reading, facts, fired)
  const kind = highest(investmentKinds, (one) => model.score(one, features))
  const better = investmentFacts(reading, fired, told, { ...parties, kind })
  return withAmount(model, reading, { facts: { ...better, ...moneyOf(better, facts) }, fired })
}

/** Where another kind has no sum, what the rules' own kind has. */
function moneyOf(better: AiInvestmentFacts, byRules: AiInvestmentFacts) {
  const told = better.amount === null ? byRules : better
  const { amount, currency, valuation } = told
  return { amount, currency, valuation, ...roundingOf(told) }
}

function withAmount(model: Model, reading: Reading, byRules: DealByRules): AiInvestmentFacts {
  const { facts } = byRules
  const none = { value: null, quantity: null, features: noSumFeatures(reading, byRules) }
  const { value, quantity } = highest([...sumsOf(reading, byRules), none], (one) => {
    const score = model.score('amount', one.features)
    return one.value === facts.amount ? score + margin : score
  })
  if (value === facts.amount) return facts
  if (value === null) {
    return { ...facts, amount: null, currency: facts.valuation === null ? null : facts.currency }
  }
  const { currency } = quantity ?? facts
  const isOne = currency === facts.currency
  return {
    ...facts,
    amount: value,
    currency,
    ...roundingOf(quantity ?? facts),
    valuation: isOne && facts.valuation !== value ? facts.valuation : null,
    payers: isOne ? facts.payers : facts.payers.map((payer) => ({ ...payer, amount: null })),
  }
}

/** Null where the rules have them right. */
function employersOf(
  model: Model,
  reading: Reading,
  facts: LayoffFacts,
  fired: readonly Hit[],
): Employers | null {
  const all = scored(model, 'employer', seenBy(reading, { facts, fired }))
  const company = likeliest(all, facts.company)
  if (company?.key === facts.company?.key) return null
  if (company === null) return { company, others: [] }
  const others = facts.companiesOther.filter(({ key }) => key !== company.key)
  const isOfThem = others.length < facts.companiesOther.length
  return { company, others: isOfThem && facts.company ? [facts.company, ...others] : others }
}

function partiesOf(
  model: Model,
  reading: Reading,
  facts: AiInvestmentFacts,
  fired: readonly Hit[],
): Pick<AiInvestmentFacts, 'payers' | 'recipient'> {
  const seen = seenBy(reading, { facts, fired })
  const recipient = likeliest(scored(model, 'recipient', seen), facts.recipient)
  const known = new Map(facts.payers.map((payer) => [payer.company.key, payer]))
  const payers = scored(model, 'payer', seen).flatMap(({ company, score }) => {
    if (company === null || isSame(company, recipient)) return []
    const payer = known.get(company.key)
    if (score <= (payer ? leastKnownPayer : leastPayer)) return []
    return [payer ?? { company, amount: null, lead: false }]
  })
  const inRow = inFull(payers, reading).filter(({ company }) => company.key !== recipient?.key)
  return { payers: inRow, recipient }
}

/** More payers are missed than made up, so that less than even odds are enough; of those that the rules tell still less. */
const leastPayer = -0.2
const leastKnownPayer = -0.7
/** What the rules' own answer is worth: the model must be surer than that. */
const margin = 0.3

interface Scored {
  /** Null: nobody named. */
  company: Company | null
  score: number
}

/** Somebody named, or nobody, as the model sees them. */
interface Seen {
  company: Company | null
  features: Features
}

function seenBy(reading: Reading, byRules: ByRules): Seen[] {
  const nobody = { company: null, features: nobodyFeatures(reading, byRules) }
  return [...candidatesOf(reading, byRules), nobody]
}

function scored(model: Model, task: Task, all: readonly Seen[]): Scored[] {
  return all.map(({ company, features }) => ({ company, score: model.score(task, features) }))
}

/** Of two names for one, that of the rules: they look for the longest. */
function likeliest(all: readonly Scored[], byRules: Company | null): Company | null {
  const { company } = highest(all, (one) =>
    one.company?.key === byRules?.key ? one.score + margin : one.score,
  )
  return company && byRules && isShortFor(company, byRules) ? byRules : company
}

function isSame(company: Company, other: Company | null): boolean {
  if (other === null) return false
  return company.key === other.key || isShortFor(company, other) || isShortFor(other, company)
}

/** The words of the title that speak most for a category (`sign` 1), or against it (-1). */
function reasonOf(model: Model, category: Category, title: Prose, sign: 1 | -1): Reason {
  const grams = titleGrams(title)
  const matched =
    grams.length === 0
      ? ''
      : quote(
          title.text,
          title,
          highest(grams, ({ feature }) => sign * model.score(category, Uint32Array.of(feature))),
        )
  return { rule: byModel, matched, field: 'title' }
}
