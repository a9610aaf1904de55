import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openBatches } from '../../src/poll/batch.ts'

const each = { lingerMs: 5, weigh: () => 1 }

test('a full batch goes at once, in order, and the rest after a while', async () => {
  const batches: number[][] = []
  const add = openBatches<number>({ ...each, capacity: 3 }, async (batch) => {
    batches.push([...batch])
    await pause(1)
  })
  await Promise.all([1, 2, 3, 4, 5, 6, 7].map(add))
  expect(batches).toEqual([[1, 2, 3], [4, 5, 6], [7]])
  await add(8)
  expect(batches.at(-1)).toEqual([8])
})

test('one that cannot be done fails alone, and the others of its batch are done', async () => {
  const done: number[] = []
  const add = openBatches<number>({ ...each, capacity: 10 }, async (batch) => {
    await pause(1)
    if (batch.includes(3)) throw new Error('three')
    done.push(...batch)
  })
  const outcomes = await Promise.allSettled([1, 2, 3, 4].map(add))
  expect(outcomes.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ])
  expect(done).toEqual([1, 2, 4])
})

test('a batch is full by weight, and a value heavier than any batch goes alone', async () => {
  const batches: number[][] = []
  const heavy = { capacity: 10, lingerMs: 5, weigh: (value: number) => value }
  const add = openBatches<number>(heavy, async (batch) => void batches.push([...batch]))
  await Promise.all([4, 7, 50, 1, 2].map(add))
  expect(batches).toEqual([[4, 7], [50], [1, 2]])
})
