import type { RespondArguments, RespondFn } from '@slack/bolt'
import { WebAPIPlatformError, type WebClient } from '@slack/web-api'
import type { Asker } from '../desk/ports.ts'
import { withoutNewBlocks } from '../views/fallback.ts'
import { notice } from '../views/notice.ts'
import type { Answer, Reply } from '../views/reply.ts'
import { isTooLate } from './refused.ts'

/** Where an answer goes. */
export interface Place {
  client: WebClient
  asker: Asker
  /** Commands and clicks on messages have one; forms and the App Home do not. */
  respond?: RespondFn
  triggerId?: string
  /** The form that was clicked in or sent: a form in answer takes its place. */
  viewId?: string
  /** That form says only that it waits for the answer. */
  waits?: true
  /** What was asked in the open is answered there: in a thread, or where that is null in the channel itself. */
  open?: { threadTs: string | null }
}

/** Puts an answer where its asker sees it. */
export async function put(place: Place, answer: Answer): Promise<void> {
  switch (answer.kind) {
    case 'reply':
      return whisper(place, answer.reply, answer.replace ?? false)
    case 'share':
      return say(place, answer.reply)
    case 'modal':
      return showForm(place, answer)
    case 'file':
      return sendFile(place, answer)
    case 'nothing':
      return
    default:
      return answer satisfies never
  }
}

async function whisper(place: Place, reply: Reply, replace: boolean): Promise<void> {
  const { respond, client, asker } = place
  if (respond) {
    const how = { response_type: 'ephemeral', replace_original: replace } as const
    const isSaid = await orPlain(reply, (message) => responded(respond, { ...how, ...message }))
      .then(() => true)
      .catch(isRefused)
    if (isSaid) return
  }
  const { channelId } = asker
  if (channelId) {
    const there = await orPlain(reply, async (message) => {
      if (!place.open) {
        await client.chat.postEphemeral({ channel: channelId, user: asker.userId, ...message })
        return
      }
      const { threadTs } = place.open
      const thread = threadTs !== null && { thread_ts: threadTs }
      await client.chat.postMessage({ channel: channelId, ...thread, ...message })
    }).catch(notThere)
    if (there !== 'not there') return
  }
  await orPlain(reply, async (message) => {
    await client.chat.postMessage({ channel: asker.userId, ...message })
  })
}

async function say({ respond, client, asker }: Place, reply: Reply): Promise<void> {
  await orPlain(reply, async (message) => {
    if (respond) {
      const how = { response_type: 'in_channel', replace_original: false } as const
      const isSaid = await responded(respond, { ...how, ...message })
        .then(() => true)
        .catch(isRefused)
      if (isSaid) return
    }
    await client.chat.postMessage({ channel: asker.channelId ?? asker.userId, ...message })
  })
}

async function showForm(
  place: Place,
  { view, otherwise = late, closed }: Answer & { kind: 'modal' },
): Promise<void> {
  const { client, viewId, triggerId } = place
  if (triggerId && !viewId) {
    const opened = await client.views.open({ trigger_id: triggerId, view }).catch((error) => {
      if (!isTooLate(error)) throw error
      return null
    })
    return opened ? undefined : whisper(place, otherwise, false)
  }
  if (!viewId) return whisper(place, otherwise, false)
  await client.views.update({ view_id: viewId, view }).catch((error: unknown) => {
    if (!(error instanceof WebAPIPlatformError && error.data.error === 'not_found')) throw error
    // Whoever closed it wants no answer, unless nothing came of it.
    return closed && whisper(place, closed, false)
  })
}

const late = notice(
  'Slack opens a form only within three seconds, and this took longer. Nothing was changed; please press it again.',
)

/** A file is for the person alone: it comes in their direct messages with the bot. */
async function sendFile({ client, asker }: Place, file: Answer & { kind: 'file' }): Promise<void> {
  const opened = await client.conversations.open({ users: asker.userId })
  const channel = opened.channel?.id
  if (!channel) throw new Error('slack: no direct message could be opened for a file')
  await client.filesUploadV2({
    channel_id: channel,
    filename: file.name,
    title: file.title,
    content: file.content,
  })
}

type Message = {
  text: string
  blocks: Reply['blocks'][number][]
  unfurl_links: false
  unfurl_media: false
}

/** Sends it as it is, and where Slack does not know a block yet, once more in older ones. */
async function orPlain(reply: Reply, send: (message: Message) => Promise<void>): Promise<void> {
  const message = (blocks: Reply['blocks']): Message => ({
    text: reply.text,
    blocks: [...blocks],
    unfurl_links: false,
    unfurl_media: false,
  })
  try {
    await send(message(reply.blocks))
  } catch (error) {
    if (!isAboutBlocks(error)) throw error
    await send(message(withoutNewBlocks(reply.blocks)))
  }
}

class Unanswered extends Error {}

/** A response URL says no in its body, whatever the status. */
async function responded(respond: RespondFn, message: RespondArguments): Promise<void> {
  const response = await respond(message).catch((cause: unknown) => {
    throw new Unanswered('slack: the response URL refused the answer', { cause })
  })
  const said = await response.text()
  if (said.includes('"ok":false')) {
    throw new Unanswered(`slack: the response URL refused the answer: ${said.slice(0, 200)}`)
  }
}

/** A response URL holds for half an hour and five answers; there are other ways to the person. */
function isRefused(error: unknown): false {
  if (error instanceof Unanswered) return false
  throw error
}

const isAboutBlocks = (error: unknown): boolean =>
  error instanceof Unanswered ||
  (error instanceof WebAPIPlatformError && /block/.test(error.data.error))

/** Nobody can be whispered to where the bot is not, or in a channel that it cannot see. */
function notThere(error: unknown): 'not there' {
  const words = ['not_in_channel', 'channel_not_found', 'user_not_in_channel', 'is_archived']
  if (error instanceof WebAPIPlatformError && words.includes(error.data.error)) return 'not there'
  throw error
}
