import { findUser } from './find.ts'
import type { Ack, EnvelopeKind, Link, Payload } from './link.ts'
import { newResponseUrl } from './response-urls.ts'
import { type Element, type Option, optionsOf, stateOf, type Values } from './values.ts'
import { viewAsSent } from './views.ts'
import {
  type Message,
  messageAsSent,
  newId,
  type Team,
  type User,
  type View,
  type World,
} from './workspace.ts'

/** Slack as it runs on a person's screen: what they entered and have not sent, and the payloads that go out. */
export interface Client {
  world: World
  base: () => string
  teamOf(id?: string): Team
  /** Who acts, and where: the person named, else the one whose view or message it is. */
  actor(target: Message | View, name?: string): { team: Team; user: User }
  newTrigger(team: Team, user: User): string
  send(kind: EnvelopeKind, triggerId: string, payload: Payload): Promise<Interaction>
  /** What every interactive payload begins with. */
  about(team: Team, user: User, triggerId: string): Payload
  /** What was clicked, as payloads name it, and how to answer there. */
  placeOf(target: Message | View, team: Team, user: User, triggerId: string): Payload
  remember(target: Message | View, blockId: string, actionId: string, value: object): void
  /** All inputs of a view as they stand. */
  stateIn(view: View): Values
  /** What may be chosen in an element: its own options, and what an external select was last offered. */
  choicesOf(target: Message | View, element: Element): Option[]
  offer(target: Message | View, element: Element, options: Option[]): void
}

export interface Interaction {
  triggerId: string
  ack: Ack
  /** What Slack tells the person where the app did not answer; else undefined. */
  complaint: string | undefined
}

export interface ClientParts {
  world: World
  link: Link
  base: () => string
  during: <T>(work: () => Promise<T>) => Promise<T>
}

const isView = (target: Message | View): target is View => 'type' in target

export function openClient({ world, link, base, during }: ClientParts): Client {
  /** By view id or message ts. */
  const entered = new Map<string, Values>()
  const offered = new Map<string, Option[]>()
  const keyOf = (target: Message | View) => (isView(target) ? target.id : target.ts)

  const teamOf = (id?: string): Team => {
    const team = id === undefined ? [...world.teams.values()][0] : world.teams.get(id)
    if (!team) throw new Error(`preview: no workspace "${id}"`)
    return team
  }

  const stateIn = (target: Message | View): Values =>
    stateOf(target.blocks, entered.get(keyOf(target)) ?? {})

  function messagePlace(message: Message, team: Team, user: User, triggerId: string): Payload {
    const channel = team.channels.get(message.channel)
    if (!channel) throw new Error(`preview: no channel "${message.channel}"`)
    const isEphemeral = message.ephemeralTo !== undefined
    return {
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: channel.id,
        is_ephemeral: isEphemeral,
        ...(message.threadTs && { thread_ts: message.threadTs }),
      },
      channel: { id: channel.id, name: channel.kind === 'im' ? 'directmessage' : channel.name },
      ...(!isEphemeral && { message: messageAsSent(team, channel, message) }),
      state: { values: stateIn(message) },
      response_url: newResponseUrl(world, base(), {
        teamId: team.id,
        channelId: channel.id,
        userId: user.id,
        triggerId,
        message,
      }),
    }
  }

  const offerKey = (target: Message | View, element: Element) =>
    `${keyOf(target)} ${element.action_id}`

  return {
    world,
    base,
    teamOf,
    stateIn,
    choicesOf: (target, element) => [
      ...optionsOf(element),
      ...(offered.get(offerKey(target, element)) ?? []),
    ],
    offer: (target, element, options) => {
      offered.set(offerKey(target, element), options)
    },
    actor(target, name) {
      const team = isView(target)
        ? teamOf(target.teamId)
        : [...world.teams.values()].find((one) => one.channels.has(target.channel))
      const own = isView(target) ? target.userId : target.ephemeralTo
      return { team: team ?? teamOf(), user: findUser(team ?? teamOf(), name ?? own) }
    },
    newTrigger(team, user) {
      const id = `${Date.now()}.${newId('T')}`
      const madeAt = world.now()
      world.triggers.set(id, { teamId: team.id, userId: user.id, madeAt, used: false })
      return id
    },
    async send(kind, triggerId, payload) {
      const ack = await during(() => link.send(kind, payload))
      return { triggerId, ack, complaint: complaintOf(ack) }
    },
    about: (team, user, triggerId) => ({
      user: { id: user.id, username: user.name, name: user.name, team_id: team.id },
      api_app_id: world.app.id,
      token: 'preview',
      trigger_id: triggerId,
      team: { id: team.id, domain: team.domain },
      enterprise: null,
      is_enterprise_install: false,
    }),
    placeOf(target, team, user, triggerId) {
      if (!isView(target)) return messagePlace(target, team, user, triggerId)
      const view = viewAsSent(team, target, { values: stateIn(target) })
      return { container: { type: 'view', view_id: target.id }, view }
    },
    remember(target, blockId, actionId, value) {
      const values = entered.get(keyOf(target)) ?? {}
      values[blockId] = { ...values[blockId], [actionId]: { ...value } }
      entered.set(keyOf(target), values)
    },
  }
}

/** Slack's word where an app does not answer a command. */
function complaintOf(ack: Ack): string | undefined {
  if (ack.kind === 'acked') return undefined
  return ack.kind === 'timed_out' ? 'operation_timeout' : 'dispatch_failed'
}
