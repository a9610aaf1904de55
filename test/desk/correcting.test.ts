import { expect, test } from 'vitest'
import { silentSettings, watchFor } from '../../src/core/channel/settings.ts'
import type { ChannelId, TeamId } from '../../src/core/ids.ts'
import { ask, choose, post } from '../support/alerts.ts'
import { companyOf, openBot, wordsOf } from '../support/bot.ts'
import { investment, layoff } from '../support/claims.ts'
import { delivered } from '../support/delivered.ts'

const amazon = companyOf('Amazon')
const google = companyOf('Google')

test('why this names the rules, the joins and the watch that took it', async () => {
  const bot = await openBot()
  const { slack } = bot
  await slack.answer(await slack.click(await ask(bot, '/watch add company:amazon'), 'watch_save'))
  const id = await bot.tell(layoff({ company: amazon, headcount: 900 }), 2, {
    by: ['Wire', 'Paper'],
  })
  await delivered(bot, 'layoffs', id, { state: 'sent', shown: 1, ts: '1.1' })
  const answer = await slack.answer(await choose(bot, await post(bot, id, 'layoff'), id, 'why'))
  expect(answer.text).toContain('Rule told spoke for it: "told" in the title.')
  expect(answer.text).toContain('This channel hears it, by company:"Amazon".')
  expect(answer.text).toContain('Its message stands in this channel.')
  expect(wordsOf(answer.blocks)).toMatch(/Wire\s+– first Paper\s+– first/)
})

test('why not in another channel goes through the channels of the asker and the bot', async () => {
  const bot = await openBot()
  const id = await bot.tell(layoff({ company: amazon, headcount: 900 }), 2)
  const click = await choose(bot, await post(bot, id, 'layoff'), id, 'elsewhere')
  const words = wordsOf((await bot.slack.answer(click)).blocks)
  expect(words).toContain('type:ai does not take it: it is of another kind.')
  expect(words).toContain('This channel watches nothing.')
})

test('the company is muted in the channel', async () => {
  const bot = await openBot()
  const id = await bot.tell(layoff({ company: amazon, headcount: 900 }), 2)
  const click = await choose(bot, await post(bot, id, 'layoff'), id, 'mute')
  expect((await bot.slack.answer(click)).text).toBe('Done: muted Amazon.')
})

test('a wrong number is put right for the workspace, in answers and messages, and can be undone', async () => {
  const bot = await openBot()
  const { slack, db } = bot
  const id = await bot.tell(layoff({ company: amazon, headcount: 900 }), 2)
  await delivered(bot, 'layoffs', id, { state: 'sent', shown: 1, ts: '1.1' })
  await choose(bot, await post(bot, id, 'layoff'), id, 'wrong')
  await slack.until(() => slack.modal('ada'), 'the form')
  expect((await slack.submitView('ada', { number: 'many' })).errors).toHaveProperty('number')
  await slack.submitView('ada', { number: '1,200' })
  const said = await slack.until(
    () => slack.ephemeral('layoffs', 'ada').find(({ text }) => text.startsWith('Corrected')),
    'the answer',
  )
  expect(said.text).toContain('Corrected for this workspace: 1,200 jobs.')
  expect((await ask(bot, '/company amazon')).text).toContain('1 round of layoffs, 1,200 jobs')
  const row = await db.selectFrom('delivery').selectAll().executeTakeFirstOrThrow()
  expect(row).toMatchObject({ wanted: 2, shown: 1 })
  const kept = await db.selectFrom('correction').selectAll().execute()
  expect(kept).toMatchObject([{ user_id: said.ephemeralTo, kind: 'headcount', general: 0 }])
  await slack.answer(await slack.click(said, 'correction_undo'))
  expect((await ask(bot, '/company amazon')).text).toContain('1 round of layoffs, 900 jobs')
})

test('a wrong company moves the event to the right one', async () => {
  const bot = await openBot()
  const { slack } = bot
  const id = await bot.tell(investment({ company: amazon, kind: 'capex', amount: 5e9 }), 2)
  await choose(bot, await post(bot, id, 'ai_investment'), id, 'wrong')
  await slack.until(() => slack.modal('ada'), 'the form')
  await slack.submitView('ada', { company: 'Alphabet', number: '4bn' })
  await slack.until(() => slack.ephemeral('layoffs', 'ada').length > 0, 'the answer')
  expect((await ask(bot, '/company google')).text).toContain('1 AI commitment, $4 bn')
  expect((await ask(bot, '/company amazon')).text).toContain('Nothing is known of "Amazon"')
})

