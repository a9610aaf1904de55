import { readArgs } from './answer.ts'
import { isRefusal } from './channels.ts'
import { LIMITS } from './limits.ts'
import { edit, place, readContent, remove } from './posts.ts'
import { newId, type ResponseUrl, type World } from './workspace.ts'

/** What comes to a `response_url`, and what an acknowledgement carries as its answer. */

export function newResponseUrl(
  world: World,
  base: string,
  from: Omit<ResponseUrl, 'madeAt' | 'uses'>,
): string {
  const id = newId('R')
  world.responseUrls.set(id, { ...from, madeAt: world.now(), uses: 0 })
  return `${base}/respond/${id}`
}

/** Slack's word for what was wrong, or `ok`. */
export function respond(world: World, id: string, body: Record<string, unknown>): string {
  const url = world.responseUrls.get(id)
  if (!url) return 'invalid_url'
  if (world.now() - url.madeAt > LIMITS.responseUrlMs) return 'expired_url'
  if (url.uses >= LIMITS.responseUrlUses) return 'used_url'
  url.uses += 1
  return show(world, url, body)
}

/** Shows an answer to an interaction: in place of the message it came from, in the channel, or to one. */
export function show(
  world: World,
  where: Omit<ResponseUrl, 'madeAt' | 'uses'>,
  body: Record<string, unknown>,
): string {
  const team = world.teams.get(where.teamId)
  const channel = team?.channels.get(where.channelId)
  if (!team || !channel) return 'channel_not_found'
  const { message } = where
  if (body.delete_original === true) {
    if (message) remove(world, team, message)
    return 'ok'
  }
  const content = readContent(readArgs(body))
  if (isRefusal(content)) return content.error
  if (body.replace_original === true && message) {
    edit(world, team, message, content)
    message.answers = where.triggerId
    return 'ok'
  }
  const threadTs = typeof body.thread_ts === 'string' ? body.thread_ts : undefined
  place(world, team, channel, {
    user: team.bot?.userId ?? '',
    isBot: true,
    ...content,
    answers: where.triggerId,
    ...(body.response_type !== 'in_channel' && { ephemeralTo: where.userId }),
    ...(threadTs !== undefined && { threadTs }),
  })
  return 'ok'
}
