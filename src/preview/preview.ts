import type { RequestListener } from 'node:http'
import { openPage, type Page } from './page-server.ts'
import { openSample, type Sample } from './sample/sample.ts'
import { openSlack, type Slack, type SlackOptions } from './slack.ts'
import { messageAsText } from './terminal.ts'
import { CHANNELS, type ChannelSeed } from './world.ts'

const digestChannel: ChannelSeed = {
  name: 'daily-digest',
  botIn: true,
  topic: 'The news of a day in one message',
}

/** Everything that stands in for the world when there is no Slack: a workspace and its news. */
export interface Preview {
  /** For `SLACK_API_URL`, `SLACK_BOT_TOKEN` and `SLACK_APP_TOKEN`. */
  apiUrl: string
  botToken: string
  appToken: string
  /** To be polled besides the configured feeds. */
  feeds: Sample['feeds']
  /** For FEEDS_ALLOW_HOSTS. */
  allowHost: string
  /** Channels for channels.yaml's place: the bot is a member of each. */
  channels: { id: string; name: string }[]
  slack: Slack
  /** The page, for the HTTP server on PORT: all but `/healthz`. */
  listener: RequestListener
  judgeBy: Page['judgeBy']
  close(): Promise<void>
}

export interface PreviewOptions extends SlackOptions {
  /** Told each message as text, as it is posted or edited. */
  write?: (text: string) => void
}

export async function openPreview(options: PreviewOptions = {}): Promise<Preview> {
  const { write, now = Date.now } = options
  const channels = [...CHANNELS, digestChannel]
  const [slack, sample] = await Promise.all([
    openSlack({ channels, ...options }),
    openSample(now(), now),
  ])
  slack.on((change) => {
    if (change.kind !== 'message' || change.was !== 'new') return
    const name = slack.world.teams.get(change.teamId)?.channels.get(change.message.channel)?.name
    write?.(`${messageAsText(change.message, name ?? '?')}\n\n`)
  })
  const page = openPage(slack)
  const member = slack.team.bot?.userId ?? ''
  return {
    apiUrl: slack.apiUrl,
    botToken: slack.botToken,
    appToken: slack.appToken,
    feeds: sample.feeds,
    allowHost: sample.host,
    channels: [...slack.team.channels.values()]
      .filter((channel) => channel.members.has(member))
      .map(({ id, name }) => ({ id, name })),
    slack,
    listener: page.listener,
    judgeBy: page.judgeBy,
    async close() {
      page.close()
      await Promise.all([slack.close(), sample.close()])
    },
  }
}
