import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { Command, Desk } from '../../src/desk/ports.ts'
import type { Log } from '../../src/ports.ts'
import { oneWorkspace, openSlack, type Slack } from '../../src/slack/app.ts'
import { signIn } from '../../src/slack/sign-in.ts'
import { unshared } from '../../src/store/alone.ts'
import type { Answer } from '../../src/views/reply.ts'

const secret = 'a signing secret of our own'
const open: (Server | Slack)[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await ('stop' in one ? one.stop() : one.close())
})

const logged: string[] = []
const keep = (fields: object, message: string) =>
  void logged.push(JSON.stringify({ fields, message }))
const log: Log = { debug: keep, info: keep, warn: keep, error: keep }

async function serve(listener: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  open.push(server)
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Slack's Web API as far as signing in goes, and a response URL that keeps what it is sent. */
async function openBot(
  company: (command: Command) => Promise<Answer>,
  auth: object = { ok: true },
  more: Partial<Desk> = {},
) {
  const answers: { text: string; response_type: string }[] = []
  const slackUrl = await serve(async (request, response) => {
    const body = (await request.toArray()).join('')
    if (request.url === '/answer') answers.push(JSON.parse(body))
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ team_id: 'T1', user_id: 'UBOT', bot_id: 'B1', ...auth }))
  })
  const nothing = async (): Promise<Answer> => ({ kind: 'nothing' })
  const desk: Desk = {
    command: (_name, command) => company(command),
    talk: nothing,
    judge: nothing,
    click: async () => ({ kind: 'nothing' }),
    form: () => null,
    home: async () => ({ type: 'home', blocks: [] }),
    invited: nothing,
    joined: async () => {},
    left: async () => {},
    signedOut: async () => {},
    uninstalled: async () => {},
    ...more,
  }
  const botToken = 'xoxb-1-secret'
  const slackApiUrl = `${slackUrl}/api/`
  const signedIn = await signIn({ botToken, slackApiUrl, log })
  if (signedIn.kind === 'refused') return { refused: signedIn.sentence }
  const opened = openSlack({
    reach: { signingSecret: secret },
    authorize: oneWorkspace(botToken, signedIn.workspace),
    installer: null,
    slackApiUrl,
    desk,
    answered: unshared,
    commandPrefix: '',
    clock: Date.now,
    log,
  })
  open.push(opened)
  const botUrl = await serve(opened.listener ?? undefined)
  return { answers, botUrl, answerUrl: `${slackUrl}/answer` }
}

function send(botUrl: string, body: string, type: string, signedAt = Date.now(), key = secret) {
  const at = Math.floor(signedAt / 1000)
  const signature = createHmac('sha256', key).update(`v0:${at}:${body}`).digest('hex')
  return fetch(`${botUrl}/slack/events`, {
    method: 'POST',
    body,
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': `${at}`,
      'x-slack-signature': `v0=${signature}`,
    },
  })
}

const form = 'application/x-www-form-urlencoded'

function ask(
  botUrl: string,
  answerUrl: string,
  signedAt = Date.now(),
  key = secret,
  trigger = signedAt,
) {
  const body = new URLSearchParams({
    command: '/company',
    text: 'amazon',
    team_id: 'T1',
    channel_id: 'C1',
    user_id: 'U1',
    response_url: answerUrl,
    trigger_id: `${trigger}.2`,
  }).toString()
  return send(botUrl, body, form, signedAt, key)
}

test('a signed command is acknowledged before it is answered', async () => {
  let say = (_: Answer) => {}
  const bot = await openBot(() => new Promise((resolve) => (say = resolve)))
  const { answers = [], botUrl = '', answerUrl = '' } = bot
  expect((await ask(botUrl, answerUrl)).status).toBe(200)
  expect(answers).toEqual([])
  say({ kind: 'reply', reply: { text: 'Amazon', blocks: [] } })
  await expect.poll(() => answers).toMatchObject([{ text: 'Amazon', response_type: 'ephemeral' }])
})

test('an unsigned or replayed command is refused', async () => {
  const { botUrl = '', answerUrl = '' } = await openBot(() => Promise.reject(new Error('asked')))
  expect((await ask(botUrl, answerUrl, Date.now(), 'another secret')).status).toBe(401)
  expect((await ask(botUrl, answerUrl, Date.now() - 6 * 60_000)).status).toBe(401)
})

test('a command of the future is refused, though it is signed', async () => {
  const { botUrl = '', answerUrl = '' } = await openBot(() => Promise.reject(new Error('asked')))
  expect((await ask(botUrl, answerUrl, Date.now() + 6 * 60_000)).status).toBe(401)
})

