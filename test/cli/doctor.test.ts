import { chmodSync, cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { stringify } from 'yaml'
import { check } from '../../src/cli/check.ts'
import { doctorWith } from '../../src/cli/doctor.ts'
import type { Finding } from '../../src/cli/finding.ts'
import type { FeedState } from '../../src/core/feed/schedule.ts'
import type { ChannelId, TeamId } from '../../src/core/ids.ts'
import { openSlack, type SlackOptions } from '../../src/preview/slack.ts'
import { scopes } from '../../src/slack/manifest.ts'
import { scopeReasons } from '../../src/slack/scope-reasons.ts'
import { openStore } from '../../src/store/open-store.ts'
import { silent } from '../support/bot.ts'
import { runCommand } from '../support/command.ts'
import { refuse } from '../support/delivered.ts'
import { readFeeds } from '../support/feeds.ts'
import { createDatabase, needsServer, server } from '../support/postgres.ts'
import { openTestDatabase, temporaryFolder } from '../support/store.ts'

/** A small Slack, a configuration with three feeds, and an empty folder for the database. */
async function layOut(options: SlackOptions = {}) {
  const slack = await openSlack(options)
  onTestFinished(() => slack.close())
  const folder = temporaryFolder()
  const config = join(folder, 'config')
  cpSync(new URL('../../config', import.meta.url), config, { recursive: true })
  const configure = (file: string, value: object) =>
    writeFileSync(join(config, file), stringify(value))
  configure('feeds.yaml', {
    feeds: [{ id: 'wire', name: 'Example Wire', url: 'https://wire.example/feed' }],
  })
  const path = join(folder, 'bellwether.db')
  const env: Record<string, string> = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: `sqlite:${path}`,
    CONFIG_DIR: config,
  }
  return { slack, env, path, folder, configure }
}

async function examine(env: Record<string, string>, clock = Date.now) {
  const { code, out, err } = await runCommand(doctorWith(clock), ['--json'], env)
  const findings = out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Finding)
  const faults = findings.filter(({ state }) => state === 'fault')
  return {
    code,
    out: out + err,
    findings,
    faults: faults.map(({ check, says }) => `${check}: ${says}`),
  }
}

test('a sound installation is a line each and no fault, and nothing is made or changed', async () => {
  const { slack, env, path, configure } = await layOut()
  configure('channels.yaml', { channels: [{ channel: slack.channel('layoffs').id }] })
  const { code, out } = await runCommand(doctorWith(Date.now), [], env)
  expect(out.split('\n').map((line) => line.slice(0, 22).trim())).toEqual([
    'ok     configuration',
    'ok     contact',
    'ok     token',
    'ok     scopes',
    'ok     clock',
    'ok     channels',
    'ok     socket',
    'ok     database',
    'ok     disk',
    '?      feeds',
    'ok     versions',
    '',
  ])
  expect(code).toBe(0)
  expect(out).toContain(`"${path}" is made at the first start`)
  expect(slack.link.connections()).toBe(0)
})

test('the SEC is asked for by default, and needs an address of ours', async () => {
  const { env, configure } = await layOut()
  configure('feeds.yaml', {
    feeds: [{ id: 'sec', name: 'SEC', kind: 'sec-8k', url: 'https://www.sec.example/list' }],
  })
  const { faults } = await examine(env)
  expect(faults).toMatchObject([expect.stringContaining('contact: CONTACT is not set')])
  expect((await examine({ ...env, CONTACT: 'news@acme.example' })).faults).toEqual([])
})

test('a missing scope is named with why it is needed', async () => {
  const { env } = await layOut({ scopes: scopes.filter((scope) => scope !== 'channels:join') })
  const { code, faults } = await examine(env)
  expect(faults).toEqual([
    'scopes: channels:join is missing in Preview: it joins the public channels that it is configured for. Add it under "OAuth & Permissions" and install the app again.',
  ])
  expect(code).toBe(1)
})

test.each(['invalid_auth', 'token_revoked', 'account_inactive'])(
  'a bot token that Slack refuses (%s) is one fault, and the rest is still examined',
  async (error) => {
    const { slack, env } = await layOut()
    slack.faults.add({ method: 'auth.test', kind: 'error', error })
    const { faults, findings } = await examine(env)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toContain(`token: Slack refused SLACK_BOT_TOKEN (${error})`)
    expect(findings.map(({ check }) => check)).toContain('socket')
  },
)

test('an app token without its scope is a fault of the socket, and no token is printed', async () => {
  const { slack, env } = await layOut()
  const token = slack.world.tokens.get(slack.appToken)
  if (token) token.scopes = []
  const { faults, out } = await examine(env)
  expect(faults).toEqual([
    expect.stringContaining('socket: Slack refused SLACK_APP_TOKEN (missing_scope)'),
  ])
  for (const secret of [slack.botToken, slack.appToken]) expect(out).not.toContain(secret)
})

test('a Slack that cannot be reached is said so', async () => {
  const { env } = await layOut()
  const { code, faults } = await examine({ ...env, SLACK_API_URL: 'http://127.0.0.1:9/api/' })
  expect(faults[0]).toContain('token: Slack cannot be reached')
  expect(code).toBe(1)
}, 20_000)

