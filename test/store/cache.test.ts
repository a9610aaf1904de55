import { expect, test } from 'vitest'
import { openCache, sweepCache } from '../../src/store/cache.ts'
import { openTestDatabase } from '../support/store.ts'

const clock = () => Date.now()

test('a cache gives back what it was given, and nothing of another namespace', async () => {
  const db = await openTestDatabase()
  const names = openCache<string>(db, 'names', clock)
  const answers = openCache<{ n: number }>(db, 'answers', clock)
  await names.set('a', 'Alice')
  await answers.set('a', { n: 1 })
  expect(await names.get('a')).toBe('Alice')
  expect(await answers.get('a')).toEqual({ n: 1 })
  await answers.clear()
  expect(await answers.get('a')).toBeUndefined()
  expect(await names.get('a')).toBe('Alice')
})

test('many are set, found and deleted together, in the order asked for', async () => {
  const cache = openCache<number>(await openTestDatabase(), 'many', clock)
  await cache.setMany([
    { key: 'a', value: 1 },
    { key: 'b', value: 2 },
  ])
  expect(await cache.getMany(['b', 'x', 'a'])).toEqual([2, undefined, 1])
  expect(await cache.hasMany(['b', 'x'])).toEqual([true, false])
  expect(await cache.delete('b')).toBe(true)
  expect(await cache.delete('b')).toBe(false)
  expect(await cache.getMany(['a', 'b'])).toEqual([1, undefined])
})

test('what has expired is not given back, and is swept away', async () => {
  const db = await openTestDatabase()
  let ahead = 0
  const cache = openCache<string>(db, 'short', () => Date.now() + ahead)
  await cache.set('a', 'x', 60_000)
  await cache.set('b', 'y')
  expect(await cache.get('a')).toBe('x')
  ahead = 61_000
  expect(await cache.get('a')).toBeUndefined()
  expect(await cache.get('b')).toBe('y')
  await sweepCache(db, Date.now() + ahead)
  expect(await db.selectFrom('cache').select('key').execute()).toEqual([{ key: 'b' }])
})
