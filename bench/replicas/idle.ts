import { fork } from 'node:child_process'
import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openSlack } from '../../src/preview/slack.ts'
import { rss, startFeedServer } from '../../test/support/feed-server.ts'
import { type Cost, sayCost } from '../support/cost.ts'
import { stop } from './stop.ts'

const second = 1000
/** The feed is read once, and jobs begin. */
const settledMs = 15 * second
const measuredMs = 60 * second
const program = new URL('program.ts', import.meta.url)

/** What each of so many costs that run the whole program, with no news and nothing to send. */
export async function findIdleCost(
  database: string,
  folder: string,
  replicas: number,
): Promise<string> {
  const slack = await openSlack()
  const feeds = await startFeedServer()
  cpSync('config', folder, { recursive: true })
  const feed = { id: 'quiet', name: 'Quiet', url: feeds.serveFeed('/feed', rss([], 'Quiet')) }
  writeFileSync(join(folder, 'feeds.yaml'), JSON.stringify({ feeds: [feed] }))
  const channels = [{ channel: slack.channel('layoffs').id, hears: ['layoff'] }]
  writeFileSync(join(folder, 'channels.yaml'), JSON.stringify({ channels }))
  const env = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: database,
    CONFIG_DIR: folder,
    FEEDS_ALLOW_HOSTS: feeds.host,
    PORT: '0',
    LOG_LEVEL: 'error',
  }
  const children = Array.from({ length: replicas }, () => fork(program, { env }))
  await pause(settledMs)
  for (const child of children) child.send('count')
  await pause(measuredMs)
  const costs = await Promise.all(children.map(stop<Cost>))
  await Promise.all([slack.close(), feeds.close()])
  return sayCost(costs, measuredMs)
}
