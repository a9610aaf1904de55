import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stats, statsWith } from '../../src/cli/stats.ts'
import type { MessageBody } from '../../src/core/delivery/delivery.ts'
import type { EventId } from '../../src/core/ids.ts'
import { toJson } from '../../src/store/json.ts'
import { companyOf, now, openBot } from '../support/bot.ts'
import { investment, layoff } from '../support/claims.ts'
import { runCommand } from '../support/command.ts'
import { delivered } from '../support/delivered.ts'
import { temporaryFolder } from '../support/store.ts'

async function layOut() {
  const path = join(temporaryFolder(), 'bot.db')
  const bot = await openBot({ databasePath: path })
  const company = companyOf('Amazon')
  const posted = { state: 'sent', ts: String((now + 60_000) / 1000) }
  const alerts = [
    await bot.tell(layoff({ company, headcount: 900 }), 0, { by: ['One', 'Two'] }),
    await bot.tell(investment({ company, amount: 4e9, currency: 'USD' }), 0),
  ]
  for (const id of alerts) await delivered(bot, 'layoffs', id, posted)
  // Announced so that a newcomer sees something, and marked as older.
  const old = await bot.tell(investment({ company, amount: 1e9, currency: 'USD' }), 6)
  await delivered(bot, 'layoffs', old, posted)
  await bot.db
    .updateTable('message')
    .set({ body: toJson<MessageBody>({ kind: 'older' }) })
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('message_event')
          .select('event_id')
          .whereRef('message_id', '=', 'message.id')
          .where('event_id', '=', old as EventId),
      ),
    )
    .execute()
  const older = await bot.tell(layoff({ company }), 50)
  await delivered(bot, 'layoffs', older, { ...posted, created_at: now - 50 * 86_400_000 })
  return { DATABASE_URL: `sqlite:${path}` }
}

test('stats counts what was told in the days that are asked for', async () => {
  const env = await layOut()
  const { code, out } = await runCommand(
    statsWith(() => now),
    [],
    env,
  )
  expect(code).toBe(0)
  expect(out.split('\n').slice(0, 7)).toEqual([
    'The last 30 days',
    '  Told                         3 events',
    '  Corrected by people          none of 3',
    '  Told twice                   0 of 3 (0%), as far as people said so',
    '  Reported by several sources  1 of 3 (33%)',
    '  With a number                3 of 3 (100%)',
    '  Usual wait                   1 min from publication to alert (of the 2 events that tell it)',
  ])
  const longer = await runCommand(
    statsWith(() => now),
    ['--days', '60', '--json'],
    env,
  )
  expect(JSON.parse(longer.out)).toMatchObject({ days: 60, told: 4, withNumber: 3, confirmed: 1 })
})

test('stats of a database that cannot be reached is a failure that says so', async () => {
  const away = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }
  expect((await runCommand(stats, [], away)).err).toContain('cannot be reached')
})

test.each(['0', 'x', '1.5'])('--days %s is bad usage', async (days) => {
  const { code, err } = await runCommand(stats, ['--days', days], {})
  expect(code).toBe(2)
  expect(err).toContain('--days takes a whole number')
})
