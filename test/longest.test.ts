import { expect, test } from 'vitest'
import { silentSettings } from '../src/core/channel/settings.ts'
import { withIds } from '../src/core/channel/watch-identity.ts'
import { unknownCompany } from '../src/core/reading/company.ts'
import { type Bot, companyOf, openBot } from './support/bot.ts'
import { investment, layoff } from './support/claims.ts'

const long = (seed: string, length: number) =>
  seed.repeat(Math.ceil(length / seed.length)).slice(0, length)
const hostile = long('<!channel> <@U1> *x* `y` & \u202e\u0000 ', 3_000)
const strange = unknownCompany(long('Zyx & Söhne <!here> ', 400))

/** Whatever the bot says here must be taken by a Slack that refuses what breaks a limit. */
async function openFull(): Promise<Bot> {
  const bot = await openBot()
  const by = Array.from({ length: 4 }, (_, index) => `${hostile.slice(0, 300)} ${index}`)
  for (let days = 1; days <= 6; days++) {
    const about = { by, title: hostile }
    await bot.tell(
      layoff({
        company: companyOf('Amazon'),
        headcount: 123_456_789,
        percent: 12.3456,
        cause: 'lost_contract',
        approximate: true,
      }),
      days * 20,
      about,
    )
    await bot.tell(
      investment({
        company: companyOf('Amazon'),
        amount: 9e15,
        currency: 'XXX',
        from: [{ ...companyOf('Google'), name: hostile }],
        round: hostile,
        approximate: true,
      }),
      days * 20,
      about,
    )
    await bot.tell(layoff({ company: strange, headcount: days }), days, about)
  }
  return bot
}

test('every answer for the longest input is taken by Slack, and mentions nobody', async () => {
  const bot = await openFull()
  const { slack } = bot
  const words = long('a very long watched phrase ', 480).trim()
  for (const line of [
    '/company amazon',
    `/company ${strange.name}`,
    `/company ${long('Nobody Knows This One ', 2_000)}`,
    `/company amazon, google, ${strange.name}`,
    '/trends 1y',
    `/watch add "${words}"`,
    `/watch add ${long('company:"Acme Robotics" ', 3_000)}`,
    `/watch add ${hostile}`,
    `/watch mute "${words}"`,
    `/watch test ${hostile}`,
    `/watch ${hostile}`,
    '/watch list',
    '/watch export',
    '/watch help',
    '/watch feeds',
  ]) {
    const answer = await slack.answer(
      await slack.command(line, { channel: 'layoffs', user: 'ada' }),
    )
    expect(answer.text, line).not.toContain('went wrong')
    expect(answer.text, line).not.toMatch(/<[!@#]/)
    expect(answer.text, line).not.toContain('\u202e')
    expect(JSON.stringify(answer.blocks), line).not.toMatch(/mrkdwn|\u202e/)
  }
  expect(bot.log).toEqual([])
})

test('the settings and the home of a channel with all that can be set are taken by Slack', async () => {
  const bot = await openFull()
  const { slack } = bot
  const place = { teamId: slack.team.id as never, channelId: slack.channel('layoffs').id as never }
  const words = long('words to watch ', 480).trim()
  const watches = Array.from({ length: 50 }, (_, index) => ({
    match: `${words} ${index}`,
    companies: ['amazon', strange.key],
    types: ['any' as const],
    minHeadcount: 1e9,
    minAmountUsd: 1e12,
    industry: 'all' as const,
    sure: 'possible' as const,
    official: 'only' as const,
    role: 'any' as const,
    not: [words],
  }))
  const mute = Array.from({ length: 60 }, (_, index) => ({
    kind: 'words' as const,
    words: `${words.slice(0, 30)} ${index}`,
    until: null,
  }))
  const settings = {
    ...silentSettings,
    watches: withIds(watches),
    mute,
    updates: 'every' as const,
    pausedUntil: 8_640_000_000_000_000,
  }
  await bot.settings.recordSettings(place, {
    settings,
    userId: 'U1',
    at: 1,
    what: long('changed all ', 5_000),
  })
  await slack.command('/watch', { channel: 'layoffs', user: 'ada' })
  const form = await slack.until(() => slack.modal('ada'), 'the form')
  await slack.click(form, 'form_ways', { user: 'ada' })
  await slack.until(() => slack.modal('ada')?.callback_id === 'ways_form', 'how and when')
  await slack.openHome('ada')
  await slack.until(() => slack.home('ada'), 'the home')
  for (const line of ['/watch list', '/watch export']) {
    const answer = await slack.answer(
      await slack.command(line, { channel: 'layoffs', user: 'ada' }),
    )
    expect(answer.text).not.toContain('went wrong')
  }
  expect(bot.log).toEqual([])
})
