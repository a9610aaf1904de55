import { App } from '@slack/bolt'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { Desk } from '../../src/desk/ports.ts'
import type { Answered } from '../../src/ports.ts'
import { listen } from '../../src/slack/listen.ts'
import { silentLogger } from '../../src/slack/logger.ts'
import { unshared } from '../../src/store/alone.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Answer } from '../../src/views/reply.ts'
import { silent } from '../support/bot.ts'
import { createDatabase, needsServer, server } from '../support/postgres.ts'

/** More than is remembered of one kind. */
const burst = 1001

let heard: string[] = []
beforeEach(() => {
  heard = []
})

const hear = (what: string) => async (): Promise<Answer> => {
  heard.push(what)
  return { kind: 'nothing' }
}
const note = (what: string) => async () => void heard.push(what)

const desk: Desk = {
  command: hear('command'),
  talk: hear('talk'),
  click: hear('click'),
  judge: hear('judge'),
  invited: hear('invited'),
  form: () => ({ faults: () => ({}), submit: hear('form') }),
  home: async () => ({ type: 'home', blocks: [] }),
  joined: note('joined'),
  left: note('left'),
  signedOut: note('signed out'),
  uninstalled: note('uninstalled'),
}

/** One process. */
function openApp(answered: Answered = unshared, asked: Desk = desk) {
  const app = new App({
    receiver: { init() {}, start: async () => {}, stop: async () => {} },
    authorize: async () => ({ botToken: 'xoxb-1', botUserId: 'UBOT', botId: 'B1' }),
    logger: silentLogger,
    convoStore: false,
  })
  listen(app, { desk: asked, answered, clock: Date.now, log: silent, commandPrefix: '' })
  const acknowledged: number[] = []
  const send = (body: object) => {
    const sentAt = performance.now()
    const ack = async () => void acknowledged.push(performance.now() - sentAt)
    return app.processEvent({ body: { ...body }, ack })
  }
  const event = (id: string, told: object) =>
    send({ type: 'event_callback', team_id: 'T1', event_id: id, event: told })
  const act = (trigger: string, done: object) =>
    send({ team: { id: 'T1' }, user: { id: 'U1' }, trigger_id: trigger, ...done })
  const bot = { user: 'UBOT', channel: 'C1' }
  return {
    acknowledged,
    mention: (id: string) =>
      event(id, { type: 'app_mention', user: 'U1', channel: 'C1', ts: '1.0', text: 'hello' }),
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
      act(trigger, {
        type: 'block_actions',
        channel: { id: 'C1' },
        actions: [{ type: 'button', action_id: 'company_csv', block_id: 'b', value: '1' }],
      }),
    /** Of the form that was opened with the id, sent by a press of its own each time. */
    form: (id: string, entered = 'amazon') => {
      const values = { name: { it: { type: 'plain_text_input', value: entered } } }
      const view = { id, type: 'modal', hash: 'h', callback_id: 'f', private_metadata: '' }
      const trigger = `${id} ${performance.now()}`
      return act(trigger, { type: 'view_submission', view: { ...view, state: { values } } })
    },
    shortcut: (trigger: string) =>
      act(trigger, {
        type: 'message_action',
        callback_id: 'judge_message',
        channel: { id: 'C1' },
        message: { text: 'Acme cuts 300 jobs' },
      }),
    invitation: (id: string) => event(id, { type: 'member_joined_channel', ...bot, inviter: 'U1' }),
    removal: (id: string) => event(id, { type: 'member_left_channel', ...bot }),
    goodbye: (id: string) => event(id, { type: 'app_uninstalled' }),
    revocation: (id: string) => event(id, { type: 'tokens_revoked', tokens: { bot: ['UBOT'] } }),
  }
}

const asked = ['mention', 'command', 'click'] as const
const kinds = [
  ...asked,
  'form',
  'shortcut',
  'invitation',
  'removal',
  'goodbye',
  'revocation',
] as const

test.each(kinds)('a %s that Slack sends again is acted on once', async (kind) => {
  const app = openApp()
  for (const id of ['1', '2', '1']) await app[kind](id)
  expect(heard).toHaveLength(2)
})

test.each(
  asked.flatMap((kind) => asked.filter((other) => other !== kind).map((other) => [kind, other])),
)('a %s is known again after a burst of another kind: %s', async (kind, other) => {
  const app = openApp()
  await app[kind]('again')
  for (let at = 0; at < burst; at++) await app[other](`${at}`)
  await app[kind]('again')
  expect(heard).toHaveLength(1 + burst)
})

test('a form that waits for its answer gets another when it is sent again', async () => {
  const view = {
    type: 'modal' as const,
    title: { type: 'plain_text' as const, text: 'x' },
    blocks: [],
  }
  const waits = {
    faults: () => ({}),
    submit: hear('form'),
    meanwhile: { view, again: hear('again') },
  }
  const app = openApp(unshared, { ...desk, form: () => waits })
  for (const id of ['1', '2', '1']) await app.form(id)
  expect(heard).toEqual(['form', 'form', 'again'])
})

test('a form that is sent once more is taken where something else was entered', async () => {
  const app = openApp()
  for (const entered of ['amazon', 'amazon', 'google']) await app.form('V1', entered)
  expect(heard).toHaveLength(2)
})

describe('where a database is asked that', () => {
  test.each([
    ['does not answer', () => new Promise<boolean>(() => {})],
    ['fails', () => Promise.reject(new Error('the database is away'))],
  ])(
    '%s, all is acknowledged at once and answered, what came here before but once',
    async (_name, claim) => {
      const app = openApp({ claim })
      await Promise.all(asked.map((kind) => app[kind]('1')))
      for (const kind of asked) await app[kind]('1')
      expect(heard.sort()).toEqual(['click', 'command', 'talk'])
      expect(app.acknowledged).toHaveLength(2 * asked.length)
      expect(Math.max(...app.acknowledged)).toBeLessThan(500)
    },
  )
})

describe.skipIf(server === undefined)(`with two processes on one Postgres${needsServer}`, () => {
  async function openStores() {
    const url = await createDatabase()
    return Promise.all(
      [1, 2].map(async () => {
        const opened = await openStore(url, { owner: null, clock: Date.now })
        if (opened.kind === 'fault') throw new Error(opened.sentence)
        onTestFinished(() => opened.store.close())
        return opened.store
      }),
    )
  }

  test('what reaches both is acted on by one, at the same moment or later', async () => {
    const apps = (await openStores()).map(({ answered }) => openApp(answered))
    for (const kind of kinds) {
      heard = []
      await Promise.all(apps.map((app) => app[kind](`${kind} 1`)))
      for (const app of apps) await app[kind](`${kind} 2`)
      expect([kind, heard.length]).toEqual([kind, 2])
    }
  })
})
