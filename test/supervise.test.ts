import { expect, test } from 'vitest'
import { supervise } from '../src/supervise.ts'
import { silent } from './support/bot.ts'

test('a task that fails is logged under its name with its error, and nobody else hears of it', async () => {
  const lines: object[] = []
  const log = { ...silent, error: (fields: object) => lines.push(fields) }
  const err = new Error('database is locked')
  await supervise('prune', () => Promise.reject(err), log)
  await supervise(
    'poll',
    () => {
      throw err
    },
    log,
  )
  await supervise('rotate', async () => 'done', log)
  expect(lines).toEqual([
    { task: 'prune', err },
    { task: 'poll', err },
  ])
})
