import { expect, test } from 'vitest'
import type { EventId, TeamId } from '../../src/core/ids.ts'
import { openCorrections } from '../../src/store/corrections.ts'
import { type Bot, companyOf, now, openBot, wordsOf } from '../support/bot.ts'
import { layoff } from '../support/claims.ts'
import { delivered } from '../support/delivered.ts'
import { readFeeds } from '../support/feeds.ts'

const amazon = companyOf('Amazon')

const homeOf = async ({ slack }: Bot) => {
  await slack.openHome('ada')
  return slack.until(() => slack.home('ada'), 'the home')
}

test('the home shows one’s channels, the feeds, and what was posted and held back', async () => {
  const bot = await openBot()
  const id = await bot.tell(layoff({ company: amazon }), 1, { title: 'Amazon lets go' })
  await delivered(bot, 'ai-money', id, { state: 'sent', attempted_at: now })
  await delivered(bot, 'layoffs', id, { state: 'held', hold: 'quiet' })
  const lastError = { at: now, reason: 'gone', sentence: 'It is gone.' } as const
  const state = { failures: 3, failingSince: now - 1, lastError }
  await readFeeds(bot.db, { a: { url: 'https://a.example', name: 'A feed', state } }, now)
  const words = wordsOf((await homeOf(bot)).blocks)
  expect(words).toContain('hears AI investment .')
  expect(words).toContain('hears nothing yet')
  expect(words).toContain('1 feed is read, 1 of them in trouble.')
  expect(words).toContain('A feed :  failing since  23 Nov 2026 at 11:59, UTC')
  expect(words).toMatch(/Posted\s+23 Nov 2026 at 12:00, UTC\s+in\s+: Amazon lets go/)
  expect(words).toMatch(/Held back\s+\(these are the quiet hours\)/)
})

test('the home says how right the bot was, by the workspace’s own messages', async () => {
  const bot = await openBot()
  expect(wordsOf((await homeOf(bot)).blocks)).toContain('Told:  nothing yet')
  const [right, wrong, before] = [
    await bot.tell(layoff({ company: amazon, headcount: 900 }), 0, { by: ['One', 'Two'] }),
    await bot.tell(layoff({ company: amazon }), 0),
    await bot.tell(layoff({ company: amazon }), 40),
  ]
  const fourMinutesLater = String((now + 4 * 60_000) / 1000)
  for (const event of [right, wrong]) {
    await delivered(bot, 'layoffs', event, { state: 'sent', ts: fourMinutesLater })
  }
  await delivered(bot, 'layoffs', before, { state: 'waiting' })
  await openCorrections(bot.db).recordCorrection(bot.slack.team.id as TeamId, {
    event: wrong as EventId,
    userId: 'U1',
    at: now,
    correction: { kind: 'dismissed' },
    general: false,
  })
  const words = () => homeOf(bot).then(({ blocks }) => wordsOf(blocks))
  await expect.poll(words).toContain('Told:  2 events')
  const said = await words()
  expect(said).toContain('Corrected by people:  1 of 2 (50%): 1 not what it was told as')
  expect(said).toContain('Reported by several sources:  1 of 2 (50%)')
  expect(said).toContain('With a number:  1 of 2 (50%)')
  expect(said).toContain('Usual wait:  4 min from publication to alert')
  expect(said).toContain('Not known:  what nobody corrected may be wrong all the same')
  const trends = await bot.slack.answer(await bot.slack.command('/trends', { channel: 'layoffs' }))
  expect(wordsOf(trends.blocks)).toContain(
    '2 events told here, 1 of them corrected by people (50%); usually 4 min after publication.',
  )
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
  await delivered(bot, 'layoffs', id, {})
  await delivered(bot, 'ai-money', id, {})
  await slack.kick('layoffs', 'ada')
  const states = async () =>
    (await db.selectFrom('delivery').select('state').orderBy('message_id').execute()).map(
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
  await delivered(bot, 'layoffs', shared, {})
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
