import { cpSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { expect, onTestFinished, test, vi } from 'vitest'
import { parse, stringify } from 'yaml'
import { doctorWith } from '../../src/cli/doctor.ts'
import { initWith } from '../../src/cli/init.ts'
import { openSlack } from '../../src/preview/slack.ts'
import { runCommand } from '../support/command.ts'
import { temporaryFolder } from '../support/store.ts'

/** A small Slack with a fresh app, an empty configuration, and somebody who answers. */
async function layOut(file = '') {
  const slack = await openSlack({ rateLimits: false })
  onTestFinished(() => slack.close())
  const folder = temporaryFolder()
  const configDir = join(folder, 'config')
  cpSync(new URL('../../config', import.meta.url), configDir, { recursive: true })
  const envFile = join(folder, '.env')
  if (file !== '') writeFileSync(envFile, file)
  const env = { SLACK_API_URL: slack.apiUrl, CONFIG_DIR: configDir, CONTACT: 'ops@acme.example' }
  const begin = (own: Record<string, string> = {}) => converse(envFile, { ...env, ...own })
  const readEnv = () => (existsSync(envFile) ? readFileSync(envFile, 'utf8') : '')
  const readChannels = () => readFileSync(join(configDir, 'channels.yaml'), 'utf8')
  return { slack, env, envFile, configDir, begin, readEnv, readChannels }
}

/** `init` as somebody at a terminal meets it: each answer is given when its question stands there. */
function converse(envFile: string, env: Record<string, string>) {
  // Each key is echoed by whoever reads them, as at a terminal in raw mode.
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} })
  const said = { out: '', err: '', read: 0 }
  const sink = (name: 'out' | 'err') =>
    new PassThrough().setEncoding('utf8').on('data', (text: string) => {
      said[name] += text
    })
  const code = initWith(envFile).run([], {
    env,
    stdin,
    stdout: sink('out'),
    stderr: sink('err'),
    signal: new AbortController().signal,
  })
  // The question, and the prompt after it.
  const asked = (question: string) =>
    vi.waitFor(() => {
      expect(said.out.slice(said.read)).toContain(question)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: where readline puts the cursor
      expect(said.out).toMatch(/(: |\] |done\. )(\u001b\[\d+G)?$/)
    }, 5_000)
  return {
    code,
    said,
    asked,
    async answer(question: string, line: string) {
      await asked(question)
      said.read = said.out.length
      stdin.write(`${line}\r`)
    },
    hangUp: () => stdin.end(),
  }
}

const [enter, bot, app, which, hello] = [
  'Press Enter',
  'SLACK_BOT_TOKEN: on the app',
  'SLACK_APP_TOKEN: on the app',
  'Which shall hear',
  'May it say hello',
]
const again = 'Paste it here'

test('from nothing to a hello: the app, the tokens, the channels, and what each hears', async () => {
  const { slack, env, envFile, begin, readEnv, readChannels } = await layOut()
  const { code, said, answer } = begin({ CONTACT: '' })
  await answer(enter, '')
  await answer(bot, slack.botToken)
  await answer(app, slack.appToken)
  await answer('The SEC, whose filings', 'news@acme.example')
  await answer(which, '#layoffs, random')
  await answer('#layoffs hears', 'layoffs')
  await answer('#random hears', '"data center" type:ai min:$100m company:Amazon')
  await answer(hello, 'y')
  expect(await code).toBe(0)

  const address = /https:\/\/api\.slack\.com\/apps\?\S+/.exec(said.out)?.[0] ?? ''
  const manifest = JSON.parse(new URL(address).searchParams.get('manifest_json') ?? '')
  expect(manifest.oauth_config.scopes.bot).toContain('chat:write')
  expect(said.out).toContain('ok      chat:write')
  expect(readEnv()).toBe(
    [
      `SLACK_BOT_TOKEN=${slack.botToken}`,
      `SLACK_APP_TOKEN=${slack.appToken}`,
      'CONTACT=news@acme.example\n',
    ].join('\n'),
  )
  expect(statSync(envFile).mode & 0o777).toBe(0o600)
  expect(readChannels()).toContain('# What each channel hears')
  expect(parse(readChannels()).channels).toMatchObject([
    { channel: slack.channel('layoffs').id, watches: [{ types: ['layoff'] }] },
    {
      channel: slack.channel('random').id,
      watches: [
        {
          match: 'data center',
          companies: ['Amazon'],
          types: ['ai_investment'],
          min_amount_usd: 100_000_000,
        },
      ],
    },
  ])
  for (const name of ['layoffs', 'random']) expect(slack.posted(name)).toHaveLength(1)
  const tokens = { SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken }
  const examined = await runCommand(doctorWith(Date.now), [], { ...env, ...tokens })
  expect(examined.out).not.toContain('FAULT')
}, 30_000)

