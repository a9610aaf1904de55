/** Two events that are one are joined, one that is two is parted: from the alert's menu, for one workspace, undone. */

import { expect, test } from 'vitest'
import type { MessageId, TeamId } from '../../src/core/ids.ts'
import { findContent } from '../../src/store/content.ts'
import { openHistory } from '../../src/store/history.ts'
import { messageView } from '../../src/views/message.ts'
import { ask, choose, post } from '../support/alerts.ts'
import { type Bot, companyOf, now, openBot, wordsOf } from '../support/bot.ts'
import { layoff } from '../support/claims.ts'
import { delivered } from '../support/delivered.ts'

const amazon = companyOf('Amazon')

/** Two alerts of one cut: the second has no number. */
async function openTwice() {
  const bot = await openBot()
  const first = await bot.tell(layoff({ company: amazon, headcount: 900 }), 3, { by: ['Wire'] })
  const second = await bot.tell(layoff({ company: amazon }), 2, { by: ['Post', 'Site'] })
  for (const id of [first, second]) {
    await delivered(bot, 'layoffs', id, { state: 'sent', shown: 1, ts: `${now / 1000}.${id}` })
  }
  return { bot, first, second }
}

/** Opens the form of an event, sends it, and answers with what was said. */
async function regroup(bot: Bot, id: number, fields: Record<string, string | string[]>) {
  const { slack } = bot
  const before = slack.ephemeral('layoffs', 'ada').length
  await choose(bot, await post(bot, id, 'layoff'), id, 'wrong')
  const form = await slack.until(() => slack.modal('ada'), 'the form')
  await slack.submitView('ada', fields)
  const said = await slack.until(() => slack.ephemeral('layoffs', 'ada')[before], 'the answer')
  return { form, said }
}

const rounds = async (bot: Bot) => (await ask(bot, '/company amazon')).text

/** The message of an event as it would be shown now. */
async function shown({ db, slack }: Bot, id: number) {
  const place = { teamId: slack.team.id as TeamId, channelId: slack.channel('layoffs').id as never }
  const row = await db
    .selectFrom('message_event')
    .select('message_id')
    .where('event_id', '=', id as never)
    .executeTakeFirstOrThrow()
  const content = await findContent(db, place, row.message_id as MessageId)
  return content && messageView(content, now, { furniture: [], toUsd: () => null })
}

const wanted = async ({ db }: Bot) => {
  const rows = await db.selectFrom('delivery').select('wanted').orderBy('message_id').execute()
  return rows.map((row) => row.wanted)
}

test('joined, they are one event with the stories of both, and each message says so', async () => {
  const { bot, first, second } = await openTwice()
  expect(await rounds(bot)).toContain('2 rounds of layoffs')
  const { form, said } = await regroup(bot, second, { same: String(first) })
  expect(wordsOf(form.blocks)).toContain('Told twice: the same event as')
  expect(said.text).toContain('it is the same event as another')
  expect(await rounds(bot)).toContain('1 round of layoffs, 900 jobs')
  expect(await wanted(bot)).toEqual([2, 2])
  expect(wordsOf((await shown(bot, second))?.blocks)).toMatch(
    /Told twice: somebody in this workspace said that this is the same as "Told \d+"/,
  )
  const whole = wordsOf((await shown(bot, first))?.blocks)
  for (const source of ['Wire', 'Post', 'Site']) expect(whole).toContain(source)
  await bot.slack.openHome('ada')
  await expect
    .poll(() => wordsOf(bot.slack.home('ada')?.blocks))
    .toContain('Told twice:  1 of 2 (50%), as far as people said so')
})

test('a join is kept with who and when, holds for the workspace alone, and is undone', async () => {
  const { bot, first, second } = await openTwice()
  const { said } = await regroup(bot, second, { same: String(first) })
  const kept = await bot.db.selectFrom('correction').selectAll().execute()
  expect(kept).toMatchObject([{ kind: 'joined', user_id: said.ephemeralTo, at: now, general: 0 }])
  const question = { company: amazon.key, category: null, since: null, until: null }
  const others = await openHistory(bot.db).findEvents({ ...question, teamId: 'TOTHER' as TeamId })
  expect(others).toHaveLength(2)
  await bot.slack.answer(await bot.slack.click(said, 'correction_undo'))
  expect(await rounds(bot)).toContain('2 rounds of layoffs')
  expect(await wanted(bot)).toEqual([3, 3])
  expect(wordsOf((await shown(bot, second))?.blocks)).not.toContain('Told twice')
})

test('what is joined to what was joined counts to the first, and no circle can be made', async () => {
  const { bot, first, second } = await openTwice()
  const third = await bot.tell(layoff({ company: amazon, percent: 3 }), 1, { by: ['Blog'] })
  await regroup(bot, third, { same: String(second) })
  await regroup(bot, second, { same: String(first) })
  expect(await rounds(bot)).toContain('1 round of layoffs, 900 jobs')
  expect(wordsOf((await shown(bot, first))?.blocks)).toContain('Blog')
  const { form } = await regroup(bot, first, { number: '800' })
  expect(JSON.stringify(form.blocks)).not.toContain('"block_id":"same"')
  expect(await rounds(bot)).toContain('1 round of layoffs, 800 jobs')
})

test('parted, the stories that go are an event of the workspace’s own, until that is undone', async () => {
  const { bot, second } = await openTwice()
  const stories = await bot.db
    .selectFrom('event_story')
    .select('story_id')
    .where('event_id', '=', second as never)
    .orderBy('story_id')
    .execute()
  const ids = stories.map(({ story_id: id }) => String(id))
  const { form, said } = await regroup(bot, second, { apart: ids.slice(1) })
  expect(wordsOf(form.blocks)).toContain('Two events: these tell another one')
  expect(said.text).toContain('1 story tells another event')
  expect(await rounds(bot)).toContain('3 rounds of layoffs')
  expect(wordsOf((await shown(bot, second))?.blocks)).not.toContain('Site')
  const own = () => bot.db.selectFrom('event').selectAll().where('team_id', 'is not', null)
  expect(await own().execute()).toMatchObject([{ stories: 1, silent: 1 }])
  await bot.slack.answer(await bot.slack.click(said, 'correction_undo'))
  expect(await rounds(bot)).toContain('2 rounds of layoffs')
  expect(await own().execute()).toEqual([])
})

test('an event keeps at least one story', async () => {
  const { bot, second } = await openTwice()
  const stories = await bot.db
    .selectFrom('event_story')
    .select('story_id')
    .where('event_id', '=', second as never)
    .execute()
  const all = stories.map(({ story_id: id }) => String(id))
  const { said } = await regroup(bot, second, { apart: all })
  expect(said.text).toContain('Not parted: at least one story must stay')
  expect(await rounds(bot)).toContain('2 rounds of layoffs')
})
