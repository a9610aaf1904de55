import { setTimeout as pause } from 'node:timers/promises'
import type { Point } from '../../src/deliver/deliver-channel.ts'
import { onServer } from '../../test/support/databases.ts'
import type { Run } from './run.ts'

type Life = ReturnType<Run['start']>

/** Where a life may stop: at a point of the delivery, or in a transaction, right after it made sure that it holds what it writes about. */
export type Stop = Point | `held ${'team' | 'host'}`

/** From each it goes on to write something down, or to look at its lease: Slack, which knows nothing of leases, is not called before. */
export const stops: readonly Stop[] = ['claiming', 'claimed', 'posted', 'held team', 'held host']

/** For somebody to get there. */
const patienceMs = 20_000

/**
 * Whichever of them gets there first is stopped there, and goes on at the very moment at which another has taken over what it held, or
 * when that has had its time. False where none got there.
 */
export async function stopOne(
  lives: readonly Life[],
  at: Stop,
  database: string,
  leaseMs: number,
): Promise<boolean> {
  const stopped = await firstTo(lives, at)
  if (!stopped) return false
  const name = at === 'held host' ? 'host' : 'team'
  const taken = () =>
    onServer(database, `select sum(number) as number from lease where name like '${name} %'`)
  const [before] = await taken()
  const deadline = performance.now() + leaseMs * 1.6
  while (performance.now() < deadline) {
    const [now] = await taken()
    if (now?.number !== before?.number) break
    await pause(3)
  }
  stopped.kill('SIGCONT')
  return true
}

async function firstTo(lives: readonly Life[], at: Stop): Promise<Life | null> {
  const arrival = Promise.withResolvers<Life>()
  const arrivals = lives.map((life) => ({ life, arrive: () => arrival.resolve(life) }))
  for (const { life, arrive } of arrivals) life.on('message', arrive).send({ stopAt: at })
  const first = await Promise.race([arrival.promise, pause(patienceMs, null)])
  for (const { life, arrive } of arrivals) life.off('message', arrive).send({ stopAt: null })
  return first
}
