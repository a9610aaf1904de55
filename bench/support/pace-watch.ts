import { openThrottle } from '../../src/core/delivery/throttle.ts'
import type { TeamId } from '../../src/core/ids.ts'

/**
 * Knows what could be sent: hears of every message that several replicas send, each workspace's from one of them at a time, and of the
 * time that passes. One message waits in each channel.
 */
export interface PaceWatch {
  /** The workspace is that replica's from now on. */
  take(replica: number, teamId: TeamId): void
  begin(replica: number, teamId: TeamId, now: number): void
  end(replica: number): void
  passes(from: number, to: number): void
  /** How long each replica had a place free while Slack would have taken a message that nobody else was to send. */
  idleMs: readonly number[]
  left(): number
  /** Sent although the limits said no. */
  tooSoon(): number
}

/**
 * @param waiting messages of each workspace
 * @param places how many of them a replica sends side by side
 */
export function openPaceWatch(
  waiting: Map<TeamId, number>,
  replicas: number,
  places: number,
): PaceWatch {
  const limits = openThrottle()
  const holders = new Map<TeamId, number>()
  const underWay = Array<number>(replicas).fill(0)
  const idleMs = Array<number>(replicas).fill(0)
  let left = waiting.values().reduce((sum, count) => sum + count, 0)
  let tooSoon = 0
  /** When in that time the workspace may be sent to, if it may at all. */
  const opensAt = (teamId: TeamId, from: number, to: number): number => {
    let [shut, open] = [from - 1, to]
    while (open - shut > 1) {
      const at = Math.floor((shut + open) / 2)
      if (limits.room('post', teamId, at) > 0) open = at
      else shut = at
    }
    return open
  }
  return {
    idleMs,
    take: (replica, teamId) => void holders.set(teamId, replica),
    begin(replica, teamId, now) {
      if (limits.room('post', teamId, now) === 0) tooSoon += 1
      limits.book('post', teamId, now)
      underWay[replica] = (underWay[replica] ?? 0) + 1
      left -= 1
      const others = (waiting.get(teamId) ?? 0) - 1
      if (others > 0) waiting.set(teamId, others)
      else waiting.delete(teamId)
    },
    end(replica) {
      underWay[replica] = (underWay[replica] ?? 0) - 1
    },
    passes(from, to) {
      const since = Array<number>(replicas).fill(to)
      for (const teamId of waiting.keys()) {
        const at = opensAt(teamId, from, to)
        for (let replica = 0; replica < replicas; replica += 1) {
          const mayServe = (holders.get(teamId) ?? replica) === replica
          if (mayServe) since[replica] = Math.min(since[replica] ?? to, at)
        }
      }
      for (const [replica, at] of since.entries()) {
        if ((underWay[replica] ?? 0) < places) idleMs[replica] = (idleMs[replica] ?? 0) + to - at
      }
    },
    left: () => left,
    tooSoon: () => tooSoon,
  }
}
