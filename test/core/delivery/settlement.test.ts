import { expect, test } from 'vitest'
import { timings } from '../../../src/core/delivery/delivery.ts'
import { sortRefusal } from '../../../src/core/delivery/retry.ts'
import { afterLook, afterPost, afterUpdate } from '../../../src/core/delivery/settlement.ts'
import { pending } from '../../support/rows.ts'

const now = 1_000_000
const row = pending(now, { state: 'sending', attemptedAt: now })
const sent = { revision: 1, now, chance: 0 }

test('an unknown outcome leaves the attempt open and is looked into at once', () => {
  const settled = afterPost({ kind: 'unknown', word: 'timeout' }, row, sent)
  expect(settled.state).toBeUndefined()
  expect(settled.channel).toEqual({ notBefore: now })
})

test('being asked to wait holds this channel alone, for as long as asked', () => {
  expect(afterPost({ kind: 'limited', retryAfterMs: 7000 }, row, sent)).toMatchObject({
    state: 'waiting',
    channel: { notBefore: now + 7000 },
  })
})

test('a refusing channel is asked again ever more rarely, up to once an hour', () => {
  const refused = { kind: 'refused', scope: 'channel', word: 'is_archived' } as const
  const waits = [0, 1, 5, 30].map(
    (attempts) => (afterPost(refused, { ...row, attempts }, sent).nextAt ?? 0) - now,
  )
  expect(waits).toEqual([120_000, 240_000, 3_600_000, 3_600_000])
})

test('only a look that began late enough proves that nothing was posted', () => {
  const look = (at: number) =>
    afterLook({ kind: 'absent' }, row, { at, now: at, chance: 0 }, 'hold', timings)
  expect(look(now + 19_999)).toEqual({ attempts: 0, channel: { notBefore: now + 20_000 } })
  expect(look(now + 20_000)).toMatchObject({ state: 'waiting' })
})

test('a look that fails is made again ever more rarely, and a good one ends the row of failures', () => {
  const look = { at: now, now, chance: 0 }
  const after = (attempts: number) =>
    afterLook({ kind: 'failed', word: 'http_500' }, { ...row, attempts }, look, 'hold', timings)
  expect([0, 3, 30].map((n) => (after(n).channel?.notBefore ?? 0) - now)).toEqual([
    2000, 16_000, 300_000,
  ])
  expect(afterLook({ kind: 'absent' }, row, look, 'hold', timings).attempts).toBe(0)
})

test('a message found after changes came is shown anew', () => {
  const found = { kind: 'found', ts: '1.0' } as const
  const look = { at: now, now, chance: 0 }
  expect(afterLook(found, row, look, 'hold', timings)).toMatchObject({ state: 'sent', shown: 1 })
  expect(afterLook(found, { ...row, wanted: 3 }, look, 'hold', timings)).toMatchObject({ shown: 0 })
})

test('an update whose outcome is unknown is made again: twice the same is one', () => {
  const settled = afterUpdate({ kind: 'unknown', word: 'timeout' }, row, sent, timings)
  expect(settled).toMatchObject({ attempts: 1, nextAt: now + 2000 })
  expect(settled.state).toBeUndefined()
})

test.each([
  ['is_archived', 'channel'],
  ['token_revoked', 'team'],
  ['invalid_blocks', 'message'],
  ['message_not_found', 'frozen'],
  ['fatal_error', 'unknown'],
  ['a_word_of_tomorrow', 'later'],
])('"%s" is a matter of the %s', (word, sort) => {
  expect(sortRefusal(word)).toBe(sort)
})
