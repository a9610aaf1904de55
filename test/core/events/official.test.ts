import { describe, expect, test } from 'vitest'
import { compare } from '../../../src/core/events/change.ts'
import type { Claim } from '../../../src/core/events/claim.ts'
import { cluster } from '../../../src/core/events/cluster.ts'
import { merge } from '../../../src/core/events/merge.ts'
import type { Official } from '../../../src/core/facts.ts'
import { claim, company, eventId, layoff } from '../../support/claims.ts'
import { filing, noticeIn, officially } from '../../support/official.ts'

const acme = company('acme')
const news = (id: number, headcount: number | null, days = 0, who = acme) =>
  claim(id, days, layoff({ company: who, headcount, stance: 'reported' }))
const register = (id: number, official: Official, headcount: number | null, days = 0, who = acme) =>
  claim(id, days, officially(layoff({ company: who }), official, headcount))

describe('an official word', () => {
  test('confirms what was reported, is the most trusted, and is listed once for each filing and notice', () => {
    const before = merge([news(1, 480)])
    const after = merge([news(1, 480), register(2, filing, 500), register(3, noticeIn('Ohio'), 80)])
    expect(after.facts).toMatchObject({ stance: 'official', headcount: 500, company: acme })
    expect(after.official.map(({ official, headcount }) => [official.register, headcount])).toEqual(
      [
        ['sec-8k', 500],
        ['warn', 80],
      ],
    )
    expect(compare(before, after)).toMatchObject({
      kind: 'material',
      changes: [{ kind: 'different_number' }],
    })
  })

  test('is shown where the message stands; after no more than a rumour it is news', () => {
    const filed = register(2, filing, 500)
    const rumour = claim(1, 0, layoff({ company: acme, headcount: 500, stance: 'rumoured' }))
    expect(compare(merge([news(1, 500)]), merge([news(1, 500), filed]))).toEqual({ kind: 'minor' })
    expect(compare(merge([rumour]), merge([rumour, filed]))).toMatchObject({
      changes: [{ kind: 'confirmed' }],
    })
  })

  test('the jobs of one place never stand for the whole, unless nobody gives it: then all places together do', () => {
    const [ohio, iowa] = [register(2, noticeIn('Ohio'), 80), register(3, noticeIn('Iowa'), 21)]
    expect(merge([news(1, 500), ohio, iowa]).facts).toMatchObject({ headcount: 500 })
    expect(merge([news(1, null), ohio, iowa]).facts).toMatchObject({ headcount: 101 })
  })

  test('what all places have clearly passes a smaller number', () => {
    const notices = [register(2, noticeIn('Ohio'), 300), register(3, noticeIn('Iowa'), 200)]
    expect(merge([news(1, 450), ...notices]).facts).toMatchObject({ headcount: 450 })
    expect(merge([news(1, 100), ...notices]).facts).toMatchObject({ headcount: 500 })
  })

  test('the name that the press uses stands before the legal one', () => {
    const [short, legal] = [company('~borealis'), company('~borealis widgets')]
    const merged = merge([register(1, filing, 65, 0, legal), news(2, 65, 1, short)])
    expect(merged.facts).toMatchObject({ company: short, companiesOther: [], stance: 'official' })
  })
})

describe('an amendment', () => {
  test('takes the place of the notice that it amends', () => {
    const merged = merge([register(1, noticeIn('Ohio'), 80), register(2, noticeIn('Ohio'), 95, 7)])
    expect(merged.facts).toMatchObject({ headcount: 95 })
    expect(merged.official).toHaveLength(1)
  })

  test('a rescission takes the notice back, not what others say', () => {
    const rescinded = register(3, noticeIn('Ohio', { change: 'rescinded' }), 80, 7)
    const merged = merge([news(1, null), register(2, noticeIn('Ohio'), 80), rescinded])
    expect(merged.facts).toMatchObject({ stance: 'reported', headcount: null })
    expect(merged).toMatchObject({
      reversed: false,
      official: [{ official: { change: 'rescinded' } }],
    })
  })

  test('where nothing but the notice was told, the cut is called off', () => {
    const notice = register(1, noticeIn('Ohio'), 80)
    const rescinded = register(2, noticeIn('Ohio', { change: 'rescinded' }), 80, 7)
    expect(merge([notice, rescinded])).toMatchObject({
      reversed: true,
      facts: { stance: 'denied' },
    })
  })
})

describe('joins', () => {
  const event = (...claims: Claim[]) => ({ id: eventId(1), category: 'layoff' as const, claims })
  const joins = (told: Claim, ...claims: Claim[]) =>
    cluster(told, [event(...claims)]).kind === 'joins'

  test('the news that it confirms, under a longer name for weeks, where the number is the same', () => {
    const told = news(1, 65, 0, company('~borealis'))
    const legal = company('~borealis industries')
    expect(joins(register(2, filing, 65, 4, legal), told)).toBe(true)
    expect(joins(register(2, filing, 90, 4, legal), told)).toBe(false)
    expect(joins(register(2, filing, 65, 40, legal), told)).toBe(false)
  })

  test('what another register says of a sister that is called after the same owner', () => {
    const told = register(1, filing, 65, 0, company('~borealis industries'))
    const notice = register(2, noticeIn('Ohio'), 65, 0, company('~borealis wire products'))
    expect(joins(notice, told)).toBe(true)
    expect(joins(register(2, noticeIn('Ohio'), 65, 0, company('~other wire products')), told)).toBe(
      false,
    )
  })

  test('never another company whose name begins with a common word, nor two notices of one register', () => {
    const told = register(1, filing, 65, 0, company('~american widgets'))
    expect(joins(register(2, noticeIn('Ohio'), 65, 0, company('~american foods')), told)).toBe(
      false,
    )
    const notice = register(1, noticeIn('Iowa'), 65, 0, company('~borealis foods'))
    expect(joins(register(2, noticeIn('Ohio'), 65, 0, company('~borealis wire')), notice)).toBe(
      false,
    )
  })

  test('no event that began long before: an employer that gives notice every month cuts anew', () => {
    const monthly = [0, 40, 80].map((days) => register(days, noticeIn(`${days}`), 80 + days, days))
    expect(joins(register(9, noticeIn('Ohio'), 33, 85), ...monthly)).toBe(true)
    expect(joins(register(9, noticeIn('Ohio'), 33, 95), ...monthly)).toBe(false)
  })

  test('as one place of many, whatever its number, within the number of the whole', () => {
    expect(joins(register(2, noticeIn('Ohio'), 80, 30), news(1, 500))).toBe(true)
    expect(joins(register(2, noticeIn('Ohio'), 80, 60), news(1, 500))).toBe(false)
    expect(joins(register(3, noticeIn('Iowa'), 21, 30), register(2, noticeIn('Ohio'), 80))).toBe(
      true,
    )
    expect(joins(news(3, 500, 30), register(2, noticeIn('Ohio'), 80))).toBe(true)
  })

  test('a rescission without its notice begins nothing', () => {
    const rescinded = register(1, noticeIn('Ohio', { change: 'rescinded' }), 80)
    expect(cluster(rescinded, [])).toMatchObject({ kind: 'none' })
  })
})
