import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { fromJson } from '../../src/store/json.ts'
import { openTestDatabase, temporaryFolder } from '../support/store.ts'

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
