import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { feeds } from '../../src/cli/feeds.ts'
import type { FeedState } from '../../src/core/feed/schedule.ts'
import { runCommand } from '../support/command.ts'
import { readFeeds } from '../support/feeds.ts'
import { openTestDatabase, temporaryFolder } from '../support/store.ts'

/** What the command prints for two configured feeds, of which one has a state in the database. */
async function run(args: string[], state: Partial<FeedState>) {
  const folder = temporaryFolder()
  const config = join(folder, 'config')
  cpSync(new URL('../../config', import.meta.url), config, { recursive: true })
  writeFileSync(
    join(config, 'feeds.yaml'),
    `feeds:
  - { id: wire, name: Example Wire, url: 'https://wire.example/feed' }
  - { id: new-one, name: New, url: 'https://new.example/feed' }\n`,
  )
  const path = join(folder, 'test.db')
  const db = await openTestDatabase(path)
  await readFeeds(
    db,
    { wire: { url: 'https://wire.example/feed', name: 'Example Wire', state } },
    0,
  )
  await db.destroy()
  const env = { CONFIG_DIR: config, DATABASE_URL: `sqlite:${path}` }
  const { code, out, err } = await runCommand(feeds, args, env)
  return { code, out: out + err }
}

const readAt = Date.UTC(2026, 10, 20, 9, 5)

test('prints a line for each feed, and what can be done where something is wrong', async () => {
  const { code, out } = await run([], {
    lastSuccessAt: readAt,
    failingSince: readAt + 3_600_000,
    lastError: {
      at: readAt + 3_600_000,
      reason: 'timeout',
      sentence: 'wire.example takes too long to answer.',
    },
    nextAt: readAt + 7_200_000,
    passes: 4,
    notModified: 3,
    bytesSaved: 123_456,
  })
  expect(
    out,
  ).toBe(`feed     state                           last read         items/week  requests today  304   saved
new-one  new                             never                      -               0    -    0 kB
wire     failing since 2026-11-20 10:05  2026-11-20 09:05           -               0  75%  123 kB
  wire.example takes too long to answer.
2 feeds: 1 failing, 1 new
`)
  expect(code).toBe(0)
})

test('--json prints an object a line', async () => {
  const { out } = await run(['--json'], { lastSuccessAt: readAt, nextAt: readAt })
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([
    { id: 'wire', state: 'fine', last_success: '2026-11-20T09:05:00.000Z', advice: null },
    { id: 'new-one', state: 'new', last_success: null },
  ])
})

test('an unknown option is bad usage', async () => {
  expect((await run(['--jsn'], {})).code).toBe(2)
})
