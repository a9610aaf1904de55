import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { TeamId } from '../../src/core/ids.ts'
import type { Installs } from '../../src/desk/ports.ts'
import { openSlack, type Slack } from '../../src/preview/slack.ts'
import { seal, unseal } from '../../src/slack/seal.ts'
import { openWorkspaces } from '../../src/slack/workspaces.ts'
import { openInstalls } from '../../src/store/installs.ts'
import { silent } from '../support/bot.ts'
import { openTestDatabase } from '../support/store.ts'

const tokenKey = randomBytes(32)

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function open(rotates = false, key = tokenKey) {
  const slack = await openSlack({ rotates })
  onTestFinished(() => slack.close())
  const db = await openTestDatabase()
  const { clientId, clientSecret, apiUrl: slackApiUrl } = slack
  const app = { clientId, clientSecret, stateSecret: 'a state secret', slackApiUrl }
  const installs = openInstalls(db)
  const openWith = (tokenKey: Buffer) =>
    openWorkspaces({ ...app, tokenKey, installs, clock: Date.now, log: silent })
  const workspaces = openWith(key)
  /** Another process on the same database. */
  const openBeside = () =>
    openWorkspaces({
      ...app,
      tokenKey,
      installs: openInstalls(db),
      clock: Date.now,
      log: silent,
    })
  return { slack, installs, workspaces, openWith, openBeside, teamId: slack.team.id as TeamId }
}

/** Goes through the installer's pages as a browser does. */
async function install(
  slack: Slack,
  listener: RequestListener,
  granting: (back: URLSearchParams) => void = () => {},
): Promise<Response> {
  const url = await serve(listener)
  const page = await fetch(`${url}/slack/install`, { redirect: 'manual' })
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? ''
  const asked = page.headers.get('location') ?? ''
  expect(asked.startsWith(slack.authorizeUrl)).toBe(true)
  const granted = await fetch(asked, { redirect: 'manual' })
  const back = new URL(granted.headers.get('location') ?? '')
  granting(back.searchParams)
  const { search } = back
  return fetch(`${url}/slack/oauth_redirect${search}`, { headers: { cookie } })
}

test('a workspace installs the app by Bolt’s own pages, and its token is sealed in the database', async () => {
  const { slack, installs, workspaces, teamId } = await open()
  expect(await workspaces.tokenOf(teamId)).toBeNull()
  expect((await install(slack, workspaces.listener)).status).toBe(200)
  const token = await workspaces.tokenOf(teamId)
  expect(token).toMatch(/^xoxb-/)
  const sealed = (await installs.findInstall(teamId)) ?? ''
  expect(sealed).not.toContain('xoxb')
  expect(unseal(sealed, teamId, tokenKey)).toContain(token)
  await installs.removeInstall(teamId)
  expect(await workspaces.tokenOf(teamId)).toBeNull()
})

test('whoever cancels gets a page that says so', async () => {
  const { slack, installs, workspaces, teamId } = await open()
  const cancelled = await install(slack, workspaces.listener, (back) => {
    back.delete('code')
    back.set('error', 'access_denied')
  })
  expect(cancelled.status).toBe(200)
  expect(await cancelled.text()).toContain('You cancelled, and nothing was installed or changed.')
  expect(await installs.findInstall(teamId)).toBeNull()
})

test('an installation for a whole organisation is refused with what to do', async () => {
  const { slack, installs, workspaces } = await open()
  const refused = await install(slack, workspaces.listener, (back) =>
    back.set('code', slack.newCode(slack.team, true)),
  )
  expect(refused.status).toBe(403)
  expect(await refused.text()).toContain('organisation-wide (Enterprise Grid) installation is not')
  expect(await installs.listInstalls()).toEqual([])
})

test('an installation that was begun elsewhere, or that Slack refuses, gets a page too', async () => {
  const { slack, workspaces } = await open()
  const elsewhere = await install(slack, workspaces.listener, (back) => back.set('state', 'forged'))
  expect(elsewhere.status).toBe(400)
  expect(await elsewhere.text()).toContain('not begun in this browser')
  const used = await install(slack, workspaces.listener, (back) => back.set('code', 'used'))
  expect(used.status).toBe(500)
  expect(await used.text()).toContain('Slack did not finish the installation')
})

test('a token is renewed before it expires, once, however many ask', async () => {
  const { slack, installs, workspaces, teamId } = await open(true)
  await install(slack, workspaces.listener)
  const first = await workspaces.tokenOf(teamId)
  await expireSoon(installs, teamId)
  await workspaces.rotate()
  const renewed = await Promise.all([1, 2, 3].map(() => workspaces.tokenOf(teamId)))
  expect(new Set(renewed).size).toBe(1)
  expect(renewed[0]).not.toBe(first)
})

test.skipIf(process.env.TEST_STORE !== 'postgres')(
  'of two processes on one Postgres one renews a token, and the other has it from there',
  async () => {
    const { slack, installs, workspaces, openBeside, teamId } = await open(true)
    await install(slack, workspaces.listener)
    const first = await workspaces.tokenOf(teamId)
    await expireSoon(installs, teamId)
    const both = [workspaces, openBeside()]
    const renewed = await Promise.all(both.map(({ tokenOf }) => tokenOf(teamId)))
    expect(new Set(renewed).size).toBe(1)
    expect(renewed[0]).not.toBe(first)
    expect(
      slack.traffic.calls('oauth.v2.access').filter(({ sent }) => sent.refresh_token),
    ).toHaveLength(1)
  },
)

async function expireSoon(installs: Installs, teamId: TeamId): Promise<void> {
  const installation = JSON.parse(
    unseal((await installs.findInstall(teamId)) ?? '', teamId, tokenKey) ?? '',
  )
  installation.bot.expiresAt = Math.floor(Date.now() / 1000) + 60
  await installs.recordInstall(
    teamId,
    null,
    seal(JSON.stringify(installation), teamId, tokenKey),
    0,
  )
}

test('another TOKEN_KEY opens nothing, and says so', async () => {
  const { slack, workspaces, openWith, teamId } = await open()
  await install(slack, workspaces.listener)
  await expect(openWith(randomBytes(32)).tokenOf(teamId)).rejects.toThrow(/TOKEN_KEY does not open/)
})

test('what is sealed for one workspace opens for no other, and not when it was changed', () => {
  const sealed = seal('a secret', 'T1', tokenKey)
  expect(unseal(sealed, 'T1', tokenKey)).toBe('a secret')
  expect(unseal(sealed, 'T2', tokenKey)).toBeNull()
  const bytes = Buffer.from(sealed, 'base64')
  bytes[30] = (bytes[30] ?? 0) ^ 1
  expect(unseal(bytes.toString('base64'), 'T1', tokenKey)).toBeNull()
  expect(unseal('', 'T1', tokenKey)).toBeNull()
})
