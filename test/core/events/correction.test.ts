import { expect, test } from 'vitest'
import { applyCorrections } from '../../../src/core/events/correction.ts'
import { merge } from '../../../src/core/events/merge.ts'
import { claim, company, layoff } from '../../support/claims.ts'

const merged = merge([claim(1, 1, layoff({ company: company('acme'), headcount: 500 }))])

test('a corrected number stands alone, and the last correction holds', () => {
  const corrected = applyCorrections(merged, [
    { kind: 'headcount', value: 400 },
    { kind: 'headcount', value: 450 },
  ])
  expect(corrected).toMatchObject({
    facts: { headcount: 450 },
    said: { headcount: [{ value: 450, sources: [] }] },
  })
  expect(applyCorrections(merged, [{ kind: 'headcount', value: null }])?.said.headcount).toEqual([])
})

test('a corrected company leaves the numbers alone', () => {
  const bolt = company('bolt')
  expect(applyCorrections(merged, [{ kind: 'company', company: bolt }])).toMatchObject({
    facts: { company: bolt, headcount: 500 },
  })
})

test('a dismissed event is none', () => {
  expect(applyCorrections(merged, [{ kind: 'dismissed' }])).toBeNull()
})

test('an amount means nothing to a layoff', () => {
  expect(applyCorrections(merged, [{ kind: 'amount', value: 1, currency: 'USD' }])).toEqual(merged)
})
