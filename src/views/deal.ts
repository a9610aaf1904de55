/** A deal in words: who puts how much into whom. */

import { isSpending, leadOf } from '../core/direction.ts'
import type { AiInvestmentFacts, Company } from '../core/facts.ts'
import { say } from './verb.ts'
import { clamp, figure, listed, money, nearly } from './words.ts'

/** "Nvidia" "invests $2 bn in Anthropic"; "Anthropic" "gets $15 bn from Microsoft and Nvidia". Null where nobody is named. */
export function dealSentence(
  facts: AiInvestmentFacts,
  reversed: boolean,
): { subject: Company; predicate: string } | null {
  const [payer, ...more] = facts.payers.map(({ company }) => company)
  const { recipient, kind } = facts
  const isPayers = isSpending(facts) || recipient === null
  const subject = isPayers ? (leadOf(facts.payers)?.company ?? recipient) : recipient
  if (!subject) return null
  if (!isPayers && payer && more.length === 0 && (kind === 'stake' || kind === 'acquisition')) {
    return { subject: payer, predicate: givingPredicate(facts, recipient.name, reversed) }
  }
  const predicate =
    isPayers && kind !== 'ipo' && kind !== 'round'
      ? payingPredicate(facts, reversed)
      : receivingPredicate(facts, reversed)
  return { subject, predicate }
}

/** Of one who buys, or takes a stake. */
function givingPredicate(facts: AiInvestmentFacts, recipient: string, reversed: boolean): string {
  const sum = sumOf(facts)
  if (facts.kind === 'acquisition') {
    return `${say(['buys', 'buy', 'buying'], facts, reversed)} ${recipient}${sum ? ` for ${sum}` : ''}`
  }
  return `${say(['invests', 'invest', 'investing'], facts, reversed)} ${sum ? `${sum} ` : ''}in ${recipient}`
}

/** Of money that a company spends, or for which nobody is named who gets it. */
function payingPredicate(facts: AiInvestmentFacts, reversed: boolean): string {
  const sum = sumOf(facts)
  const others = withOthers(facts)
  switch (facts.kind) {
    case 'capex': {
      const verb = say(['spends', 'spend', 'spending'], facts, reversed)
      return `${verb} ${sum ? `${sum} ` : ''}on AI${others}`
    }
    case 'fund': {
      const verb = say(['starts', 'start', 'starting'], facts, reversed)
      return `${verb} an AI fund${sum ? ` of ${sum}` : ''}${others}`
    }
    case 'programme': {
      const verb = say(['commits', 'commit', 'committing'], facts, reversed)
      return `${verb} ${sum ?? 'money'} to an AI programme${others}`
    }
    case 'acquisition':
    case 'stake':
      return givingPredicate(facts, facts.recipient?.name ?? 'an AI company', reversed)
    default: {
      const verb = say(['commits', 'commit', 'committing'], facts, reversed)
      return `${verb} ${sum ?? 'money'} to AI${others}`
    }
  }
}

/** ", with Oracle", ", with Nvidia and Oracle": whom it pays, and who pays with it. */
function withOthers({ payers, recipient }: AiInvestmentFacts): string {
  const lead = leadOf(payers)
  const others = payers.filter((payer) => payer !== lead).map(({ company }) => company)
  const named = [...others, ...(recipient && lead ? [recipient] : [])].map(({ name }) => name)
  return named.length > 0 ? `, with ${namesOf(named)}` : ''
}

/** Of who raises money, is bought, or goes public. */
function receivingPredicate(facts: AiInvestmentFacts, reversed: boolean): string {
  const sum = sumOf(facts)
  switch (facts.kind) {
    case 'acquisition': {
      const verb = say(['is bought', 'be bought', 'being bought'], facts, reversed)
      return `${verb}${given(facts, ' by ')}${sum ? ` for ${sum}` : ''}`
    }
    case 'ipo': {
      const verb = say(['goes public', 'go public', 'going public'], facts, reversed)
      return sum ? `${verb}, raising ${sum}` : verb
    }
    case 'stake': {
      const verb = say(['gets', 'get', 'getting'], facts, reversed)
      return `${verb} ${sum ?? 'an investment'}${given(facts, ' from ') || ' for a stake'}`
    }
    case 'round':
      return raisingPredicate(facts, sum ?? 'money', reversed)
    default: {
      const verb = say(['gets', 'get', 'getting'], facts, reversed)
      return `${verb} ${sum ?? 'money'} for AI${given(facts, ' from ')}`
    }
  }
}

function raisingPredicate(facts: AiInvestmentFacts, sum: string, reversed: boolean): string {
  const verb = say(['raises', 'raise', 'raising'], facts, reversed)
  return `${verb} ${sum}${facts.round ? ` (${facts.round})` : ''}${fromLead(facts)}`
}

/** ", led by ICONIQ", where the story says who leads; else " from Accel and Sequoia". */
function fromLead(facts: AiInvestmentFacts): string {
  const leads = facts.payers.filter(({ lead }) => lead).map(({ company }) => company.name)
  return leads.length > 0 ? `, led by ${namesOf(leads)}` : given(facts, ' from ')
}

function given({ payers }: AiInvestmentFacts, lead: string): string {
  return payers.length > 0 ? `${lead}${namesOf(payers.map(({ company }) => company.name))}` : ''
}

const namesShown = 3

/** "Microsoft, Nvidia and 4 more". */
export function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, namesShown).map((name) => clamp(name, 60))
  const more = names.length - shown.length
  return listed(more > 0 ? [...shown, `${figure(more)} more`] : shown)
}

function sumOf(facts: AiInvestmentFacts): string | null {
  const { amount, currency } = facts
  if (amount === null) return null
  const sum = currency === null ? figure(amount) : money(amount, currency)
  return `${nearly(facts)}${sum}`
}
