import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebClient } from '@slack/web-api'
import { openPage } from '../../../src/preview/page-server.ts'
import { openSlack } from '../../../src/preview/slack.ts'

/** The small Slack with its page, and nobody behind it: what is posted is posted by the test. */
export async function openWorkspace() {
  const slack = await openSlack({ rateLimits: false })
  const page = openPage(slack)
  const server = createServer(page.listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl })
  return {
    slack,
    client,
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    /** Posts blocks as the bot. */
    async post(blocks: object[], channel = 'layoffs', thread?: string) {
      const id = slack.channel(channel).id
      const to = { channel: id, text: 'text', ...(thread !== undefined && { thread_ts: thread }) }
      const { ts } = await client.chat.postMessage({ ...to, blocks: blocks as [] })
      return String(ts)
    },
    async close() {
      page.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await slack.close()
    },
  }
}
