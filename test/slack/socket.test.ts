import { expect, onTestFinished, test } from 'vitest'
import type { Fault } from '../../src/preview/faults.ts'
import { openSlack as openStandIn } from '../../src/preview/slack.ts'
import { openSocket } from '../../src/slack/socket.ts'
import { webApi } from '../../src/slack/web-api.ts'
import { silent } from '../support/bot.ts'

async function open() {
  const slack = await openStandIn()
  onTestFinished(() => slack.close())
  const logged: string[] = []
  const log = { ...silent, warn: (_: object, message: string) => void logged.push(message) }
  const socket = openSocket(slack.appToken, webApi(slack.apiUrl, log), log)
  onTestFinished(() => socket.stop())
  socket.bolt.init({ processEvent: async () => {} } as never)
  return { slack, socket, logged }
}

test('a socket that is lost is opened again, though Slack refuses it at first', async () => {
  const { slack, socket, logged } = await open()
  expect(socket.isConnected()).toBe(false)
  await socket.start()
  expect(socket.isConnected()).toBe(true)
  slack.faults.add({ method: 'apps.connections.open', kind: 'error', error: 'invalid_auth' })
  slack.link.cut()
  await slack.until(() => logged.length > 0, 'a refusal')
  expect(socket.isConnected()).toBe(false)
  await slack.until(() => socket.isConnected(), 'a new socket')
  expect(slack.link.connections()).toBe(1)
})

test('a wait that Slack asks for in days is no wait of ours, and stopping ends it', async () => {
  const { slack, socket, logged } = await open()
  await socket.start()
  const retryAfter = 30 * 86_400
  slack.faults.add({ method: 'apps.connections.open', kind: 'rate-limit', retryAfter, times: 100 })
  slack.link.cut()
  await slack.until(() => logged.length > 0, 'a refusal')
  await socket.stop()
  expect(slack.traffic.calls('apps.connections.open')).toHaveLength(2)
})

test.each(['invalid_auth', 'missing_scope', 'not_allowed_token_type', 'forbidden_team'])(
  'an app token that Slack refuses with %s is said in a sentence',
  async (error) => {
    const { slack, socket } = await open()
    slack.faults.add({ method: 'apps.connections.open', kind: 'error', error })
    await expect(socket.start()).rejects.toThrow(`Slack refused SLACK_APP_TOKEN (${error})`)
  },
)

test.each<Fault>([
  { method: 'apps.connections.open', kind: 'error', error: 'internal_error' },
  { method: 'apps.connections.open', kind: 'error', error: 'a_word_of_tomorrow' },
  { method: 'apps.connections.open', kind: 'rate-limit', retryAfter: 30 * 86_400 },
])('a start that meets a fault that may pass goes on trying: %j', async (fault) => {
  const { slack, socket } = await open()
  slack.faults.add(fault)
  await socket.start()
  await slack.until(() => socket.isConnected(), 'the socket')
})
