import { WebClient } from '@slack/web-api'
import { expect, onTestFinished, test } from 'vitest'
import type { ChannelId } from '../../src/core/ids.ts'
import { openSlack } from '../../src/preview/slack.ts'
import { joinChannels } from '../../src/slack/join.ts'
import { webApi } from '../../src/slack/web-api.ts'
import { silent } from '../support/bot.ts'

async function open() {
  const slack = await openSlack()
  onTestFinished(() => slack.close())
  const channel = slack.channel('layoffs').id as ChannelId
  const logged: string[] = []
  const keep = (_: object, message: string) => void logged.push(message)
  const log = { ...silent, info: keep, warn: keep }
  const client = new WebClient(slack.botToken, webApi(slack.apiUrl, log))
  const join = (signal = new AbortController().signal) =>
    joinChannels(client, [channel], log, signal)
  const infos = () => slack.traffic.calls('conversations.info').length
  return { slack, logged, join, infos }
}

test('where Slack asks for patience the channel is asked about again after it', async () => {
  const { slack, logged, join, infos } = await open()
  slack.faults.add({ method: 'conversations.info', kind: 'rate-limit', retryAfter: 1 })
  await join()
  expect(infos()).toBe(2)
  expect(logged.filter((line) => line.startsWith('cannot join'))).toEqual([])
})

test('a wait of days holds up nobody who stops the program', async () => {
  const { slack, logged, join, infos } = await open()
  const retryAfter = 30 * 86_400
  slack.faults.add({ method: 'conversations.info', kind: 'rate-limit', retryAfter, times: 9 })
  const stopping = new AbortController()
  const joining = join(stopping.signal)
  await slack.until(() => infos() === 1, 'the first question')
  stopping.abort()
  await joining
  expect(infos()).toBe(1)
  expect(logged).toEqual([])
})
