import { POSTING, TIERS, type Tier } from './limits.ts'

/** Slack's pace: a bucket for each method and workspace, and for posting one for each channel. */
export interface Rates {
  /** Seconds to wait, as `Retry-After` says it; 0 where the call may pass. */
  take(method: string, tier: Tier, teamId: string, channel: string | undefined): number
}

interface Bucket {
  left: number
  at: number
}

export function openRates(now: () => number): Rates {
  const buckets = new Map<string, Bucket>()

  function spend(key: string, size: number, perSecond: number): number {
    const bucket = buckets.get(key) ?? { left: size, at: now() }
    const left = Math.min(size, bucket.left + ((now() - bucket.at) / 1000) * perSecond)
    const wait = left >= 1 ? 0 : Math.ceil((1 - left) / perSecond)
    buckets.set(key, { left: wait === 0 ? left - 1 : left, at: now() })
    return wait
  }

  return {
    take(method, tier, teamId, channel) {
      if (method === 'chat.postMessage') {
        return spend(`post ${teamId} ${channel}`, POSTING.burst, POSTING.perSecond)
      }
      const perMinute = TIERS[tier]
      return Number.isFinite(perMinute)
        ? spend(`${method} ${teamId}`, perMinute, perMinute / 60)
        : 0
    },
  }
}
