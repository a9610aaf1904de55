import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Update } from '../../src/preview/page/wire.ts'
import { openPage } from '../../src/preview/page-server.ts'
import { openSlack, type Slack } from '../../src/preview/slack.ts'

let slack: Slack
let url: string
let close: () => Promise<void>

beforeEach(async () => {
  slack = await openSlack()
  const page = openPage(slack)
  const server = createServer(page.listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  close = async () => {
    page.close()
    server.closeAllConnections()
    server.close()
    await slack.close()
  }
})
afterEach(() => close())

test('the page allows nothing to run or load but what is in it', async () => {
  const response = await fetch(url)
  const policy = response.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toMatch(/script-src 'sha256-[^']+';/)
  expect(policy).not.toContain('unsafe')
  expect(await response.text()).not.toMatch(/<(script|link|img)[^>]+(src|href)="http/)
})

test('a name that is not local is not answered, so that no other site can act here', async () => {
  const { port } = new URL(url)
  const { request } = await import('node:http')
  const status = await new Promise<number | undefined>((resolve) => {
    const headers = { host: 'evil.example' }
    request({ port, host: '127.0.0.1', headers }, (r) => resolve(r.resume().statusCode)).end()
  })
  expect(status).toBe(404)
})

test('what is posted reaches an open page, what is for another does not', async () => {
  const updates = await listen()
  slack.say('layoffs', 'grace', 'hello')
  const channel = slack.channel('layoffs').id
  await fetch(`${slack.apiUrl}chat.postEphemeral`, {
    method: 'POST',
    headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      channel,
      user: [...slack.team.users.values()].find((user) => user.name === 'grace')?.id,
      text: 'secret',
    }),
  })
  slack.say('layoffs', 'grace', 'bye')
  const texts = () => updates.flatMap((one) => (one.kind === 'message' ? [one.message.text] : []))
  await slack.until(() => texts().includes('bye'), 'the message')
  expect(updates[0]).toMatchObject({ kind: 'snapshot', snapshot: { me: { name: 'ada' } } })
  expect(texts()).toEqual(['hello', 'bye'])
})

test('a person’s words are escaped as Slack escapes them', async () => {
  const asked = { kind: 'say', channel: slack.channel('layoffs').id, text: '<!channel> & co' }
  await fetch(`${url}/preview/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  })
  expect(slack.posted('layoffs')[0]?.text).toBe('&lt;!channel&gt; &amp; co')
})

async function listen(): Promise<Update[]> {
  const updates: Update[] = []
  const { body } = await fetch(`${url}/preview/events`)
  const read = async () => {
    let text = ''
    for await (const chunk of (body ?? []) as unknown as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString()
      const parts = text.split('\n\n')
      text = parts.pop() ?? ''
      updates.push(...parts.map((part) => JSON.parse(part.replace(/^data: /, '')) as Update))
    }
  }
  read().catch(() => undefined)
  await slack.until(() => updates.length > 0, 'the snapshot')
  return updates
}
