import type { WireChannel, WireCrossing, WireMessage, WireUser, WireView } from './page/wire.ts'
import type { Crossing } from './traffic.ts'
import type { Channel, Message, Team, User, View } from './workspace.ts'

/** The small Slack's memory in the form that its page is sent. */

export const userOnWire = ({ id, name, realName, isBot }: User): WireUser => ({
  id,
  name,
  realName,
  isBot,
})

export const channelOnWire = (team: Team, channel: Channel): WireChannel => ({
  id: channel.id,
  name: channel.name,
  kind: channel.kind,
  archived: channel.archived,
  topic: channel.topic,
  hasBot: channel.members.has(team.bot?.userId ?? ''),
})

export function messageOnWire(base: string, team: Team, message: Message): WireMessage {
  const { ts, channel, user, text, blocks, threadTs, files } = message
  return {
    ts,
    channel,
    user,
    text,
    blocks,
    ...(threadTs !== undefined && { threadTs }),
    ...(message.broadcast && { broadcast: true }),
    ...(message.edited && { edited: true }),
    ...(message.ephemeralTo !== undefined && { ephemeral: true }),
    ...(files && {
      files: files.map(({ id, title }) => ({ id, title, url: `${base}/upload/${team.id}/${id}` })),
    }),
  }
}

export const viewOnWire = (view: View): WireView => ({
  id: view.id,
  rootId: view.rootId,
  type: view.type,
  title: view.title?.text ?? '',
  submit: view.submit?.text ?? null,
  close: view.close?.text ?? 'Cancel',
  blocks: view.blocks,
  errors: view.errors,
})

export const crossingOnWire = (crossing: Crossing): WireCrossing => {
  const { id, at, ms, kind, name, outcome, broken, sent } = crossing
  return { id, at, ms, kind, name, outcome, broken, sent }
}
