import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { merge } from '../../../src/core/events/merge.ts'
import { claim, company, investment, layoff } from '../../support/claims.ts'

const acme = company('acme')
const cloud = company('acme-cloud', 'acme')

const cut = (
  id: number,
  headcount: number | null,
  more: Partial<Parameters<typeof layoff>[0]> = {},
) => claim(id, id, layoff({ company: acme, headcount, ...more }))

/** The values of a number with their sources, the front first. */
function values(claims: Parameters<typeof merge>[0], field: 'headcount' | 'amount' = 'headcount') {
  return merge(claims).said[field].map(({ value, sources }) => [value, ...sources])
}

describe('numbers', () => {
  test('the most trusted stance stands in front, and the conflict stays', () => {
    const claims = [cut(1, 30_000, { stance: 'rumoured' }), cut(2, 14_000, { stance: 'announced' })]
    expect(merge(claims).facts).toMatchObject({ headcount: 14_000, stance: 'announced' })
    expect(values(claims)).toEqual([
      [14_000, 'Outlet 2'],
      [30_000, 'Outlet 1'],
    ])
  })

  test('a rounded number counts for the exact one near it', () => {
    const claims = [cut(1, 16_000, { approximate: true }), cut(2, 15_873), cut(3, null)]
    expect(values(claims)).toEqual([[15_873, 'Outlet 1', 'Outlet 2']])
    expect(merge(claims).facts).toMatchObject({ approximate: false })
  })

  test('a round number stays rounded where copies drop the "about"', () => {
    const claims = [cut(1, 16_000, { approximate: true }), cut(2, 16_000), cut(3, 16_000)]
    expect(merge(claims).facts).toMatchObject({ headcount: 16_000, approximate: true })
  })

  test('a number is "up to" where all who say it say so, and only that number', () => {
    const most = (id: number) => cut(id, 6_000, { approximate: true, bound: 'most', percent: 10 })
    const merged = merge([most(1), most(2)])
    expect(merged.facts).toMatchObject({ approximate: true, bound: 'most' })
    expect(merged.said.percent[0]).toMatchObject({ value: 10, bound: undefined })
    expect(merge([most(1), cut(3, 6_000)]).facts).toMatchObject({ bound: undefined })
    expect(merge([most(1), cut(3, 5_800)]).said.headcount[0]).toMatchObject({
      value: 5_800,
      bound: undefined,
    })
  })

  test('a number said to the last digit stands before a round one, however many round it', () => {
    const round = [1, 2, 3].map((id) => cut(id, 14_000, { approximate: true }))
    expect(values([...round, cut(4, 16_158)])[0]).toEqual([16_158, 'Outlet 4'])
    expect(values([...round, cut(4, 16_000)])[0]?.[0]).toBe(14_000)
  })

  test('equally trusted, more sources win; then the later number', () => {
    expect(values([cut(1, 900), cut(2, 900), cut(3, 1_000)])[0]).toEqual([
      900,
      'Outlet 1',
      'Outlet 2',
    ])
    expect(values([cut(1, 900), cut(2, 1_000)])[0]).toEqual([1_000, 'Outlet 2'])
  })

  test('a small part is never in front of the whole', () => {
    const claims = [cut(1, 14_000), cut(2, 1_000, { stance: 'announced' })]
    expect(merge(claims).facts).toMatchObject({ headcount: 14_000 })
  })

  test('a number that a denial repeats is not said by it', () => {
    expect(values([cut(1, 900), cut(2, 900, { stance: 'denied' })])).toEqual([[900, 'Outlet 1']])
  })

  test("a unit's number is not its owner's", () => {
    const unit = claim(2, 2, layoff({ company: cloud, headcount: 300 }))
    expect(merge([cut(1, 400), unit]).facts).toMatchObject({ company: acme, headcount: 400 })
    expect(merge([cut(1, null), unit]).facts).toMatchObject({ company: acme, headcount: 300 })
  })

  test('a valuation in another currency than the amount does not stand beside it', () => {
    const bolt = company('~bolt')
    const facts = merge([
      claim(1, 1, investment({ company: bolt, valuation: 9e9, currency: 'EUR' })),
      claim(2, 2, investment({ company: bolt, amount: 1e9, currency: 'USD' })),
    ]).facts
    expect(facts).toMatchObject({ amount: 1e9, currency: 'USD', valuation: null })
  })
})

