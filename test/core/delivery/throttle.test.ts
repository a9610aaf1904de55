import { expect, test } from 'vitest'
import { openThrottle } from '../../../src/core/delivery/throttle.ts'
import type { ChannelId, TeamId } from '../../../src/core/ids.ts'

const team = 'T1' as TeamId
const other = 'T2' as TeamId
const now = 1_000_000

test('after a short burst a workspace gets five messages a second', () => {
  const throttle = openThrottle()
  const times = Array.from({ length: 60 }, () => throttle.book('post', team, now) - now)
  expect(times.slice(0, 51)).toEqual(Array(51).fill(0))
  expect(times.slice(51, 54)).toEqual([200, 400, 600])
  expect(throttle.book('post', other, now)).toBe(now)
})

test('a workspace has room for what would not have to wait', () => {
  const throttle = openThrottle()
  const roomAt = (at: number) => throttle.room('post', team, at)
  expect(roomAt(now)).toBe(51)
  for (let call = 0; call < 50; call += 1) throttle.book('post', team, now)
  expect([roomAt(now), roomAt(now + 199), roomAt(now + 200)]).toEqual([1, 1, 2])
  for (let call = 0; call < 3; call += 1) throttle.book('post', team, now)
  expect([roomAt(now), roomAt(now + 399), roomAt(now + 400), roomAt(now + 600)]).toEqual([
    0, 0, 0, 1,
  ])
  throttle.takeOver(other, now)
  expect(throttle.room('post', other, now)).toBe(1)
})

test('one channel that must wait slows no other, three at a time slow the workspace', () => {
  const throttle = openThrottle()
  throttle.postLimited(team, 'C1' as ChannelId, 5000, now)
  throttle.postLimited(team, 'C2' as ChannelId, 5000, now)
  expect(throttle.book('post', team, now)).toBe(now)
  throttle.postLimited(team, 'C3' as ChannelId, 5000, now)
  expect(throttle.book('post', team, now)).toBeGreaterThanOrEqual(now + 5000)
  expect(throttle.book('post', other, now)).toBe(now)
})

test('look-ups go freely until Slack limits them, then one at a time', () => {
  const throttle = openThrottle()
  expect([1, 2, 3].map(() => throttle.book('look', team, now))).toEqual([now, now, now])
  throttle.lookLimited(team, 60_000, now)
  expect([1, 2].map(() => throttle.book('look', team, now))).toEqual([now + 60_000, now + 120_000])
})