test('what is dismissed is gone for the workspace, and for others only by an operator', async () => {
  const bot = await openBot()
  const { slack } = bot
  const id = await bot.tell(layoff({ company: amazon, headcount: 900 }), 2)
  const first = await slack.answer(await choose(bot, await post(bot, id, 'layoff'), id, 'dismiss'))
  expect(first.text).toContain('it does not belong here')
  expect(wordsOf(first.blocks)).not.toContain('For every workspace')
  expect((await ask(bot, '/company amazon')).text).toContain('Nothing is known')
  await slack.answer(await slack.click(first, 'correction_undo'))
  bot.operators.push(first.ephemeralTo ?? '')
  const again = await slack.answer(await choose(bot, await post(bot, id, 'layoff'), id, 'dismiss'))
  await slack.answer(await slack.click(again, 'correction_general'))
  const kept = await bot.db.selectFrom('correction').selectAll().execute()
  expect(kept.map(({ general, undone_at }) => [general, undone_at === null])).toEqual([
    [0, false],
    [1, true],
  ])
})

test('stories dismissed twice for the same words bring an exclusion to accept', async () => {
  const bot = await openBot()
  const { slack } = bot
  const told = (title: string) => ({ title, summary: '', source: '', publishedAt: null })
  bot.labelled.push(
    { told: told('Acme price cuts guide 300 people out'), isNews: true },
    { told: told('A price cuts guide for the autumn'), isNews: false },
    { told: told('Acme lets 300 go'), isNews: true },
  )
  await slack.answer(await slack.click(await ask(bot, '/watch add type:layoffs'), 'watch_save'))
  const one = await bot.tell(layoff({ company: amazon }), 2, {
    title: 'Amazon drops price cuts guide',
  })
  const two = await bot.tell(layoff({ company: google }), 3, {
    title: 'Google price cuts guide again',
  })
  await slack.answer(await choose(bot, await post(bot, one, 'layoff'), one, 'dismiss'))
  const answer = await slack.answer(
    await choose(bot, await post(bot, two, 'layoff', 'Google'), two, 'dismiss'),
  )
  expect(wordsOf(answer.blocks)).toContain('share "price cuts guide"')
  expect(wordsOf(answer.blocks)).toContain('In the last 90 days that would have kept out 2 stories')
  expect(wordsOf(answer.blocks)).toContain(
    'Of the 3 labelled stories of the project it would keep out 1 that is none of our news, and 1 piece of news: "Acme price cuts guide 300 people out".',
  )
  const accepted = await slack.answer(await slack.click(answer, 'exclusion_accept'))
  expect(accepted.text).toBe('Done: added not:"price cuts guide" to type:layoffs.')
  expect((await ask(bot, '/watch list')).text).toContain('type:layoffs not:"price cuts guide"')
})

test('the exclusion goes to the watch that heard the stories, however long its words are', async () => {
  const bot = await openBot()
  const { slack } = bot
  const place = {
    teamId: slack.team.id as TeamId,
    channelId: slack.channel('layoffs').id as ChannelId,
  }
  const names = Array.from({ length: 150 }, (_, index) => `~a company of some length ${index}`)
  const watches = [
    { ...watchFor({ types: ['layoff'], companies: names }), id: 'w1' },
    { ...watchFor({ types: ['layoff'], companies: [...names, 'amazon', 'google'] }), id: 'w2' },
  ]
  const settings = { ...silentSettings, watches }
  await bot.settings.recordSettings(place, { settings, what: 'long', userId: 'U1', at: 1 })
  const told = { title: 'Amazon price cuts guide' }
  const one = await bot.tell(layoff({ company: amazon }), 2, told)
  const two = await bot.tell(layoff({ company: google }), 3, told)
  await slack.answer(await choose(bot, await post(bot, one, 'layoff'), one, 'dismiss'))
  const answer = await slack.answer(
    await choose(bot, await post(bot, two, 'layoff', 'Google'), two, 'dismiss'),
  )
  await slack.answer(await slack.click(answer, 'exclusion_accept'))
  const after = await bot.settings.findSettings(place)
  expect(after.settings.watches.map(({ id, not }) => [id, not.length])).toEqual([
    ['w1', 0],
    ['w2', 1],
  ])
})