test('no token is ever shown, right or wrong', async () => {
  const { slack, begin } = await layOut()
  const { said, answer, hangUp, code } = begin()
  await answer(enter, '')
  await answer(bot, 'xoxb-1-wrong')
  await answer(again, slack.botToken)
  await answer(app, slack.appToken)
  await answer(which, '')
  expect(await code).toBe(0)
  hangUp()
  for (const token of ['xoxb-1-wrong', slack.botToken, slack.appToken]) {
    expect(said.out + said.err).not.toContain(token)
  }
})

test('each refusal of a token says what to do, and the question stands again', async () => {
  const { slack, begin, readEnv } = await layOut()
  const { said, asked, answer, code } = begin()
  await answer(enter, '')
  await answer(bot, '')
  await answer(again, slack.appToken)
  await answer('SLACK_BOT_TOKEN begins with xoxb-', 'xoxb-1-none')
  await asked('it is not a token that Slack knows')
  for (const error of ['token_revoked', 'account_inactive']) {
    slack.faults.add({ method: 'auth.test', kind: 'error', error })
  }
  await answer('it is not a token that Slack knows', slack.botToken)
  await answer('it was revoked', '')
  await answer('the app was removed from its workspace', '')
  slack.faults.add({ method: 'apps.connections.open', kind: 'error', error: 'missing_scope' })
  await answer(app, slack.botToken)
  await answer('SLACK_APP_TOKEN begins with xapp-', slack.appToken)
  expect(readEnv()).toBe(`SLACK_BOT_TOKEN=${slack.botToken}\n`)
  await answer('it lacks a scope', '')
  await answer(which, '')
  expect(await code).toBe(0)
  expect(said.out).toContain('Copy it again from the app')
})

test('a scope that is missing is named with its reason, and asked for until it is there', async () => {
  const { slack, begin, readEnv } = await layOut()
  const token = slack.world.tokens.get(slack.botToken)
  const whole = token?.scopes ?? []
  if (token) token.scopes = whole.filter((scope) => scope !== 'channels:join')
  const { said, asked, answer, code } = begin()
  await answer(enter, '')
  await answer(bot, slack.botToken)
  await answer('MISSING channels:join: it joins the public channels', '')
  await asked('MISSING channels:join')
  expect(readEnv()).toBe('')
  if (token) token.scopes = whole
  await answer(again, '')
  await answer(app, slack.appToken)
  await answer(which, '')
  expect(await code).toBe(0)
  expect(said.out).toContain('press "Reinstall to Workspace"')
})

