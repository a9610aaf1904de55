import { describe, expect, test } from 'vitest'
import type { AiInvestmentFacts, Company, LayoffFacts } from '../../../src/core/facts.ts'
import { type HistoryEvent, ordinalOf, recurrencesOf } from '../../../src/core/history/history.ts'
import { company, day, eventId, investment, layoff, start } from '../../support/claims.ts'

const [acme, globex] = [company('acme'), company('~globex')]

function round(id: number, days: number, facts: Partial<LayoffFacts> = {}, of: Company = acme) {
  return past(id, days, layoff({ company: of, ...facts }))
}

function commitment(id: number, days: number, facts: Partial<AiInvestmentFacts> = {}) {
  return past(id, days, investment({ company: acme, kind: 'capex', ...facts }))
}

function past(id: number, days: number, facts: LayoffFacts | AiInvestmentFacts): HistoryEvent {
  return { id: eventId(id), company: facts.company, facts, happenedAt: start + days * day }
}

describe('the ordinal', () => {
  test('counts the rounds of the year before, in whole months', () => {
    const history = [round(1, 0), round(2, 92)]
    expect(ordinalOf(round(2, 92), history)).toEqual({ round: 2, withinMonths: 3 })
    expect(ordinalOf(round(3, 200), history)).toEqual({ round: 3, withinMonths: 7 })
  })

  test('is null for a first round, or when the last lies more than a year back', () => {
    expect(ordinalOf(round(1, 0), [round(1, 0)])).toBeNull()
    expect(ordinalOf(round(2, 400), [round(1, 0)])).toBeNull()
  })

  test('counts neither rumours and denials, nor units, nor one round told twice', () => {
    const history = [
      round(1, 0, { stance: 'rumoured' }),
      round(2, 20, { stance: 'denied' }),
      round(3, 40, {}, company('acme-cloud', 'acme')),
      commitment(4, 50),
      round(5, 95),
    ]
    expect(ordinalOf(round(6, 100), history)).toBeNull()
  })
})

describe('recurrences', () => {
  test('name a cut near a commitment, with its nearest', () => {
    const history = [
      round(1, 0),
      commitment(2, 59),
      commitment(3, 20),
      round(4, 400),
      commitment(5, 350),
      round(6, 800),
    ]
    const [recurrence, ...others] = recurrencesOf(history)
    expect(others).toEqual([])
    expect(recurrence).toMatchObject({
      kind: 'cut_near_commitment',
      withinDays: 60,
      cases: [
        { cut: { id: 1 }, commitment: { id: 3 } },
        { cut: { id: 4 }, commitment: { id: 5 } },
      ],
    })
  })

  test('do not take money that was raised for a commitment', () => {
    expect(recurrencesOf([round(1, 0), commitment(2, 5, { kind: 'round' })])).toEqual([])
  })

  test('take only money that goes out of the house that cut, not its sale nor what others put in', () => {
    const deals = [
      investment({ company: acme, kind: 'acquisition', from: [globex] }),
      investment({ company: acme, kind: 'stake', from: [globex] }),
    ]
    const told = deals.map((facts, index) => ({
      ...commitment(index + 2, 5),
      facts,
      company: acme,
    }))
    expect(recurrencesOf([round(1, 0), ...told])).toEqual([])
    const bought = investment({ company: globex, kind: 'acquisition', from: [acme] })
    const own = { ...commitment(9, 5), facts: bought, company: globex }
    expect(recurrencesOf([round(1, 0), own])).toMatchObject([
      { cases: [{ cut: { id: 1 }, commitment: { id: 9 } }] },
    ])
  })

  test('count the newest round', () => {
    expect(recurrencesOf([round(2, 90), round(1, 0)])).toMatchObject([
      { kind: 'rounds', ordinal: { round: 2, withinMonths: 3 }, event: { id: 2 } },
    ])
  })
})
