import { expect, test } from 'vitest'
import { silentSettings } from '../../../src/core/channel/settings.ts'
import { nextStep, type Pending, type Queue, timings } from '../../../src/core/delivery/delivery.ts'
import type { ChannelId, DeliveryId, MessageId, TeamId } from '../../../src/core/ids.ts'
import { pending as pendingRow } from '../../support/rows.ts'

const now = Date.parse('2026-11-23T12:00:00Z')
const row = (id: number, more: Partial<Pending> = {}): Pending =>
  pendingRow(now, { id: `d${id}` as DeliveryId, messageId: id as MessageId, ...more })
const sent = (id: number, more: Partial<Pending> = {}) =>
  row(id, { state: 'sent', ts: '1.0', wanted: 2, shown: 1, ...more })
const queue = (pending: Pending[], more: Partial<Queue> = {}): Queue => ({
  teamId: 'T' as TeamId,
  channelId: 'C' as ChannelId,
  settings: silentSettings,
  notBefore: 0,
  pending,
  recent: 0,
  burst: null,
  ...more,
})
const step = (pending: Pending[], more: Partial<Queue> = {}) =>
  nextStep(queue(pending, more), now, timings)
const kindOf = (pending: Pending[], more: Partial<Queue> = {}) => {
  const next = step(pending, more)
  return 'row' in next ? `${next.kind} ${next.row.id}` : next.kind
}

test('what has no known outcome is looked for before anything else is posted', () => {
  const unknown = row(1, { state: 'sending', attemptedAt: now - 5000 })
  expect(step([unknown, row(2)])).toMatchObject({ kind: 'look', final: false })
  expect(step([{ ...unknown, attemptedAt: now - 20_000 }])).toMatchObject({ final: true })
})

test('a channel that must wait posts nothing, but changes what stands', () => {
  expect(kindOf([row(1)], { notBefore: now + 1 })).toBe('rest')
  expect(kindOf([row(1), sent(2)], { notBefore: now + 1 })).toBe('update d2')
})

test('a material change comes before new messages, any other after them', () => {
  expect(kindOf([row(1), sent(2, { material: true })])).toBe('update d2')
  expect(kindOf([row(1), sent(2)])).toBe('post d1')
})

test('the sixth alert in ten minutes goes under a summary', () => {
  expect(kindOf([row(1)], { recent: 4 })).toBe('post d1')
  expect(step([row(1)], { recent: 5 })).toEqual({ kind: 'fold', rows: ['d1'], into: null })
  const burst = 'b' as DeliveryId
  expect(step([row(1)], { recent: 5, burst })).toMatchObject({ into: burst })
})

test('a line waits for its parent, and is given up with it', () => {
  const under = (more: Partial<NonNullable<Pending['parent']>>, kind: Pending['kind'] = 'thread') =>
    row(2, { kind, parent: { id: 'p' as DeliveryId, ts: null, isLost: false, ...more } })
  expect(kindOf([under({ ts: '1.0' })])).toBe('post d2')
  expect(kindOf([under({})])).toBe('rest')
  expect(kindOf([under({}), row(3)])).toBe('post d3')
  expect(kindOf([under({ isLost: true })])).toBe('giveUp d2')
  expect(kindOf([under({ isLost: true }, 'alert')])).toBe('orphan d2')
})

test('a pause holds all that is due, a note excepted', () => {
  const settings = { ...silentSettings, pausedUntil: now + 1 }
  expect(step([row(1), row(2)], { settings })).toEqual({
    kind: 'hold',
    rows: ['d1', 'd2'],
    reason: 'paused',
    until: now + 1,
  })
  expect(kindOf([row(1, { kind: 'note' })], { settings })).toBe('post d1')
})

test('what waited for more than a week is given up', () => {
  expect(kindOf([row(1, { createdAt: now - 8 * 86_400_000 })])).toBe('giveUp d1')
})
