import type { ShownEvent } from '../core/delivery/shown.ts'
import type { AiInvestmentFacts, Facts, LayoffFacts, Scale } from '../core/facts.ts'
import { counted, figure, money } from './words.ts'

/** One line that says it all: "Amazon cuts about 16,000 jobs". The story's own title where it names no company. */
export function headlineOf({ merged, stories }: ShownEvent): string {
  const { facts, reversed } = merged
  const title = stories[0]?.title ?? ''
  if (facts.company === null || facts.category === 'other') return title
  return `${facts.company.name} ${predicateOf(facts, reversed)}`
}

/** What the company does: "cuts about 16,000 jobs". */
export function predicateOf(facts: Facts, reversed: boolean): string {
  switch (facts.category) {
    case 'layoff':
      return layoffPredicate(facts, reversed)
    case 'ai_investment':
      return investmentPredicate(facts, reversed)
    case 'other':
      return 'is in the news'
  }
}

/** For each stance, the verb before its object: "cuts", "may cut", "denies cutting", "calls off cutting". */
type Verb = readonly [does: string, does2: string, doing: string]

function say([does, plain, doing]: Verb, facts: Facts, reversed: boolean): string {
  if (reversed) return `calls off ${doing}`
  if (facts.stance === 'denied') return `denies ${doing}`
  return facts.stance === 'rumoured' ? `may ${plain}` : does
}

function layoffPredicate(facts: LayoffFacts, reversed: boolean): string {
  const verb = say(['cuts', 'cut', 'cutting'], facts, reversed)
  return `${verb} ${jobsWords(facts)}`
}

/** "about 16,000 jobs (10%)", "10% of its staff", "hundreds of jobs", "jobs". */
function jobsWords(facts: LayoffFacts): string {
  const about = facts.approximate ? 'about ' : ''
  const share = facts.percent === null ? '' : `${percent(facts.percent)}`
  if (facts.headcount !== null) {
    return `${about}${counted(facts.headcount, 'job')}${share && ` (${share})`}`
  }
  if (facts.headcountDerived !== null) {
    return `about ${counted(facts.headcountDerived, 'job')}${share && ` (${share})`}`
  }
  if (share) return `${about}${share} of its staff`
  return facts.scale ? `${scales[facts.scale]} of jobs` : 'jobs'
}

export const percent = (value: number): string =>
  `${value.toLocaleString('en-US', { maximumFractionDigits: 1 })}%`

const scales: Record<Scale, string> = {
  dozens: 'dozens',
  hundreds: 'hundreds',
  thousands: 'thousands',
  tens_of_thousands: 'tens of thousands',
}

function investmentPredicate(facts: AiInvestmentFacts, reversed: boolean): string {
  const sum = facts.amount === null ? null : amountWords(facts)
  const { investor } = facts
  switch (facts.kind) {
    case 'round': {
      const verb = say(['raises', 'raise', 'raising'], facts, reversed)
      const named = facts.round ? ` (${facts.round})` : ''
      return `${verb} ${sum ?? 'money'}${named}`
    }
    case 'stake': {
      const verb = say(['gets', 'get', 'getting'], facts, reversed)
      return `${verb} ${sum ?? 'an investment'}${investor ? ` from ${investor}` : ' for a stake'}`
    }
    case 'acquisition': {
      const verb = say(['is bought', 'be bought', 'being bought'], facts, reversed)
      return `${verb}${investor ? ` by ${investor}` : ''}${sum ? ` for ${sum}` : ''}`
    }
    case 'capex': {
      const verb = say(['spends', 'spend', 'spending'], facts, reversed)
      return sum ? `${verb} ${sum} on AI` : `${verb} on AI`
    }
    case 'fund': {
      const verb = say(['starts', 'start', 'starting'], facts, reversed)
      return `${verb} an AI fund${sum ? ` of ${sum}` : ''}`
    }
    case 'programme': {
      const verb = say(['commits', 'commit', 'committing'], facts, reversed)
      return `${verb} ${sum ?? 'money'} to an AI programme`
    }
    case 'ipo': {
      const verb = say(['goes public', 'go public', 'going public'], facts, reversed)
      return sum ? `${verb}, raising ${sum}` : verb
    }
    case 'other': {
      const verb = say(['commits', 'commit', 'committing'], facts, reversed)
      return `${verb} ${sum ?? 'money'} to AI`
    }
  }
}

function amountWords({ amount, currency, approximate }: AiInvestmentFacts): string {
  if (amount === null) return ''
  const sum = currency === null ? figure(amount) : money(amount, currency)
  return `${approximate ? 'about ' : ''}${sum}`
}

/** One line for events that share a message: a company is named once. */
export function headlineOfAll(events: readonly ShownEvent[]): string {
  let named: string | null = null
  const parts = events.map((event) => {
    const { facts, reversed } = event.merged
    const key = facts.category === 'other' ? null : (facts.company?.key ?? null)
    const part = key !== null && key === named ? predicateOf(facts, reversed) : headlineOf(event)
    named = key
    return part
  })
  return parts.join('; ')
}
