import { App } from '@slack/bolt'
import { beforeEach, expect, test } from 'vitest'
import type { Desk } from '../../src/desk/ports.ts'
import { listen } from '../../src/slack/listen.ts'
import { silentLogger } from '../../src/slack/logger.ts'
import type { Answer } from '../../src/views/reply.ts'
import { silent } from '../support/bot.ts'

/** More than is remembered of one kind. */
const burst = 1001

let heard: string[] = []
beforeEach(() => {
  heard = []
})

function openApp() {
  const hear = (what: string) => async (): Promise<Answer> => {
    heard.push(what)
    return { kind: 'nothing' }
  }
  const desk: Desk = {
    command: hear('command'),
    talk: hear('talk'),
    click: hear('click'),
    judge: hear('judge'),
    invited: hear('invited'),
    form: () => null,
    home: async () => ({ type: 'home', blocks: [] }),
    joined: async () => {},
    left: async () => {},
    signedOut: async () => {},
    uninstalled: async () => {},
  }
  const app = new App({
    receiver: { init() {}, start: async () => {}, stop: async () => {} },
    authorize: async () => ({ botToken: 'xoxb-1', botUserId: 'UBOT', botId: 'B1' }),
    logger: silentLogger,
    convoStore: false,
  })
  listen(app, { desk, clock: Date.now, log: silent, commandPrefix: '' })
  const send = (body: object) => app.processEvent({ body: { ...body }, ack: async () => {} })
  return {
    mention: (id: string) =>
      send({
        type: 'event_callback',
        team_id: 'T1',
        event_id: id,
        event: { type: 'app_mention', user: 'U1', channel: 'C1', ts: '1.0', text: 'hello' },
      }),
    command: (trigger: string) =>
      send({
        command: '/company',
        text: 'Example',
        team_id: 'T1',
        channel_id: 'C1',
        user_id: 'U1',
        trigger_id: trigger,
      }),
    click: (trigger: string) =>
      send({
        type: 'block_actions',
        team: { id: 'T1' },
        user: { id: 'U1' },
        channel: { id: 'C1' },
        trigger_id: trigger,
        actions: [{ type: 'button', action_id: 'company_csv', block_id: 'b', value: '1' }],
      }),
  }
}

const kinds = ['mention', 'command', 'click'] as const

test.each(kinds)('a %s that Slack sends again is answered once', async (kind) => {
  const app = openApp()
  for (const id of ['1', '2', '1']) await app[kind](id)
  expect(heard).toHaveLength(2)
})

test.each(
  kinds.flatMap((kind) => kinds.filter((other) => other !== kind).map((other) => [kind, other])),
)('a %s is known again after a burst of another kind: %s', async (kind, other) => {
  const app = openApp()
  await app[kind]('again')
  for (let at = 0; at < burst; at++) await app[other](`${at}`)
  await app[kind]('again')
  expect(heard).toHaveLength(1 + burst)
})
