import fc from 'fast-check'
import { expect, test } from 'vitest'
import { watchChoices } from '../../../src/core/channel/choices.ts'
import { type Watch, watchFor } from '../../../src/core/channel/settings.ts'
import { isSameWatch, withIds } from '../../../src/core/channel/watch-identity.ts'
import { isTooLong, readWatch, writeWatch } from '../../../src/core/channel/watch-json.ts'
import { anyWords } from '../../support/choices.ts'

const words = fc.string({ maxLength: 20 })
const watches: fc.Arbitrary<Watch> = fc.record({
  match: fc.option(words),
  companies: fc.array(words, { maxLength: 3 }),
  types: fc.uniqueArray(
    fc.constantFrom('layoff' as const, 'ai_investment' as const, 'any' as const),
  ),
  minHeadcount: fc.option(fc.nat()),
  minAmountUsd: fc.option(fc.nat()),
  ...anyWords(watchChoices),
  not: fc.array(words, { maxLength: 3 }),
})

test('two readers of one list give the same ids, and no two watches of it share one', () => {
  const lists = fc
    .array(watches, { maxLength: 20 })
    .chain((some) => fc.shuffledSubarray([...some, ...some]))
  fc.assert(
    fc.property(lists, (list) => {
      const ids = withIds(list).map(({ id }) => id)
      expect(new Set(ids).size).toBe(list.length)
      expect(withIds(structuredClone(list)).map(({ id }) => id)).toEqual(ids)
      expect(ids.every((id) => /^[a-z0-9-]{1,15}$/.test(id))).toBe(true)
    }),
  )
})

test('an id stays when the words of its watch change, and one that comes beside it takes another', () => {
  const [first] = withIds([watchFor({ match: 'robots' })])
  if (!first) throw new Error('test: no watch')
  const changed = { ...first, match: 'drones' }
  const [kept, other] = withIds([changed, watchFor({ match: 'robots' })])
  expect(kept).toEqual(changed)
  expect(other?.id).not.toBe(first.id)
})

test('watches are the same when they ask for the same, in whatever order', () => {
  const same = (one: Partial<Watch>, other: Partial<Watch>) =>
    isSameWatch(watchFor(one), watchFor(other))
  expect(same({ companies: ['a', 'b'] }, { companies: ['b', 'a', 'a'] })).toBe(true)
  expect(same({ types: [] }, { types: ['layoff', 'ai_investment'] })).toBe(true)
  expect(same({ types: ['any'] }, { types: ['layoff', 'any'] })).toBe(true)
  expect(same({ types: ['any'] }, {})).toBe(false)
  expect(same({ match: 'a AND b' }, { match: 'a and b' })).toBe(false)
  expect(same({ minHeadcount: 5 }, { minAmountUsd: 5 })).toBe(false)
})

test('any watch in the value of a button reads back as it was', () => {
  fc.assert(
    fc.property(watches, (watch) => {
      expect(readWatch(writeWatch(watch))).toEqual(watch)
    }),
  )
})

test('what fits is no longer than the value of a button may be', () => {
  const long = fc.record({ match: fc.string({ maxLength: 2_100 }) })
  fc.assert(
    fc.property(long, ({ match }) => {
      const watch = watchFor({ match })
      expect(isTooLong(watch) || writeWatch(watch).length <= 2_000).toBe(true)
    }),
  )
  expect(isTooLong(watchFor({ match: 'x'.repeat(1_500) }))).toBe(false)
})

test.each([
  '"robots" type:ai',
  '{"text":"robots"}',
  '{"types":["rain"]}',
  '{"not":"crypto"}',
  '{"minHeadcount":-1}',
  '{"match":5}',
  '[]',
  'null',
  '"x"',
  '',
])('%s in the value of a button is no watch', (value) => {
  expect(readWatch(value)).toBeNull()
})