describe('standing', () => {
  const stance = (...stances: ('rumoured' | 'announced' | 'denied')[]) => {
    const merged = merge(stances.map((each, index) => cut(index + 1, null, { stance: each })))
    return [merged.facts.stance, merged.reversed]
  }

  test('is the most trusted word, until a denial comes after it', () => {
    expect(stance('rumoured', 'announced')).toEqual(['announced', false])
    expect(stance('rumoured', 'denied')).toEqual(['denied', false])
    expect(stance('rumoured', 'denied', 'rumoured')).toEqual(['denied', false])
    expect(stance('rumoured', 'denied', 'announced')).toEqual(['announced', false])
    expect(stance('announced', 'denied')).toEqual(['denied', true])
  })
})

test('counts stories and publishers once', () => {
  const twice = claim(3, 3, layoff({ company: acme }), { source: 'Outlet 1' })
  expect(merge([cut(1, 5), cut(2, 5), twice])).toMatchObject({
    stories: 3,
    sources: ['Outlet 1', 'Outlet 2'],
  })
})

test('no claims, or claims of two categories, are no event', () => {
  expect(() => merge([])).toThrow('core: ')
  expect(() => merge([cut(1, 5), claim(2, 2, investment({ company: acme }))])).toThrow('core: ')
})

test('the order of the claims does not matter', () => {
  const anyFacts = fc.record({
    company: fc.constantFrom(acme, cloud, null),
    headcount: fc.constantFrom(null, 100, 980, 1_000, 1_010, 16_000),
    percent: fc.constantFrom(null, 10, 12),
    approximate: fc.boolean(),
    stance: fc.constantFrom('denied', 'rumoured', 'reported', 'announced'),
    cause: fc.constantFrom(null, 'ai', 'cost'),
  })
  const anyClaims = fc
    .array(fc.tuple(anyFacts, fc.nat(3)), { minLength: 1, maxLength: 12 })
    .map((told) => told.map(([facts, days], index) => claim(index + 1, days, layoff(facts))))
  const anyOrder = anyClaims.chain((claims) =>
    fc.tuple(fc.constant(claims), fc.shuffledSubarray(claims, { minLength: claims.length })),
  )
  fc.assert(
    fc.property(anyOrder, ([claims, shuffled]) => {
      expect(merge(shuffled)).toEqual(merge(claims))
    }),
  )
})

test('an event is as sure as its surest story, and two publishers make what is possible likely', () => {
  const told = (...sure: ('plain' | 'likely' | 'possible')[]) =>
    merge(
      sure.map((one, at) => claim(at + 1, at + 1, layoff({ company: company('acme'), sure: one }))),
    ).facts.sure
  expect(told('possible')).toBe('possible')
  expect(told('possible', 'possible')).toBe('likely')
  expect(told('possible', 'plain')).toBe('plain')
})

test('the industry is what most stories say, a follow-up is what all are', () => {
  const tech = { trade: 'tech', by: 'software' } as const
  const other = { trade: 'other', by: 'bank' } as const
  const told = [
    layoff({ company: company('acme'), industry: other, followUp: true }),
    layoff({ company: company('acme'), industry: tech }),
    layoff({ company: company('acme'), industry: tech, followUp: true }),
  ]
  const facts = merge(told.map((one, at) => claim(at + 1, at + 1, one))).facts
  expect(facts).toMatchObject({ industry: tech })
  expect(facts).not.toHaveProperty('followUp')
})
