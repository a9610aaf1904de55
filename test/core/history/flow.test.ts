import { describe, expect, test } from 'vitest'
import type { AiInvestmentFacts } from '../../../src/core/facts.ts'
import { flowsOf, movedUsd, paidUsd } from '../../../src/core/history/flow.ts'
import { company, investment } from '../../support/claims.ts'

const [acme, bolt, globex] = [company('acme'), company('bolt'), company('globex')]
const event = (facts: AiInvestmentFacts) => ({ facts, happenedAt: 0 })
const toUsd = (amount: number) => amount

describe('the money of a deal goes', () => {
  const stake = event(investment({ company: bolt, kind: 'stake', amount: 9, from: [acme, globex] }))
  const purchase = event(
    investment({ company: bolt, kind: 'acquisition', amount: 5, from: [acme] }),
  )
  const spending = event(investment({ company: acme, kind: 'capex', amount: 7 }))

  test.each([
    [stake, acme, ['invested']],
    [stake, bolt, ['raised']],
    [purchase, acme, ['acquired']],
    [purchase, bolt, ['sold']],
    [spending, acme, ['spent']],
    [spending, bolt, []],
  ] as const)('by the part that a company has in it', (deal, of, flows) => {
    expect(flowsOf(deal, of.key)).toEqual(flows)
  })

  test('one way only, of the industry', () => {
    expect([stake, purchase, spending].map((deal) => flowsOf(deal, null))).toEqual([
      ['raised'],
      ['acquired'],
      ['spent'],
    ])
  })

  test('out of one of several payers only as far as somebody says what it pays', () => {
    expect(paidUsd(stake, acme.key, toUsd)).toBe(null)
    const payers = stake.facts.payers.map((payer) =>
      payer.company.key === acme.key ? { ...payer, amount: 4 } : payer,
    )
    expect(paidUsd(event({ ...stake.facts, payers }), acme.key, toUsd)).toBe(4)
    expect(movedUsd(stake, 'raised', bolt.key, toUsd)).toBe(9)
    expect(paidUsd(purchase, acme.key, toUsd)).toBe(5)
  })
})
