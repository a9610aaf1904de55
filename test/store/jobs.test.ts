import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Job, Jobs } from '../../src/ports.ts'
import { openJobs } from '../../src/store/postgres/jobs.ts'
import { silent } from '../support/bot.ts'
import { onServer } from '../support/databases.ts'
import { createDatabase, needsServer, server } from '../support/postgres.ts'

const open = (url: string) => openJobs(url, { pollEveryMs: 500, lockMs: 500, toldForMs: 2000 })
const nightly = '17 3 * * *'

/** One process, which notes what it ran. */
function run(jobs: Jobs, given: Partial<Job> = {}): { ran: number; stop(): Promise<void> } {
  const stopping = new AbortController()
  const one = {
    ran: 0,
    stop() {
      stopping.abort()
      return ended
    },
  }
  const job: Job = {
    name: 'prune',
    cron: nightly,
    async run() {
      one.ran += 1
    },
    ...given,
  }
  const ended = jobs.run([job], silent, stopping.signal)
  onTestFinished(one.stop)
  return one
}

/** As the clock sends it, when its time has come. */
async function openSender(url: string): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: url, schedule: false, supervise: false, max: 1 })
  boss.on('error', () => {})
  await boss.start()
  onTestFinished(() => boss.stop({ graceful: false }))
  return boss
}

const hasBegun = (jobs: Jobs) =>
  vi.waitFor(() => expect(jobs.areDown()).toBe(false), { timeout: 5000 })

describe.skipIf(server === undefined)(`the clock of the jobs${needsServer}`, () => {
  test('is set by each process, and runs a job in one of them', async () => {
    const url = await createDatabase()
    const [one, two] = [open(url), open(url)]
    const [here, there] = [run(one), run(two)]
    await Promise.all([hasBegun(one), hasBegun(two)])
    const sender = await openSender(url)
    expect(await sender.getSchedules()).toMatchObject([{ name: 'prune', cron: nightly }])
    await sender.send('prune')
    await vi.waitFor(() => expect(here.ran + there.ran).toBe(1), { timeout: 5000 })
    await here.stop()
    await there.stop()
    expect(here.ran + there.ran).toBe(1)
    expect([one.areDown(), two.areDown()]).toEqual([false, false])
  })

  test('makes up, once, for what was missed while all were down', async () => {
    const url = await createDatabase()
    const before = open(url)
    const gone = run(before)
    await hasBegun(before)
    await gone.stop()
    await onServer(
      url,
      `update pgboss.schedule set created_on = now() - interval '9 days';
       update pgboss.version set cron_on = now() - interval '3 days'`,
    )
    const here = run(open(url))
    await vi.waitFor(() => expect(here.ran).toBe(1), { timeout: 20_000, interval: 200 })
    expect(gone.ran).toBe(0)
    const sender = await openSender(url)
    expect(await sender.findJobs('prune')).toHaveLength(1)
  }, 30_000)

  test('runs a job again that failed', async () => {
    const url = await createDatabase()
    const jobs = open(url)
    let attempts = 0
    run(jobs, {
      async run() {
        attempts += 1
        throw new Error('a slip')
      },
    })
    await hasBegun(jobs)
    const sender = await openSender(url)
    const id = await sender.send('prune')
    const find = async () => (await sender.findJobs('prune', { id: id ?? '' }))[0]
    await vi.waitFor(async () => expect(await find()).toMatchObject({ state: 'retry' }), 5000)
    expect(attempts).toBe(1)
  })

  test('says that it fails while its tables are locked, and goes on when they are not', async () => {
    const url = await createDatabase()
    const jobs = open(url)
    const here = run(jobs)
    await hasBegun(jobs)
    const client = new pg.Client(url)
    await client.connect()
    await client.query('begin; lock table pgboss.job in access exclusive mode')
    await vi.waitFor(() => expect(jobs.areDown()).toBe(true), { timeout: 8000 })
    await client.query('rollback')
    await client.end()
    await (await openSender(url)).send('prune')
    await vi.waitFor(() => expect(here.ran).toBe(1), { timeout: 5000 })
    await vi.waitFor(() => expect(jobs.areDown()).toBe(false), { timeout: 5000 })
  }, 20_000)

  test('that cannot begin says so, and begins when it can', async () => {
    const url = await createDatabase()
    const client = new pg.Client(url)
    await client.connect()
    onTestFinished(() => client.end())
    await client.query('create schema pgboss; create table pgboss.version (theirs int)')
    const jobs = open(url)
    run(jobs)
    await new Promise((done) => setTimeout(done, 500))
    expect(jobs.areDown()).toBe(true)
    await client.query('drop schema pgboss cascade')
    await hasBegun(jobs)
  }, 20_000)
})

test('a clock of the jobs that cannot even be loaded says so, and ends without a fault', async () => {
  vi.doMock('pg-boss', () => {
    throw new Error('out of file handles')
  })
  onTestFinished(() => void vi.doUnmock('pg-boss'))
  const jobs = openJobs('postgres://nowhere.example/x')
  const stopping = new AbortController()
  const said: string[] = []
  const log = { ...silent, warn: (_: object, message: string) => void said.push(message) }
  const ended = jobs.run([], log, stopping.signal)
  await vi.waitFor(() => expect(said).toEqual(['the clock of the jobs fails']))
  expect(jobs.areDown()).toBe(true)
  stopping.abort()
  await expect(ended).resolves.toBeUndefined()
})