test('channels that it may not post to are named with what to do', async () => {
  const { slack, env, path, configure } = await layOut()
  const id = (name: string) => slack.channel(name).id
  const names = ['general', 'random', 'newsroom', 'old-news', 'layoffs']
  const channels = [...names.map(id), 'C00000NONE']
  configure('channels.yaml', { channels: channels.map((channel) => ({ channel })) })
  const db = await openTestDatabase(path)
  const place = { teamId: slack.team.id as TeamId, channelId: id('layoffs') as ChannelId }
  await refuse(db, place, 'restricted_action')
  await db.destroy()
  expect((await examine(env)).faults).toEqual([
    expect.stringMatching(`channels: ${id('newsroom')}: .*/invite @Bellwether`),
    expect.stringMatching(`channels: ${id('old-news')} \\(#old-news\\) is archived: unarchive it`),
    `channels: ${id('layoffs')} (#layoffs): when it last posted there, the workspace lets only some people post in this channel`,
    expect.stringMatching('channels: C00000NONE: there is none of that id'),
  ])
})

test('a clock that is off Slack’s is told by how much', async () => {
  const { env } = await layOut()
  const { faults } = await examine(env, () => Date.now() - 400_000)
  expect(faults).toEqual([
    expect.stringMatching(/clock: it is (399|400|401) s behind Slack's: set it/),
  ])
})

test('feeds that fail say why, those that are fine are counted', async () => {
  const { env, path } = await layOut()
  const db = await openTestDatabase(path)
  const feed = (id: string, state: Partial<FeedState> = {}) => ({
    url: `https://${id}.example`,
    name: id,
    state: { lastSuccessAt: 1, ...state },
  })
  const error = (sentence: string) => ({ at: 2, reason: 'gone', sentence }) as const
  const broken = { failingSince: 2, failures: 3, lastError: error('broken.example answers 500.') }
  const closed = { nextAt: null, lastError: error('It is gone.') }
  const feeds = {
    fine: feed('fine'),
    broken: feed('broken', broken),
    closed: feed('closed', closed),
  }
  await readFeeds(db, feeds, 1)
  await db.destroy()
  const { faults, findings } = await examine(env)
  expect(faults.toSorted()).toEqual([
    'feeds: broken is failing: broken.example answers 500.',
    'feeds: closed is stopped: It is gone.',
  ])
  expect(findings.find(({ check, state }) => check === 'feeds' && state === 'fine')?.says).toBe(
    '1 of 3 can be read',
  )
})

test.skipIf(server === undefined)(
  `where fewer hear a Postgres ring than deliver, one may be deaf, gone, or draining: that is no fault${needsServer}`,
  async () => {
    const { env } = await layOut()
    env.DATABASE_URL = await createDatabase()
    const opened = await openStore(env.DATABASE_URL, { owner: null, clock: Date.now })
    if (opened.kind === 'fault') throw new Error(opened.sentence)
    const { store } = opened
    const stopping = new AbortController()
    onTestFinished(() => {
      stopping.abort()
      return store.close()
    })
    await store.leases.hold(['team T1'])
    const findDatabase = async () =>
      (await examine(env)).findings.find(({ check }) => check === 'database')
    expect(await findDatabase()).toMatchObject({
      state: 'unknown',
      says: expect.stringContaining('`notices` of its /healthz'),
    })
    void store.bell.listen(silent, stopping.signal)
    await store.bell.next()
    expect(await findDatabase()).toMatchObject({ state: 'fine' })
  },
)

test('a database that cannot be made is a fault, here and in check', async () => {
  const { env, folder } = await layOut()
  const file = join(folder, 'config/feeds.yaml')
  const path = join(file, 'data/bellwether.db')
  const lost = { ...env, DATABASE_URL: `sqlite:${path}` }
  const why = `"${path}" cannot be made: "${file}" is no folder; give DATABASE_URL another path`
  expect((await examine(lost)).faults).toEqual([`database: ${why}`])
  expect(await runCommand(check, [], lost)).toMatchObject({ code: 1, err: `bellwether: ${why}\n` })
})

test.skipIf(process.getuid?.() === 0)('a database that cannot be written is a fault', async () => {
  const { env, folder, path } = await layOut()
  chmodSync(folder, 0o555)
  const fresh = (await examine(env)).faults
  chmodSync(folder, 0o755)
  expect(fresh).toEqual([expect.stringContaining(`give write permission on "${folder}"`)])
  await (await openTestDatabase(path)).destroy()
  chmodSync(path, 0o444)
  const { faults } = await examine(env)
  expect(faults).toEqual([expect.stringContaining(`give write permission on "${path}"`)])
})

test('a file that is no database is a fault', async () => {
  const { env, path } = await layOut()
  writeFileSync(
    path,
    'not a database, though long enough to be looked at as if it were one'.repeat(40),
  )
  expect((await examine(env)).faults).toEqual([expect.stringContaining('is no SQLite database')])
})

test('faults of the configuration are findings too', async () => {
  const { env, configure } = await layOut()
  configure('channels.yaml', { channels: [{ channel: '#layoffs' }] })
  configure('labelled.jsonl', {})
  const { code, faults } = await examine(env)
  expect(faults).toEqual([
    expect.stringMatching(/^configuration: .*channels.yaml:2: /),
    expect.stringMatching(/^configuration: labelled.jsonl:1: /),
  ])
  expect(code).toBe(1)
})

test('without a credential it says that the preview starts', async () => {
  const { env } = await layOut()
  const { SLACK_BOT_TOKEN: _, SLACK_APP_TOKEN: __, ...rest } = env
  const { code, findings } = await examine(rest)
  expect(findings[1]?.says).toContain('no Slack credential is set')
  expect(code).toBe(0)
})

test('an option that it does not know is bad usage', async () => {
  const { env } = await layOut()
  const { code, err } = await runCommand(doctorWith(Date.now), ['--jsno'], env)
  expect(code).toBe(2)
  expect(err).toContain("Unknown option '--jsno'")
})

test('the manual gives the reason for each scope', () => {
  const manual = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8')
  for (const scope of scopes) expect(manual).toContain(`| \`${scope}\` | ${scopeReasons[scope]} |`)
})
