/** Several workspaces: the program itself, installed by its own page into a small Slack. */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { openSlack } from '../src/preview/slack.ts'
import { wordsOf } from './support/bot.ts'
import { layOutProgram } from './support/program.ts'

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

test('a workspace installs the app at /slack/install and is answered', async () => {
  const slack = await openSlack({})
  const program = layOutProgram({ slack, feeds: [], channels: [], allowHosts: [] })
  const port = await freePort()
  const { env } = program
  delete env.SLACK_BOT_TOKEN
  Object.assign(env, {
    SLACK_CLIENT_ID: slack.clientId,
    SLACK_CLIENT_SECRET: slack.clientSecret,
    SLACK_STATE_SECRET: 'a state secret of the test',
    TOKEN_KEY: Buffer.alloc(32, 7).toString('base64'),
    PORT: String(port),
  })
  const running = program.start()
  onTestFinished(async () => {
    await running.stop('SIGKILL')
    await slack.close()
  })
  await slack.until(() => slack.link.connections() > 0, 'the socket', 60_000)

  const bot = `http://127.0.0.1:${port}`
  const asked = await fetch(`${bot}/slack/install`, { redirect: 'manual' })
  const page = new URL(asked.headers.get('location') ?? '')
  expect(page.pathname).toBe('/oauth/v2/authorize')
  const back = new URLSearchParams({
    code: slack.newCode(),
    state: page.searchParams.get('state') ?? '',
  })
  const cookie = (asked.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const installed = await fetch(`${bot}/slack/oauth_redirect?${back}`, { headers: { cookie } })
  expect(installed.status).toBe(200)

  const answer = await slack.answer(await slack.command('/company amazon', { channel: 'general' }))
  expect(wordsOf(answer)).toContain('Nothing is known of "Amazon"')
  expect(running.log()).not.toContain('xoxb-')
  expect(await running.stop('SIGTERM')).toBe(0)
})