test('a command that comes twice is run once', async () => {
  let runs = 0
  const bot = await openBot(async () => {
    runs++
    return { kind: 'reply', reply: { text: 'Amazon', blocks: [] } }
  })
  const { answers = [], botUrl = '', answerUrl = '' } = bot
  const at = Date.now()
  for (let time = 0; time < 3; time++) {
    expect((await ask(botUrl, answerUrl, at)).status).toBe(200)
  }
  await ask(botUrl, answerUrl, at - 1_000, secret, at)
  await ask(botUrl, answerUrl, at - 2_000)
  await expect.poll(() => answers.length).toBe(2)
  expect(runs).toBe(2)
})

/** What a person of workspace T2 does in a channel that T1 shares with it, where the app is T1's. */
const outside = { team: { id: 'T2' }, user: { id: 'U2', team_id: 'T2' } }
const sharedView = {
  id: 'V1',
  type: 'modal',
  app_installed_team_id: 'T1',
  callback_id: 'correct',
  private_metadata: '',
  state: { values: {} },
}

test.each([
  ['form', { type: 'view_submission', view: sharedView }],
  [
    'button in a form',
    {
      type: 'block_actions',
      view: sharedView,
      actions: [{ type: 'button', action_id: 'undo', block_id: 'b', value: '1' }],
    },
  ],
])(
  'the %s of a person from another workspace goes to the workspace that installed the app',
  async (_name, act) => {
    const teams: string[] = []
    const keep = async ({ teamId }: { teamId: string }): Promise<Answer> => {
      teams.push(teamId)
      return { kind: 'nothing' }
    }
    const desk: Partial<Desk> = {
      form: () => ({ faults: () => ({}), submit: keep }),
      click: (_action, click) => keep(click),
    }
    const { botUrl = '' } = await openBot(async () => ({ kind: 'nothing' }), { ok: true }, desk)
    const payload = JSON.stringify({ ...outside, trigger_id: '1.2', ...act })
    expect((await send(botUrl, new URLSearchParams({ payload }).toString(), form)).status).toBe(200)
    await expect.poll(() => teams).toEqual(['T1'])
  },
)

test('so does what such a person says to the bot', async () => {
  const teams: string[] = []
  const talk = async ({ teamId }: { teamId: string }): Promise<Answer> => {
    teams.push(teamId)
    return { kind: 'nothing' }
  }
  const { botUrl = '' } = await openBot(async () => ({ kind: 'nothing' }), { ok: true }, { talk })
  const event = {
    type: 'app_mention',
    user: 'U2',
    text: '<@UBOT> amazon',
    channel: 'C1',
    ts: '1.0',
  }
  const authorizations = [{ team_id: 'T1', user_id: 'UBOT', is_bot: true }]
  const told = { type: 'event_callback', team_id: 'T2', event_id: 'E1', event, authorizations }
  expect((await send(botUrl, JSON.stringify(told), 'application/json')).status).toBe(200)
  await expect.poll(() => teams).toEqual(['T1'])
})

test.each([
  ['null', 'application/json'],
  ['[]', 'application/json'],
  ['"text"', 'application/json'],
  ['{', 'application/json'],
  ['payload=null', form],
  ['payload={', form],
])('a signed body %s is refused, and the next command answered', async (body, type) => {
  const bot = await openBot(async () => ({ kind: 'reply', reply: { text: 'Amazon', blocks: [] } }))
  const { answers = [], botUrl = '', answerUrl = '' } = bot
  expect((await send(botUrl, body, type)).status).toBe(400)
  await ask(botUrl, answerUrl)
  await expect.poll(() => answers.length).toBe(1)
})

test('a person whose answer fails gets a reference that the log holds too', async () => {
  const bot = await openBot(() => Promise.reject(new Error('the token xoxb-12-secret is in here')))
  const { answers = [], botUrl = '', answerUrl = '' } = bot
  await ask(botUrl, answerUrl)
  await expect.poll(() => answers.length).toBe(1)
  const reference = /reference (\w{8})/.exec(answers[0]?.text ?? '')?.[1]
  const line = logged.find((entry) => entry.includes(`"reference":"${reference}"`))
  expect(line).toContain('the token [token] is in here')
})

test('an address that nobody serves is a 404', async () => {
  const { botUrl = '' } = await openBot(() => Promise.reject(new Error('asked')))
  for (const path of ['/', '/slack/install', '//']) {
    expect((await fetch(`${botUrl}${path}`)).status).toBe(404)
  }
})

test('a revoked token is one clear sentence', async () => {
  const bot = await openBot(() => Promise.reject(new Error('asked')), {
    ok: false,
    error: 'token_revoked',
  })
  expect(bot.refused).toBe(
    'Slack refused SLACK_BOT_TOKEN (token_revoked): it was revoked. Copy it again from the app\'s page at https://api.slack.com/apps, under "OAuth & Permissions" (it begins with xoxb-).',
  )
})
