import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Claim } from '../../../src/core/events/claim.ts'
import { claim, company, day, investment, layoff } from '../../support/claims.ts'
import { openEvents } from '../../support/event-memory.ts'
import { labelledClaims, readConfig, readLabelled } from '../../support/labelled.ts'

/**
 * How far the gathering of stories depends on the order in which they arrive. Joining compares a claim with every claim of an
 * event, and an event is never split or fused. So the outcome is the same in every order where "may join" is transitive among
 * the claims; where a claim would bridge two events, it depends on whether it came before or after both had begun; and a denial
 * that comes before what it denies tells nothing.
 */

function pairsTogether(claims: readonly Claim[]): Set<string> {
  const memory = openEvents()
  for (const each of claims) memory.place(each)
  return new Set(
    memory
      .events()
      .flatMap(({ claims: told, category }) =>
        told.flatMap((a) =>
          told.flatMap((b) =>
            a.storyId < b.storyId ? [`${category} ${a.storyId} ${b.storyId}`] : [],
          ),
        ),
      ),
  )
}

/** The share of pairs that two outcomes agree on, of those that either has. */
function agreement(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const all = a.union(b).size
  return all === 0 ? 1 : a.intersection(b).size / all
}

const inAnyOrder = (claims: readonly Claim[]) =>
  fc.shuffledSubarray([...claims], { minLength: claims.length })

/** Events of two companies, months apart, each told within ten days with numbers that agree or are not given. */
const apart = fc
  .array(
    fc.record({
      firm: fc.constantFrom('acme', 'bolt'),
      round: fc.nat(3),
      days: fc.nat(10),
      counted: fc.boolean(),
      category: fc.constantFrom('layoff', 'ai_investment'),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((told) =>
    told.map(({ firm, round, days, counted, category }, index): Claim => {
      const at = round * 120 + days
      const number = counted ? 1_000 * (round + 1) : null
      return category === 'layoff'
        ? claim(index + 1, at, layoff({ company: company(firm), headcount: number }))
        : claim(
            index + 1,
            at,
            investment({ company: company(firm), amount: number && number * 1e6 }),
          )
    }),
  )

test('in every order the same events come of stories that agree with all of their own event and with none of another', () => {
  fc.assert(
    fc.property(
      apart.chain((claims) => fc.tuple(fc.constant(claims), inAnyOrder(claims))),
      ([claims, shuffled]) => {
        expect(pairsTogether(shuffled)).toEqual(pairsTogether(claims))
      },
    ),
  )
})

test('wire copies meet in every order, whether or not a company is read in them', () => {
  const title = 'Workers sent home as 210 jobs go at the century-old paper mill'
  const copies = [company('acme'), null, company('acme'), null].map((firm, index) =>
    claim(index + 1, index / 4, layoff({ company: firm }), { title }),
  )
  fc.assert(
    fc.property(inAnyOrder(copies), (shuffled) => {
      expect(pairsTogether(shuffled).size).toBe(6)
    }),
  )
})

test('on the labelled set any order agrees with the order of publication on nearly all pairs', () => {
  const { directory } = readConfig()
  const claims = readLabelled('test/fixtures/told.jsonl').flatMap((item, index) =>
    labelledClaims(item, index, directory),
  )
  const published = pairsTogether(claims)
  fc.assert(
    fc.property(inAnyOrder(claims), (shuffled) => {
      expect(agreement(published, pairsTogether(shuffled))).toBeGreaterThanOrEqual(0.9)
    }),
    { numRuns: 30 },
  )
})

test('on the labelled set stories that come up to two days late change next to nothing', () => {
  const { directory } = readConfig()
  const claims = readLabelled('test/fixtures/told.jsonl').flatMap((item, index) =>
    labelledClaims(item, index, directory),
  )
  const published = pairsTogether(claims)
  const late = fc.array(fc.nat(2 * day), { minLength: claims.length, maxLength: claims.length })
  fc.assert(
    fc.property(late, (lateness) => {
      const arrived = claims
        .map((each, index) => ({ each, at: each.at + (lateness[index] ?? 0) }))
        .sort((a, b) => a.at - b.at)
        .map(({ each }) => each)
      expect(agreement(published, pairsTogether(arrived))).toBeGreaterThanOrEqual(0.97)
    }),
    { numRuns: 30 },
  )
})

test('a story that fits two events stays with the one that it agrees with best, and does not fuse them', () => {
  const rumour = claim(1, 0, layoff({ company: company('acme'), headcount: 30_000 }))
  const announced = claim(2, 30, layoff({ company: company('acme'), headcount: 14_000 }))
  const bridge = claim(3, 16, layoff({ company: company('acme') }))
  expect(pairsTogether([rumour, announced, bridge])).toEqual(new Set(['layoff 2 3']))
  expect(pairsTogether([bridge, rumour, announced]).size).toBeGreaterThanOrEqual(1)
})
