import fc from 'fast-check'
import { expect, test } from 'vitest'
import { silentSettings } from '../../../src/core/channel/settings.ts'
import { nextStep, type Queue, timings } from '../../../src/core/delivery/delivery.ts'
import {
  afterLook,
  afterPost,
  type Posted,
  type Settlement,
  type Sought,
} from '../../../src/core/delivery/settlement.ts'
import type { ChannelId, TeamId } from '../../../src/core/ids.ts'
import { pending } from '../../support/rows.ts'

/** What befalls one attempt to post. `landsMs` after it began it stands in Slack; null: never. */
interface Fate {
  landsMs: number | null
  /** When we hear of it, and what. Null: the process was killed, and nobody ever hears. */
  answer: { afterMs: number; posted: Posted } | null
}

const within = (ms: number) => fc.integer({ min: 0, max: ms })
const posted: Posted = { kind: 'posted', ts: '1.0' }
const anyFate: fc.Arbitrary<Fate> = fc.oneof(
  within(9000).map((ms) => ({ landsMs: ms, answer: { afterMs: ms, posted } })),
  fc
    .constantFrom<Posted>(
      { kind: 'limited', retryAfterMs: 3000 },
      { kind: 'failed', word: 'ECONNREFUSED' },
      { kind: 'refused', scope: 'channel', word: 'is_archived' },
    )
    .map((refusal) => ({ landsMs: null, answer: { afterMs: 50, posted: refusal } })),
  // No answer, or a bad one; the work is done at once, late (up to 20 s), or never.
  fc
    .tuple(fc.oneof(fc.constant(null), within(timings.lookAgainMs)), within(10_000))
    .map(([landsMs, afterMs]) => ({
      landsMs,
      answer: { afterMs, posted: { kind: 'unknown', word: 'timeout' } as const },
    })),
  fc
    .oneof(fc.constant(null), within(timings.lookAgainMs))
    .map((landsMs) => ({ landsMs, answer: null })),
)
const anyHindrance: fc.Arbitrary<Sought | null> = fc.constantFrom<Sought | null>(
  null,
  { kind: 'limited', retryAfterMs: 60_000 },
  { kind: 'failed', word: 'http_500' },
)

/** Plays one message through its fates, then through good weather, and says how often it stands in Slack. */
function play(fates: Fate[], hindrances: (Sought | null)[]): { state: string; standing: number } {
  let now = 1_000_000
  let notBefore = 0
  const landings: number[] = []
  let row = pending(now)
  const settle = ({ channel, ...change }: Settlement) => {
    row = { ...row, ...change }
    notBefore = channel?.notBefore ?? notBefore
  }
  for (let turns = 0; row.state !== 'sent' && turns < 500; turns += 1) {
    const place = { teamId: 'T' as TeamId, channelId: 'C' as ChannelId }
    const due = row.state === 'sending' || row.nextAt <= now ? [row] : []
    const queue: Queue = {
      ...place,
      settings: silentSettings,
      notBefore,
      pending: due,
      recent: 0,
      burst: null,
    }
    const step = nextStep(queue, now, timings)
    if (step.kind === 'post') {
      const { landsMs, answer } = fates.shift() ?? good
      const began = now
      row = { ...row, state: 'sending', attempts: row.attempts + 1, attemptedAt: began }
      notBefore = began + timings.postEveryMs
      if (landsMs !== null) landings.push(began + landsMs)
      if (answer === null) continue
      now += answer.afterMs
      settle(afterPost(answer.posted, row, { revision: 1, now, chance: 0 }))
    } else if (step.kind === 'look') {
      const stands = landings.some((at) => at <= now)
      const seen: Sought = stands ? { kind: 'found', ts: '1.0' } : { kind: 'absent' }
      const sought = hindrances.shift() ?? seen
      settle(afterLook(sought, row, { at: now, now, chance: 0 }, 'hold', timings))
    } else {
      now = Math.max(now + 1, notBefore, due.length === 0 ? row.nextAt : 0)
    }
  }
  return { state: row.state, standing: landings.length }
}

const good: Fate = { landsMs: 10, answer: { afterMs: 10, posted } }

test('whatever befalls its attempts, a message comes to stand once and once only', () => {
  fc.assert(
    fc.property(
      fc.array(anyFate, { maxLength: 12 }),
      fc.array(anyHindrance, { maxLength: 12 }),
      (fates, hindrances) => {
        expect(play([...fates], [...hindrances])).toEqual({ state: 'sent', standing: 1 })
      },
    ),
    { numRuns: 2000 },
  )
})
