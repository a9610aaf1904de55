import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { toldFetch } from '../../src/slack/told-fetch.ts'

/** More than a connection takes in unread. */
const longBody = 'x'.repeat(5_000_000)

async function openLimited() {
  const server = createServer((_, response) => {
    response.writeHead(429, { 'retry-after': '7' })
    response.end(longBody)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const connections = () =>
    new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)))
  return { url: `http://127.0.0.1:${port}/api/chat.postMessage`, connections }
}

test.each([
  ['text', 'channel=C1'],
  ['a form', new FormData()],
])('a limit of Slack holds no connection, however much it says: %s', async (_, body) => {
  const { url, connections } = await openLimited()
  for (let call = 0; call < 4; call++) {
    const limited = await toldFetch(url, { method: 'POST', body })
    expect(limited.headers.get('retry-after')).toBe('7')
  }
  await vi.waitFor(async () => expect(await connections()).toBe(0))
})
