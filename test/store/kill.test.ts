import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { fromJson } from '../../src/store/json.ts'
import { openPostgres } from '../../src/store/postgres/database.ts'
import { onServer } from '../support/databases.ts'
import { createDatabase, needsServer, server } from '../support/postgres.ts'
import { openTestDatabase, temporaryFolder } from '../support/store.ts'
import { kinds, makeRounds } from '../support/trackers.ts'

const url = (path: string) => JSON.stringify(new URL(path, import.meta.url).href)

/** Records a new layoff with each pass, and says so when it is recorded, until it is killed. */
const endless = `
  const { openDatabase } = await import(${url('../../src/store/sqlite/database.ts')})
  const { openTestPoller } = await import(${url('../support/poller.ts')})
  const { db } = await openDatabase(process.argv[1], null)
  const poller = openTestPoller(db)
  await poller.configure('wire')
  await poller.pass()
  for (let pass = 1; ; pass++) {
    poller.documents.set('wire', [{ title: 'Firm' + pass + ' cuts 1,000 jobs', publishedAt: poller.now }])
    await poller.pass(1000)
    process.stdout.write(pass + '\\n')
  }`

test('a kill while it records loses nothing that was recorded and leaves nothing half', async () => {
  const path = join(temporaryFolder(), 'x.db')
  const child = spawn(process.execPath, ['--input-type=module', '--eval', endless, path])
  let said = ''
  let complaint = ''
  child.stderr.on('data', (chunk) => {
    complaint += chunk
  })
  child.stdout.on('data', (chunk) => {
    said += chunk
    if (said.split('\n').length > 30) child.kill('SIGKILL')
  })
  await once(child, 'exit')
  expect(complaint).toBe('')
  const recorded = Number(said.trimEnd().split('\n').at(-1))

  const db = await openTestDatabase(path)
  expect((await sql`pragma integrity_check`.execute(db)).rows).toEqual([{ integrity_check: 'ok' }])
  const { rows } = await sql<Record<string, number>>`
    select (select count(*) from story) as stories, (select count(distinct story_id) from feed_item) as items,
      (select count(*) from event) as events, (select count(*) from event_story) as told,
      (select count(*) from message) as messages, (select count(*) from delivery) as deliveries`.execute(
    db,
  )
  const { state } = await db.selectFrom('feed').select('state').executeTakeFirstOrThrow()
  const passes = fromJson(state).passes - 1
  expect(passes).toBeGreaterThanOrEqual(recorded)
  expect(rows).toEqual([
    {
      stories: passes,
      items: passes,
      events: passes,
      told: passes,
      messages: passes,
      deliveries: passes,
    },
  ])
})

describe.skipIf(server === undefined)(`an import into a Postgres${needsServer}`, () => {
  /** The command as a process of its own; killed as soon as so many events are known. */
  async function importFile(file: string, url: string, dieAt = Number.POSITIVE_INFINITY) {
    const bin = join(import.meta.dirname, '../../bin/bellwether.js')
    const child = spawn(process.execPath, [bin, 'import', file], {
      env: { DATABASE_URL: url },
      stdio: 'ignore',
    })
    const exited = once(child, 'exit')
    const watching = new pg.Client(url)
    await watching.connect()
    const count = async () =>
      (await watching.query('select count(*)::int as events from event')).rows[0].events
    while (Number.isFinite(dieAt) && (await count()) < dieAt) await pause(10)
    await watching.end()
    if (Number.isFinite(dieAt)) child.kill('SIGKILL')
    await exited
    return child.exitCode
  }

  async function told(url: string) {
    const find = (columns: string, from: string) =>
      onServer(url, `select ${columns} from ${from} order by ${columns}`)
    return {
      events: await find('company_key, happened_at, facts, stories, sources', 'event'),
      stories: await find('title, source, published_at', 'story'),
    }
  }

  test('that is killed and run once more comes to what one run comes to', async () => {
    const file = join(temporaryFolder(), 'tracker.csv')
    writeFileSync(file, kinds[0]!.write(makeRounds(300, 7)))
    const [whole, broken] = [await createEmpty(), await createEmpty()]
    expect(await importFile(file, whole)).toBe(0)
    for (const dieAt of [1, 150]) expect(await importFile(file, broken, dieAt)).toBeNull()
    expect(await importFile(file, broken)).toBe(0)
    expect(await told(broken)).toEqual(await told(whole))
  }, 120_000)
})

/** Of this version, with nothing in it. */
async function createEmpty(): Promise<string> {
  const url = await createDatabase()
  const opened = await openPostgres(url, null)
  if (opened.kind === 'opened') await opened.db.destroy()
  return url
}
