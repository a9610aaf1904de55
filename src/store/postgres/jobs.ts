import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { ClientBase } from 'pg'
import type { PgBoss } from 'pg-boss'
import { doubling } from '../../core/doubling.ts'
import type { Job, Jobs, Log } from '../../ports.ts'
import { setUp } from './client.ts'

/** How often what is due is looked for, how long a statement waits for a lock, and how long a fault counts. */
const usual = { pollEveryMs: 30_000, lockMs: 15_000, toldForMs: 90_000 }
const againMs = { first: 1000, most: 60_000 }
/** To finish what is under way at the end; what is not finished is done again. */
const graceMs = 5000

/** At most one waits and one is under way, of each name. What is done is kept for a week, for whoever asks. */
const queue = { policy: 'stately', retryDelay: 60, expireInSeconds: 3600 } as const

/**
 * pg-boss, which runs each job at its time in one of the processes, by the database's clock. It has connections of its own and is
 * loaded where it is needed: a process without it does everything else.
 *
 * @param tuning only for tests
 */
export function openJobs(url: string, tuning: Partial<typeof usual> = {}): Jobs {
  const { pollEveryMs, lockMs, toldForMs } = { ...usual, ...tuning }
  let state: 'unasked' | 'beginning' | 'begun' = 'unasked'
  let failedAt = Number.NEGATIVE_INFINITY
  const isFailing = () => performance.now() - failedAt < toldForMs
  const open = async (failed: (err: unknown) => void): Promise<PgBoss> => {
    const pgBoss = await import('pg-boss')
    // Given to a pool of `pg` as it stands, with what its own types leave out.
    const pool = {
      connectionString: url,
      application_name: 'bellwether jobs',
      max: 2,
      onConnect: (client: ClientBase) => setUp(client, { lock_timeout: lockMs }),
    }
    return new pgBoss.PgBoss(pool).on('error', failed)
  }
  return {
    async run(jobs, log, signal) {
      const failed = (err: unknown) => {
        if (!isFailing()) log.warn({ err }, 'the clock of the jobs fails')
        failedAt = performance.now()
      }
      for (let failures = 1; !signal.aborted; failures += 1) {
        state = 'beginning'
        let boss: PgBoss | undefined
        try {
          boss = await open(failed)
          await boss.start()
          await begin(boss, jobs, pollEveryMs / 1000, log)
          state = 'begun'
          if (!signal.aborted) await once(signal, 'abort')
        } catch (err) {
          failed(err)
          await pause(doubling(failures, againMs.first, againMs.most), undefined, { signal }).catch(
            () => {},
          )
        } finally {
          await boss?.stop({ timeout: graceMs }).catch(failed)
        }
      }
      state = 'unasked'
    },
    areDown: () => state === 'beginning' || (state === 'begun' && isFailing()),
  }
}

/** What was missed while nobody ran is made up for, once. */
async function begin(
  boss: PgBoss,
  jobs: readonly Job[],
  pollingIntervalSeconds: number,
  log: Log,
): Promise<void> {
  for (const { name, cron, run } of jobs) {
    await boss.createQueue(name, queue)
    await boss.schedule(name, cron, null, { missed: 'once' })
    await boss.work(name, { pollingIntervalSeconds }, async ([job]) => {
      try {
        await run()
      } catch (err) {
        log.error({ task: name, err, job: job?.id }, 'task failed')
        throw err
      }
    })
  }
}
