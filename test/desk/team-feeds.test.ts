import { expect, test } from 'vitest'
import type { FailureReason, FeedReading } from '../../src/core/feed/fetched.ts'
import { aFeed, type Bot, openBot, wordsOf } from '../support/bot.ts'

async function ask({ slack }: Bot, line: string, channel = 'layoffs', user = 'ada') {
  return slack.answer(await slack.command(`/watch ${line}`, { channel, user }))
}

const feedsOf = (bot: Bot) =>
  bot.db.selectFrom('feed').select('url').where('active', '=', 1).execute()

const asked = { requests: 1, bytes: 10, movedTo: null }
const failed = (reason: FailureReason, sentence: string): FeedReading => ({
  kind: 'failed',
  reason,
  status: null,
  retryAfterMs: null,
  sentence,
  ...asked,
})

test('a feed is added for the workspace alone, listed and removed', async () => {
  const bot = await openBot()
  const url = 'https://news.example/rss'
  bot.web.set(url, aFeed)
  expect((await ask(bot, `add feed:${url}`)).text).toContain('is read from now on')
  expect((await ask(bot, `add feed:${url}`)).text).toContain('is read already')
  const feeds = await bot.db.selectFrom('feed').selectAll().execute()
  expect(feeds).toMatchObject([{ team_id: bot.slack.team.id, url, active: 1 }])
  expect(wordsOf((await ask(bot, 'feeds')).blocks)).toContain(
    'news.example  (added here):  not read yet',
  )
  expect((await ask(bot, `remove feed:${url}`)).text).toContain('is not read any more')
  expect((await ask(bot, `remove feed:${url}`)).text).toContain('no feed that this workspace added')
})

test('an address that cannot be read is told at once, and nothing is added', async () => {
  const bot = await openBot()
  bot.web.set(
    'https://news.example/gone',
    failed('not_found', 'There is no feed here (status 404).'),
  )
  for (const [url, why] of [
    ['https://news.example/gone', 'There is no feed here (status 404)'],
    ['http://10.0.0.1/rss', 'leads into a private network'],
    ['https://nobody.example/rss', 'No server is known by the name nobody.example'],
  ]) {
    const answer = await ask(bot, `add feed:${url}`)
    expect(answer.text).toContain(`Nothing was added. ${url}: `)
    expect(answer.text).toContain(why)
    expect(wordsOf(answer.blocks)).not.toContain('all the same')
  }
  expect(await feedsOf(bot)).toEqual([])
})

test('what may pass can be added all the same', async () => {
  const bot = await openBot()
  const url = 'https://slow.example/rss'
  bot.web.set(
    url,
    failed('timeout', 'slow.example takes too long to answer. It will be tried again.'),
  )
  const answer = await ask(bot, `add feed:${url}`)
  expect(answer.text).toBe(
    `Nothing was added. ${url}: slow.example takes too long to answer. This may pass.`,
  )
  const added = await bot.slack.answer(await bot.slack.click(answer, 'feed_keep'))
  expect(added.text).toContain('is read from now on')
  expect(await feedsOf(bot)).toEqual([{ url }])
})

test('a web page offers the feeds that it names, each tried when it is chosen', async () => {
  const bot = await openBot()
  const sentence = 'This is the address of a web page, not of a feed.'
  const feeds = [
    { url: 'https://news.example/all.xml', title: 'All news' },
    { url: 'https://news.example/broken.xml', title: null },
  ]
  bot.web.set('https://news.example/', { kind: 'page', feeds, sentence, ...asked })
  bot.web.set('https://news.example/all.xml', aFeed)
  bot.web.set('https://news.example/broken.xml', failed('unreadable', 'Nothing can be read.'))
  const answer = await ask(bot, 'add feed:https://news.example/')
  expect(wordsOf(answer.blocks)).toContain('Add All news')
  const broken = await bot.slack.answer(await bot.slack.click(answer, 'feed_try_1'))
  expect(broken.text).toContain('Nothing can be read.')
  const again = await ask(bot, 'add feed:https://news.example/')
  const added = await bot.slack.answer(await bot.slack.click(again, 'feed_try_0'))
  expect(added.text).toContain('https://news.example/all.xml is read from now on')
  expect(await feedsOf(bot)).toEqual([{ url: 'https://news.example/all.xml' }])
})

test('where a channel is for editors alone, nobody else changes feeds, wherever it is typed', async () => {
  const bot = await openBot()
  const { slack } = bot
  const idOf = (name: string) =>
    [...slack.team.users.values()].find((user) => user.name === name)?.id ?? ''
  const url = 'https://news.example/rss'
  bot.web.set(url, aFeed)
  bot.web.set('https://slow.example/', failed('timeout', 'It takes too long.'))
  const offered = await ask(bot, 'add feed:https://slow.example/', 'random')
  bot.editors.set(slack.channel('layoffs').id as never, [idOf('grace')])
  const only = 'all channels hear the feeds, and only those whom the configuration names'
  expect((await ask(bot, `add feed:${url}`, 'random')).text).toContain(only)
  expect((await slack.answer(await slack.click(offered, 'feed_keep'))).text).toContain(only)
  expect(await feedsOf(bot)).toEqual([])
  expect((await ask(bot, `add feed:${url}`, 'random', 'grace')).text).toContain('is read from now')
  expect((await ask(bot, `remove feed:${url}`, 'random')).text).toContain(only)
  bot.operators.push(idOf('ada'))
  expect((await ask(bot, `remove feed:${url}`, 'random')).text).toContain('not read any more')
})
