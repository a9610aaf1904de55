/**
 * Slack's limits, kept from our side: about one message a second a channel (the plan keeps that), "several hundred a minute" a
 * workspace, chat.update fifty a minute a workspace. Where Slack says no all the same, it is believed.
 */

import type { ChannelId, TeamId } from '../ids.ts'

/** So many calls in a time, with room for a burst after a rest: the generic cell rate algorithm. */
interface Gate {
  everyMs: number
  burst: number
  /** When all calls let through so far would be over, at one in `everyMs`. */
  busyUntil: number
}

export interface Throttle {
  /** Books a call: when it may go, which is `now` where nothing is in the way. */
  book(method: 'post' | 'update' | 'look', teamId: TeamId, now: number): number
  /** How many calls could be booked that may go `now`. */
  room(method: 'post' | 'update' | 'look', teamId: TeamId, now: number): number
  /** What was called until now is not known: there is no room for a burst. */
  takeOver(teamId: TeamId, now: number): void
  /** Slack asked one channel to wait; several at a time mean the workspace. */
  postLimited(teamId: TeamId, channelId: ChannelId, waitMs: number, now: number): void
  /** History may be read ever so rarely: from now on one call in `waitMs`. */
  lookLimited(teamId: TeamId, waitMs: number, now: number): void
}

const fresh: Record<'post' | 'update' | 'look', Gate> = {
  post: { everyMs: 200, burst: 50, busyUntil: 0 },
  update: { everyMs: 1200, burst: 25, busyUntil: 0 },
  look: { everyMs: 0, burst: 0, busyUntil: 0 },
}

/** So many channels that are told to wait within `togetherMs` mean that the workspace is. */
const together = 3
const togetherMs = 10_000

export function openThrottle(): Throttle {
  const gates = new Map<string, Gate>()
  const limited = new Map<TeamId, Map<ChannelId, number>>()
  const gate = (method: keyof typeof fresh, teamId: TeamId) =>
    gates.get(`${method} ${teamId}`) ?? fresh[method]
  const keep = (method: keyof typeof fresh, teamId: TeamId, kept: Gate) =>
    gates.set(`${method} ${teamId}`, kept)

  return {
    book(method, teamId, now) {
      const { everyMs, burst, busyUntil } = gate(method, teamId)
      const from = Math.max(busyUntil, now)
      keep(method, teamId, { everyMs, burst, busyUntil: from + everyMs })
      return Math.max(now, from - burst * everyMs)
    },
    room(method, teamId, now) {
      const { everyMs, burst, busyUntil } = gate(method, teamId)
      const leftMs = now + burst * everyMs - Math.max(busyUntil, now)
      return everyMs === 0
        ? Number.POSITIVE_INFINITY
        : Math.max(0, Math.floor(leftMs / everyMs) + 1)
    },
    takeOver(teamId, now) {
      for (const method of ['post', 'update'] as const) {
        const { everyMs, burst } = fresh[method]
        keep(method, teamId, { everyMs, burst, busyUntil: now + burst * everyMs })
      }
    },
    postLimited(teamId, channelId, waitMs, now) {
      const channels = limited.get(teamId) ?? new Map<ChannelId, number>()
      limited.set(teamId, channels.set(channelId, now))
      for (const [id, at] of channels) if (now - at > togetherMs) channels.delete(id)
      if (channels.size < together) return
      const { everyMs, burst, busyUntil } = gate('post', teamId)
      const shut = now + waitMs + burst * everyMs
      keep('post', teamId, { everyMs, burst, busyUntil: Math.max(busyUntil, shut) })
    },
    lookLimited(teamId, waitMs, now) {
      const { busyUntil } = gate('look', teamId)
      const shut = Math.max(busyUntil, now + waitMs)
      keep('look', teamId, { everyMs: waitMs, burst: 0, busyUntil: shut })
    },
  }
}
