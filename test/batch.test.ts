import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openBatches } from '../src/batch.ts'

test('what is added while a batch runs makes the next one, in order and within the size', async () => {
  const batches: number[][] = []
  const add = openBatches<number>(3, async (batch) => {
    batches.push([...batch])
    await pause(1)
  })
  await Promise.all([1, 2, 3, 4, 5, 6].map(add))
  expect(batches).toEqual([[1], [2, 3, 4], [5, 6]])
})

test('one that cannot be done fails alone, and the others of its batch are done', async () => {
  const done: number[] = []
  const add = openBatches<number>(10, async (batch) => {
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
