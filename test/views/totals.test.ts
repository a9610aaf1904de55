import { describe, expect, test } from 'vitest'
import type { PastEvent } from '../../src/core/events/past-event.ts'
import type { AiInvestmentFacts, Facts, LayoffFacts } from '../../src/core/facts.ts'
import { totalsOf } from '../../src/core/history/totals.ts'
import { totalsWords } from '../../src/views/totals.ts'
import { layoff as aLayoff, investment as anInvestment, company } from '../support/claims.ts'

/** A euro buys $1.25; of other money nothing is known. */
const toUsd = (amount: number, currency: string) =>
  ({ USD: amount, EUR: amount * 1.25 })[currency] ?? null
const words = (...facts: Facts[]) =>
  totalsWords(
    totalsOf(
      facts.map((one) => ({ facts: one, happenedAt: 0 }) as PastEvent),
      toUsd,
    ),
  )

const acme = company('acme')
const layoff = (facts: Partial<LayoffFacts>) => aLayoff({ company: acme, ...facts })
const investment = (facts: Partial<AiInvestmentFacts>) =>
  anInvestment({ company: acme, kind: 'capex', ...facts })

const exact = layoff({ headcount: 700 })

describe('a sum', () => {
  test('says that an event gave no number, else that one was rounded', () => {
    expect(words(exact, exact)).toBe('2 rounds of layoffs, 1,400 jobs')
    expect(words(exact, layoff({ headcount: 300, approximate: true }))).toBe(
      '2 rounds of layoffs, about 1,000 jobs',
    )
    expect(words(exact, layoff({ headcount: null }))).toBe('2 rounds of layoffs, at least 700 jobs')
    expect(words(investment({ amount: 2e9 }), investment({ amount: null }))).toBe(
      '2 AI commitments, at least $2 bn',
    )
  })

  test('takes other money at the rates that it is given, and leaves out what has no rate', () => {
    expect(words(investment({ amount: 4e9, currency: 'EUR' }))).toBe('1 AI commitment, $5 bn')
    expect(words(investment({ amount: 4e9 }), investment({ amount: 9e9, currency: 'XAU' }))).toBe(
      '2 AI commitments, at least $4 bn',
    )
  })

  test('has no rumour and no denied report in it', () => {
    const doubted = [layoff({ stance: 'rumoured' }), layoff({ stance: 'denied' })]
    expect(words(exact, ...doubted)).toBe('1 round of layoffs, 700 jobs')
  })
})
