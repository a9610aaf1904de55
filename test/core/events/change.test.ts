import { expect, test } from 'vitest'
import { compare } from '../../../src/core/events/change.ts'
import { merge } from '../../../src/core/events/merge.ts'
import type { LayoffFacts } from '../../../src/core/facts.ts'
import { claim, company, investment, layoff } from '../../support/claims.ts'

const acme = company('acme')
type Told = Partial<LayoffFacts>

/** What the last of the stories, told a day apart, changed. */
function changed(...told: Told[]) {
  const claims = told.map((facts, index) =>
    claim(index + 1, index + 1, layoff({ company: acme, ...facts })),
  )
  const change = compare(merge(claims.slice(0, -1)), merge(claims))
  return change.kind === 'material' ? change.changes.map(({ kind }) => kind) : change.kind
}

test('a further source is minor', () => {
  expect(changed({ headcount: 500 }, { headcount: 500 })).toBe('minor')
})

test('the same claims change nothing', () => {
  const merged = merge([claim(1, 1, layoff({ company: acme, headcount: 500 }))])
  expect(compare(merged, merged)).toEqual({ kind: 'none' })
})

test('a first number is material, be it a share of the staff', () => {
  expect(changed({}, { headcount: 500 })).toEqual(['first_number'])
  expect(changed({}, { percent: 10 })).toEqual(['first_number'])
  expect(changed({ headcount: 500 }, { headcount: 500, percent: 10 })).toBe('minor')
})

test('a different number is material, in front or against it', () => {
  expect(changed({ headcount: 500 }, { headcount: 700 })).toEqual(['different_number'])
  const two = [{ headcount: 500 }, { headcount: 500 }]
  expect(changed(...two, { headcount: 700 })).toEqual(['different_number'])
  expect(changed(...two, { headcount: 700 }, { headcount: 700, stance: 'rumoured' })).toBe('minor')
})

test('a refined number, a part, or a less trusted one is minor', () => {
  expect(changed({ headcount: 16_000, approximate: true }, { headcount: 15_873 })).toBe('minor')
  expect(changed({ headcount: 16_000 }, { headcount: 1_000 })).toBe('minor')
  expect(changed({ headcount: 500 }, { headcount: 900, stance: 'rumoured' })).toBe('minor')
})

test('confirmed, denied and reversed are material', () => {
  const rumour: Told = { stance: 'rumoured' }
  const announcement: Told = { stance: 'announced' }
  const denial: Told = { stance: 'denied' }
  expect(changed(rumour, { stance: 'reported' })).toBe('minor')
  expect(changed(rumour, announcement)).toEqual(['confirmed'])
  expect(changed(rumour, denial)).toEqual(['denied'])
  expect(changed(announcement, denial)).toEqual(['reversed'])
  expect(changed(rumour, denial, announcement)).toEqual(['confirmed'])
  expect(changed(announcement, denial, { stance: 'denied' })).toBe('minor')
})

test('an amount that grows is told with both values', () => {
  const deal = (id: number, amount: number) =>
    claim(id, id, investment({ company: acme, amount, valuation: amount * 10 }))
  const change = compare(merge([deal(1, 15e9)]), merge([deal(1, 15e9), deal(2, 20e9)]))
  expect(change).toMatchObject({
    kind: 'material',
    changes: [
      { kind: 'different_number', field: 'amount', from: { value: 15e9 }, to: { value: 20e9 } },
    ],
  })
})

test('the cut itself is news after what came of it', () => {
  expect(changed({ followUp: true }, {})).toEqual(['told_outright'])
  expect(changed({ followUp: true }, { followUp: true })).toBe('minor')
  expect(changed({}, { followUp: true })).toBe('minor')
})
