import { expect, test } from 'vitest'
import { takeTurn } from '../src/turns.ts'
import { compute, watchRounds } from './support/rounds.ts'

/** The most pieces that were done in one round, of all that these workers have to do. */
async function workTogether(pieceMs: number, pieces: number, workers: number) {
  let done = 0
  const rounds = watchRounds(() => done)
  const work = async () => {
    for (let piece = 0; piece < pieces; piece++) {
      await takeTurn()
      compute(pieceMs)
      done++
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  expect(done).toBe(pieces * workers)
  return rounds.stop()
}

test('a round of the event loop takes some milliseconds of work, however many have some', async () => {
  expect(await workTogether(2, 3, 60)).toBeLessThanOrEqual(6)
})

test('a piece longer than that has a round to itself', async () => {
  expect(await workTogether(12, 2, 8)).toBe(1)
})

test('short pieces do not wait for one another', async () => {
  let rounds = 0
  const watch = watchRounds(() => rounds++)
  await workTogether(0, 100, 100)
  watch.stop()
  expect(rounds).toBeLessThan(2000)
})

test('who waits has the next turns in the order in which they came', async () => {
  await takeTurn()
  compute(12)
  const came: number[] = []
  const wait = async (number: number) => {
    await takeTurn()
    came.push(number)
    compute(12)
  }
  await Promise.all([1, 2, 3, 4].map(wait))
  expect(came).toEqual([1, 2, 3, 4])
})
