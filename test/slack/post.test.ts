import { expect, onTestFinished, test } from 'vitest'
import type { ChannelId, DeliveryId, TeamId } from '../../src/core/ids.ts'
import { openSlack } from '../../src/preview/slack.ts'
import { openPost } from '../../src/slack/post.ts'
import { silent } from '../support/bot.ts'

const days = 86_400

/** A search whose second page Slack does not give before `retryAfter` seconds, in a channel of three pages. */
async function openLongSearch(retryAfter: number) {
  const slack = await openSlack({ rateLimits: false })
  onTestFinished(() => slack.close())
  for (let line = 0; line < 40; line++) slack.say('layoffs', 'ada', `chatter ${line}`)
  const pages = () => slack.traffic.calls('conversations.history').length
  slack.faults.add({
    method: 'conversations.history',
    kind: 'rate-limit',
    retryAfter,
    when: (args) => 'cursor' in args,
    times: 9,
  })
  const post = openPost({
    tokenOf: async () => slack.botToken,
    log: silent,
    slackApiUrl: slack.apiUrl,
  })
  const place = {
    teamId: slack.team.id as TeamId,
    channelId: slack.channel('layoffs').id as ChannelId,
  }
  const message = { place, deliveryId: 'd1' as DeliveryId, threadTs: null }
  const seek = (signal = new AbortController().signal) => post.seek(message, 0, signal)
  return { slack, pages, seek }
}

test('a search that Slack holds up for days ends as one that may go on in an hour', async () => {
  const { pages, seek } = await openLongSearch(30 * days)
  expect(await seek()).toEqual({ kind: 'limited', retryAfterMs: 3_600_000 })
  expect(pages()).toBe(2)
})

test('a search that waits for its next page ends when the program is stopped', async () => {
  const { slack, pages, seek } = await openLongSearch(60)
  const stopping = new AbortController()
  const seeking = seek(stopping.signal)
  await slack.until(() => pages() === 2, 'the second page')
  stopping.abort()
  expect(await seeking).toEqual({ kind: 'limited', retryAfterMs: 60_000 })
  expect(pages()).toBe(2)
})

test('a search goes on where it was once Slack lets it', async () => {
  const { slack, pages, seek } = await openLongSearch(1)
  slack.faults.clear()
  slack.faults.add({
    method: 'conversations.history',
    kind: 'rate-limit',
    retryAfter: 1,
    when: (args) => 'cursor' in args,
  })
  expect(await seek()).toEqual({ kind: 'absent' })
  expect(pages()).toBe(4)
})

test.each([
  { times: 2, outcome: { kind: 'absent' }, calls: 5 },
  { times: 9, outcome: { kind: 'failed', word: 'http_500' }, calls: 5 },
])(
  'a search of which a page fails $times times asks for that page a few times, and not for all again',
  async ({ times, outcome, calls }) => {
    const { slack, pages, seek } = await openLongSearch(1)
    slack.faults.clear()
    const ofSecondPage = (args: object) => 'cursor' in args
    slack.faults.add({
      method: 'conversations.history',
      kind: 'status',
      status: 500,
      when: ofSecondPage,
      times,
    })
    expect(await seek()).toEqual(outcome)
    expect(pages()).toBe(calls)
  },
)

test.each([
  [new Date(Date.now() + 600_000).toUTCString(), 500_000, 600_000],
  ['Fri, 20 Nov 2020 09:00:00 GMT', 1000, 1000],
  ['-5', 1000, 30_000],
  ['soon', 30_000, 30_000],
  ['99999999999999999999', 30_000, 30_000],
])(
  'a message that is refused with a wait of %j was not posted, and waits',
  async (retryAfter, least, most) => {
    const slack = await openSlack({ rateLimits: false })
    onTestFinished(() => slack.close())
    slack.faults.add({ method: 'chat.postMessage', kind: 'rate-limit', retryAfter })
    const { botToken, apiUrl: slackApiUrl } = slack
    const post = openPost({ tokenOf: async () => botToken, log: silent, slackApiUrl })
    const place = {
      teamId: slack.team.id as TeamId,
      channelId: slack.channel('layoffs').id as ChannelId,
    }
    const outgoing = {
      place,
      deliveryId: 'd1' as DeliveryId,
      threadTs: null,
      isBroadcast: false,
      text: 'Hello',
      blocks: [],
      announces: [],
    }
    const posted = await post.post(outgoing)
    expect(posted.kind).toBe('limited')
    const waitMs = posted.kind === 'limited' ? posted.retryAfterMs : 0
    expect(waitMs).toBeGreaterThanOrEqual(least)
    expect(waitMs).toBeLessThanOrEqual(most)
  },
)
