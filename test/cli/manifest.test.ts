import { expect, test } from 'vitest'
import { manifest } from '../../src/cli/manifest.ts'
import { runCommand } from '../support/command.ts'

async function run(...args: string[]) {
  return runIn({}, ...args)
}

async function runIn(env: Record<string, string>, ...args: string[]) {
  const { code, out } = await runCommand(manifest, args, env)
  return { code, printed: out }
}

test('without an address the app uses Socket Mode', async () => {
  const { code, printed } = await run()
  expect(code).toBe(0)
  const app = JSON.parse(printed)
  expect(app.settings.socket_mode_enabled).toBe(true)
  expect(printed).not.toContain('url')
})

test('with an address commands, events and clicks go to /slack/events', async () => {
  const app = JSON.parse((await run('--http', 'https://bot.example.com')).printed)
  const events = 'https://bot.example.com/slack/events'
  expect(app.settings.socket_mode_enabled).toBe(false)
  expect(app.settings.event_subscriptions.request_url).toBe(events)
  expect(app.settings.interactivity.request_url).toBe(events)
  expect(app.features.slash_commands.map(({ url }: { url: string }) => url)).toEqual([
    events,
    events,
    events,
  ])
})

test('an address that is not https is bad usage', async () => {
  expect((await run('--http', 'bot.example.com')).code).toBe(2)
  expect((await run('--http', 'http://bot.example.com')).code).toBe(2)
})

test('what is said to the bot reaches it, and a message can be judged', async () => {
  const app = JSON.parse((await run()).printed)
  expect(app.oauth_config.scopes.bot).toEqual(
    expect.arrayContaining(['app_mentions:read', 'im:history']),
  )
  expect(app.settings.event_subscriptions.bot_events).toEqual(
    expect.arrayContaining(['app_mention', 'message.im']),
  )
  expect(app.features.app_home.messages_tab_enabled).toBe(true)
  expect(app.features.shortcuts).toMatchObject([{ name: 'Judge this', type: 'message' }])
})

test('COMMAND_PREFIX goes before the names of the commands', async () => {
  const app = JSON.parse((await runIn({ COMMAND_PREFIX: 'acme-' })).printed)
  expect(app.features.slash_commands.map(({ command }: { command: string }) => command)).toEqual([
    '/acme-company',
    '/acme-trends',
    '/acme-watch',
  ])
  expect((await runIn({ COMMAND_PREFIX: 'Acme/' })).code).toBe(2)
})
