import { expect, test } from 'vitest'
import { startState } from '../../src/core/feed/schedule.ts'
import { toJson } from '../../src/store/json.ts'
import { type Bot, companyOf, now, openBot, wordsOf } from '../support/bot.ts'
import { layoff } from '../support/claims.ts'

const amazon = companyOf('Amazon')

async function message({ db, slack }: Bot, channel: string, event: number, row: object) {
  const place = { team_id: slack.team.id as never, channel_id: slack.channel(channel).id as never }
  const { id } = await db
    .insertInto('message')
    .values({ ...place, kind: 'alert', body: null, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('message_event')
    .values({ message_id: id, event_id: event as never })
    .execute()
  await db
    .insertInto('delivery')
    .values({
      ...place,
      id: `d${id}` as never,
      message_id: id,
      parent_id: null,
      state: 'waiting',
      wanted: 1,
      shown: 0,
      ts: null,
      next_at: now,
      attempts: 0,
      attempted_at: null,
      error: null,
      material: 0,
      created_at: now,
      ...row,
    })
    .execute()
}

const homeOf = async ({ slack }: Bot) => {
  await slack.openHome('ada')
  return slack.until(() => slack.home('ada'), 'the home')
}

test('the home shows one’s channels, the feeds, and what was posted and held back', async () => {
  const bot = await openBot()
  const id = await bot.tell(layoff({ company: amazon }), 1, { title: 'Amazon lets go' })
  await message(bot, 'ai-money', id, { state: 'sent', attempted_at: now })
  await message(bot, 'layoffs', id, { state: 'held', hold: 'quiet' })
  const state = {
    ...startState('https://a.example', now),
    failures: 3,
    failingSince: now - 1,
    lastError: { at: now, reason: 'gone' as const, sentence: 'It is gone.' },
  }
  await bot.db
    .insertInto('feed')
    .values({
      id: 'a' as never,
      team_id: null,
      url: 'https://a.example',
      name: 'A feed',
      every_ms: null,
      next_at: 0,
      first_read_at: 1,
      active: 1,
      state: toJson(state),
    })
    .execute()
  const words = wordsOf((await homeOf(bot)).blocks)
  expect(words).toContain('hears type:ai .')
  expect(words).toContain('hears nothing yet')
  expect(words).toContain('1 feed is read, 1 of them in trouble.')
  expect(words).toContain('A feed :  failing since  2026-11-23 11:59 UTC')
  expect(words).toMatch(/Posted\s+2026-11-23 12:00 UTC\s+in\s+: Amazon lets go/)
  expect(words).toMatch(/Held back\s+\(these are the quiet hours\)/)
})

test('the settings of a channel open from the home', async () => {
  const bot = await openBot()
  const home = await homeOf(bot)
  const button = JSON.stringify(home.blocks).match(
    /"action_id":"(home_settings_\d)","value":"([^"]+)"/,
  )
  await bot.slack.click(home, button?.[1] ?? '', { user: 'ada' })
  const modal = await bot.slack.until(() => bot.slack.modal('ada'), 'the form')
  expect(JSON.parse(modal.private_metadata)).toEqual({ channel: button?.[2] })
})

test('invited to a channel the bot says in three lines what it will do there', async () => {
  const bot = await openBot()
  const { slack } = bot
  await slack.invite('random', 'ada')
  await slack.until(() => slack.posted('random').length > 0, 'the first words')
  const [first] = slack.posted('random')
  expect(first?.blocks.map(({ type }) => type)).toEqual([
    'rich_text',
    'rich_text',
    'rich_text',
    'actions',
  ])
  expect(first?.text).toContain('This channel hears nothing yet')
  await slack.click(first ?? never(), 'watch_open', { user: 'ada' })
  await slack.until(() => slack.modal('ada'), 'the form')
})

test('removed from a channel it gives up what waits there and keeps the settings', async () => {
  const bot = await openBot()
  const { slack, db } = bot
  const ask = await slack.command('/watch pause', { channel: 'layoffs', user: 'ada' })
  await slack.answer(ask)
  const id = await bot.tell(layoff({ company: amazon }), 1)
  await message(bot, 'layoffs', id, {})
  await message(bot, 'ai-money', id, {})
  await slack.kick('layoffs', 'ada')
  const states = async () =>
    (await db.selectFrom('delivery').select('state').orderBy('id').execute()).map(
      ({ state }) => state,
    )
  await expect.poll(states).toEqual(['given_up', 'waiting'])
  const channel = await db.selectFrom('channel').selectAll().executeTakeFirstOrThrow()
  expect(channel).toMatchObject({ member: 0, settings: expect.stringContaining('watches') })
})

test('taking the app away removes all that was the workspace’s, and nothing of others', async () => {
  const bot = await openBot()
  const { slack, db } = bot
  await slack.answer(await slack.command('/watch pause', { channel: 'layoffs', user: 'ada' }))
  const shared = await bot.tell(layoff({ company: amazon }), 1)
  await bot.tell(layoff({ company: amazon }), 1, { teamId: slack.team.id as never })
  await message(bot, 'layoffs', shared, {})
  await slack.uninstall()
  const left = async () => {
    const tables = [
      'channel',
      'setting_change',
      'delivery',
      'message',
      'message_event',
      'event',
      'story',
    ] as const
    return Promise.all(
      tables.map(async (table) => (await db.selectFrom(table).selectAll().execute()).length),
    )
  }
  await expect.poll(left).toEqual([0, 0, 0, 0, 0, 1, 1])
})

function never(): never {
  throw new Error('test: no message')
}