test('broken off it keeps what was good, and begun again it goes on from there', async () => {
  const { slack, begin, readEnv, readChannels } = await layOut('PORT=4000\n# mine\n')
  const first = begin()
  await first.answer(enter, '')
  await first.answer(bot, slack.botToken)
  await vi.waitFor(() => expect(first.said.out).toContain(app))
  first.hangUp()
  expect(await first.code).toBe(1)
  expect(first.said.err).toContain('"npx bellwether init" goes on from there')
  expect(readEnv()).toBe(`PORT=4000\n# mine\nSLACK_BOT_TOKEN=${slack.botToken}\n`)

  const second = begin()
  await second.answer(app, slack.appToken)
  await second.answer(which, 'layoffs, general')
  await second.answer('#layoffs hears', 'ai')
  await vi.waitFor(() => expect(second.said.out).toContain('#general hears: '))
  second.hangUp()
  expect(await second.code).toBe(1)
  expect(second.said.out).not.toContain(enter)
  expect(parse(readChannels()).channels).toHaveLength(1)

  const third = begin()
  await third.answer(which, '')
  expect(await third.code).toBe(0)
  expect(third.said.out).toMatch(/#layoffs.*, hears type:ai/)
}, 30_000)

test('a channel or a watch that it does not understand is asked for again, with an example', async () => {
  const { slack, begin, readChannels } = await layOut()
  const { answer, code } = begin({
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
  })
  await answer(which, 'layoffs, nowhere, 999')
  await answer('There is no "nowhere" and "999" in the list', '1')
  await answer('hears: ', 'typ:ai')
  await answer('As in: "data center" type:ai', 'feed:https://news.example/rss')
  await answer('A feed is added in Slack', '')
  await answer(hello, 'n')
  expect(await code).toBe(0)
  expect(parse(readChannels()).channels).toMatchObject([
    { watches: [{ types: ['layoff', 'ai_investment'] }] },
  ])
})

test('a channel that is set already is set anew in its place', async () => {
  const { slack, begin, configDir, readChannels } = await layOut()
  const [layoffs, general] = [slack.channel('layoffs').id, slack.channel('general').id]
  const channels = [{ channel: layoffs, hears: ['layoff'] }, { channel: general }]
  writeFileSync(join(configDir, 'channels.yaml'), stringify({ channels, operators: ['U00000001'] }))
  const { answer, code } = begin({
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
  })
  await answer(which, 'layoffs')
  await answer('hears: ', 'ai')
  await answer(hello, '')
  expect(await code).toBe(0)
  expect(parse(readChannels())).toMatchObject({
    channels: [{ channel: layoffs, watches: [{ types: ['ai_investment'] }] }, { channel: general }],
    operators: ['U00000001'],
  })
  expect(slack.posted('layoffs')).toEqual([])
})

test('where Slack lets no hello through it says so, and all the rest is set up', async () => {
  const { slack, begin } = await layOut()
  slack.faults.add({ method: 'chat.postMessage', kind: 'error', error: 'restricted_action' })
  const { said, answer, code } = begin({
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
  })
  await answer(which, 'layoffs, general')
  await answer('#layoffs hears', '')
  await answer('#general hears', '')
  await answer(hello, 'yes')
  expect(await code).toBe(0)
  expect(said.out).toContain('the workspace lets only some people post in this channel')
  expect(slack.posted('general')).toHaveLength(1)
})

test('what is set for several workspaces, or configured wrongly, is told before anything is asked', async () => {
  const { begin, configDir } = await layOut()
  const several = begin({ SLACK_CLIENT_ID: '1.2' })
  expect(await several.code).toBe(2)
  expect(several.said.err).toContain('init sets up one')
  writeFileSync(join(configDir, 'channels.yaml'), stringify({ channels: [{ channel: '#x' }] }))
  const wrong = begin()
  expect(await wrong.code).toBe(2)
  expect(wrong.said.err).toContain('channels.yaml:2')
  expect(several.said.out + wrong.said.out).toBe('')
})

test('a Slack that cannot be reached is said so, and Enter tries again', async () => {
  const { slack, begin } = await layOut()
  slack.faults.add({ method: 'auth.test', kind: 'status', status: 503, times: 8 })
  const { answer, code } = begin()
  await answer(enter, '')
  await answer(bot, slack.botToken)
  await answer('Slack cannot be reached', '')
  await answer('Slack cannot be reached', '')
  await answer(app, slack.appToken)
  await answer(which, '')
  expect(await code).toBe(0)
}, 30_000)
