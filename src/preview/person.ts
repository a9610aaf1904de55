import type { Ack, EnvelopeKind, Link, Payload } from './link.ts'
import { place } from './posts.ts'
import { newResponseUrl, show } from './response-urls.ts'
import { isBag } from './shape.ts'
import {
  type Element,
  elementsOf,
  faultsBeforeSubmit,
  type Given,
  heldBy,
  type Option,
  optionsOf,
  stateOf,
  type Values,
} from './values.ts'
import { push, readView, rewrite, viewAsSent } from './views.ts'
import {
  type Block,
  type Channel,
  type Message,
  messageAsSent,
  newId,
  newTs,
  type Team,
  type User,
  type View,
  type World,
} from './workspace.ts'

/** What a person can do in Slack, done as their client does it: the app sees the same payloads. */
export interface Person {
  /** Types a slash command into a channel. */
  command(
    line: string,
    where: { channel: string; user?: string; thread?: string },
  ): Promise<Interaction>
  /** Uses an element of a message, a modal or the Home tab: a button, a menu, a select. */
  click(
    target: Message | View,
    actionId: string,
    how?: { user?: string; value?: Given; blockId?: string },
  ): Promise<Interaction>
  /** Asks an external select for its options. */
  suggest(target: Message | View, actionId: string, query: string, user?: string): Promise<Option[]>
  /** Fills inputs of the open modal without submitting; by action id or block id. */
  fill(user: string, values: Record<string, Given>): void
  /** Fills inputs, by action id or block id, and submits the open modal. */
  submitView(user: string, values?: Record<string, Given>): Promise<Submission>
  closeView(user: string): Promise<void>
  openHome(user: string): Promise<Interaction>
  say(channel: string, user: string, text: string, threadTs?: string): Message
  /** The bot is invited to a channel, or removed from it. */
  invite(channel: string, user?: string): Promise<Interaction>
  kick(channel: string, user?: string): Promise<Interaction>
  uninstall(team?: string): Promise<Interaction>
  event(event: Payload, team?: string): Promise<Interaction>
}

export interface Interaction {
  triggerId: string
  ack: Ack
  /** What Slack tells the person where the app did not answer; else undefined. */
  complaint: string | undefined
}

export interface Submission {
  outcome: 'incomplete' | 'closed' | 'errors' | 'updated' | 'pushed' | 'cleared' | 'trouble'
  /** By block id. */
  errors: Record<string, string>
  ack?: Ack
  /** The modal now on top. */
  view: View | undefined
}

export interface PersonParts {
  world: World
  link: Link
  base: () => string
  during: <T>(work: () => Promise<T>) => Promise<T>
}

export function openPerson({ world, link, base, during }: PersonParts): Person {
  /** By view id or message ts. */
  const entered = new Map<string, Values>()

  const teamOf = (id?: string): Team => {
    const team = id === undefined ? [...world.teams.values()][0] : world.teams.get(id)
    if (!team) throw new Error(`preview: no workspace "${id}"`)
    return team
  }

  const newTrigger = (team: Team, user: User): string => {
    const id = `${Date.now()}.${newId('T')}`
    world.triggers.set(id, { teamId: team.id, userId: user.id, madeAt: world.now(), used: false })
    return id
  }

  async function send(
    kind: EnvelopeKind,
    triggerId: string,
    payload: Payload,
  ): Promise<Interaction> {
    const ack = await during(() => link.send(kind, payload))
    return { triggerId, ack, complaint: complaintOf(ack) }
  }

  const about = (team: Team, user: User, triggerId: string) => ({
    user: { id: user.id, username: user.name, name: user.name, team_id: team.id },
    api_app_id: world.app.id,
    token: 'preview',
    trigger_id: triggerId,
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  })

  function event(team: Team, inner: Payload): Promise<Interaction> {
    const now = Math.floor(world.now() / 1000)
    return send('events_api', '', {
      token: 'preview',
      team_id: team.id,
      api_app_id: world.app.id,
      event: { event_ts: newTs(world.now()), ...inner },
      type: 'event_callback',
      event_id: newId('E'),
      event_time: now,
      authorizations: [
        {
          enterprise_id: null,
          team_id: team.id,
          user_id: team.bot?.userId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
    })
  }

  function membership(channelName: string, userName: string | undefined, joins: boolean) {
    const { team, channel } = findChannel(world, channelName)
    const bot = team.bot?.userId ?? ''
    if (joins) channel.members.add(bot)
    else channel.members.delete(bot)
    world.changes.emit('change', { kind: 'channel', teamId: team.id, channelId: channel.id })
    return event(team, {
      type: joins ? 'member_joined_channel' : 'member_left_channel',
      user: bot,
      channel: channel.id,
      channel_type: channel.kind === 'private' ? 'G' : 'C',
      team: team.id,
      inviter: findUser(team, userName).id,
    })
  }

  /** What the target is part of, as payloads name it, and how to answer there. */
  function placeOf(target: Message | View, team: Team, user: User, triggerId: string) {
    if ('type' in target) {
      const values = entered.get(target.id) ?? {}
      const view = viewAsSent(team, target, { values: stateOf(target.blocks, values) })
      const state = target.type === 'home' ? {} : { view }
      return { container: { type: 'view', view_id: target.id }, view, ...state }
    }
    const channel = team.channels.get(target.channel)
    if (!channel) throw new Error(`preview: no channel "${target.channel}"`)
    const ephemeral = target.ephemeralTo !== undefined
    return {
      container: {
        type: 'message',
        message_ts: target.ts,
        channel_id: channel.id,
        is_ephemeral: ephemeral,
        ...(target.threadTs && { thread_ts: target.threadTs }),
      },
      channel: { id: channel.id, name: channel.kind === 'im' ? 'directmessage' : channel.name },
      ...(!ephemeral && { message: messageAsSent(team, channel, target) }),
      state: { values: stateOf(target.blocks, entered.get(target.ts) ?? {}) },
      response_url: newResponseUrl(world, base(), {
        teamId: team.id,
        channelId: channel.id,
        userId: user.id,
        triggerId,
        message: target,
      }),
    }
  }

  function teamOfTarget(target: Message | View): Team {
    if ('type' in target) return teamOf(target.teamId)
    const found = [...world.teams.values()].find((team) => team.channels.has(target.channel))
    return found ?? teamOf()
  }

  function remember(target: Message | View, block: string, action: string, value: object): void {
    const key = 'type' in target ? target.id : target.ts
    const values = entered.get(key) ?? {}
    values[block] = { ...values[block], [action]: { ...value } }
    entered.set(key, values)
  }

  async function suggest(target: Message | View, actionId: string, query: string, name?: string) {
    const team = teamOfTarget(target)
    const user = findUser(team, name)
    const { block, element } = findElement(target.blocks, actionId)
    const { ack } = await send('interactive', '', {
      ...about(team, user, ''),
      ...placeOf(target, team, user, ''),
      type: 'block_suggestion',
      action_id: element.action_id,
      block_id: block.block_id,
      value: query,
    })
    const answer = ack.kind === 'acked' && isBag(ack.payload) ? ack.payload : {}
    return optionsOf(answer as Element)
  }

  function fill(view: View, values: Record<string, Given>): void {
    for (const [name, given] of Object.entries(values)) {
      const { block, element } = findElement(view.blocks, name)
      const value = heldBy(element, given)
      if (!value) throw new Error(`preview: "${name}" has no option ${JSON.stringify(given)}`)
      remember(view, block.block_id, element.action_id, value)
    }
  }

  function topView(userName: string): { team: Team; user: User; view: View } {
    for (const team of world.teams.values()) {
      const user = [...team.users.values()].find((u) => u.id === userName || u.name === userName)
      const view = user && team.modals.get(user.id)?.at(-1)
      if (user && view) return { team, user, view }
    }
    throw new Error(`preview: ${userName} has no modal open`)
  }

  const setStack = (team: Team, user: User, stack: View[]): void => {
    team.modals.set(user.id, stack)
    world.changes.emit('change', { kind: 'modals', teamId: team.id, userId: user.id })
  }

  /** Does to the stack of modals what the acknowledgement says. */
  function concluded(team: Team, user: User, view: View, ack: Ack): Submission['outcome'] {
    if (ack.kind !== 'acked') return 'trouble'
    const stack = team.modals.get(user.id) ?? []
    const answer = isBag(ack.payload) ? ack.payload : {}
    switch (answer.response_action) {
      case undefined:
        setStack(
          team,
          user,
          stack.filter((one) => one !== view),
        )
        return 'closed'
      case 'clear':
        setStack(team, user, [])
        return 'cleared'
      case 'errors': {
        const inputs = new Set(view.blocks.filter((b) => b.type === 'input').map((b) => b.block_id))
        const errors = (answer.errors ?? {}) as Record<string, string>
        const known =
          Object.keys(errors).length > 0 && Object.keys(errors).every((id) => inputs.has(id))
        view.errors = known ? errors : {}
        setStack(team, user, stack)
        return known ? 'errors' : 'trouble'
      }
      case 'update':
      case 'push': {
        const written = readView(answer.view, ['modal'])
        if ('ok' in written) return 'trouble'
        if (answer.response_action === 'update') rewrite(world, team, view, written)
        else push(world, team, user.id, written)
        return answer.response_action === 'update' ? 'updated' : 'pushed'
      }
      default:
        return 'trouble'
    }
  }

  return {
    async command(line, { channel: name, user: userName }) {
      const { team, channel } = findChannel(world, name)
      const user = findUser(team, userName)
      const triggerId = newTrigger(team, user)
      const [, command = '', text = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(line) ?? []
      const where = { teamId: team.id, channelId: channel.id, userId: user.id, triggerId }
      const done = await send('slash_commands', triggerId, {
        token: 'preview',
        team_id: team.id,
        team_domain: team.domain,
        channel_id: channel.id,
        channel_name: channel.kind === 'im' ? 'directmessage' : channel.name,
        user_id: user.id,
        user_name: user.name,
        command,
        text,
        api_app_id: world.app.id,
        is_enterprise_install: 'false',
        response_url: newResponseUrl(world, base(), where),
        trigger_id: triggerId,
      })
      const answer = done.ack.kind === 'acked' ? done.ack.payload : undefined
      if (typeof answer === 'string' && answer !== '') show(world, where, { text: answer })
      if (isBag(answer) && Object.keys(answer).length > 0) {
        const word = show(world, where, answer)
        if (word !== 'ok') return { ...done, complaint: word }
      }
      if (done.complaint === undefined) return done
      const text2 = `${command} failed with the error "${done.complaint}"`
      const slackbot = { user: 'USLACKBOT', isBot: false, blocks: [], ephemeralTo: user.id }
      place(world, team, channel, { ...slackbot, text: text2, answers: triggerId })
      return done
    },

    async click(target, actionId, how = {}) {
      const team = teamOfTarget(target)
      const user = findUser(
        team,
        how.user ?? ('type' in target ? target.userId : target.ephemeralTo),
      )
      const { block, element } = findElement(target.blocks, actionId, how.blockId)
      const offered = /external_select$/.test(element.type)
        ? await suggest(target, actionId, String(how.value ?? ''), user.id)
        : undefined
      const value = heldBy(element, how.value ?? null, offered)
      if (!value)
        throw new Error(`preview: "${actionId}" has no option ${JSON.stringify(how.value)}`)
      const isButton = /button$/.test(element.type)
      if (!isButton) remember(target, block.block_id, element.action_id, value)
      const triggerId = newTrigger(team, user)
      return send('interactive', triggerId, {
        ...about(team, user, triggerId),
        ...placeOf(target, team, user, triggerId),
        type: 'block_actions',
        actions: [
          {
            ...(isButton ? { text: element.text, value: element.value } : value),
            type: element.type,
            action_id: element.action_id,
            block_id: block.block_id,
            action_ts: newTs(world.now()),
          },
        ],
      })
    },

    suggest,
    fill: (userName, values) => fill(topView(userName).view, values),

    async submitView(userName, values = {}) {
      const { team, user, view } = topView(userName)
      fill(view, values)
      const state = stateOf(view.blocks, entered.get(view.id) ?? {})
      const errors = faultsBeforeSubmit(view.blocks, state)
      if (Object.keys(errors).length > 0) return { outcome: 'incomplete', errors, view }
      view.errors = {}
      const triggerId = newTrigger(team, user)
      const { ack } = await send('interactive', triggerId, {
        ...about(team, user, triggerId),
        type: 'view_submission',
        view: viewAsSent(team, view, { values: state }),
        response_urls: responseUrls(view.blocks, state, team, user, triggerId),
      })
      const outcome = concluded(team, user, view, ack)
      return { outcome, errors: view.errors, ack, view: team.modals.get(user.id)?.at(-1) }
    },

    async closeView(userName) {
      const { team, user, view } = topView(userName)
      setStack(team, user, (team.modals.get(user.id) ?? []).slice(0, -1))
      if (!view.notify_on_close) return
      const state = { values: stateOf(view.blocks, entered.get(view.id) ?? {}) }
      await send('interactive', '', {
        ...about(team, user, ''),
        type: 'view_closed',
        view: viewAsSent(team, view, state),
        is_cleared: false,
      })
    },

    openHome(userName) {
      const team = teamOf()
      const user = findUser(team, userName)
      const view = team.homes.get(user.id)
      return event(team, {
        type: 'app_home_opened',
        user: user.id,
        channel: newId('D'),
        tab: 'home',
        ...(view && { view: viewAsSent(team, view) }),
      })
    },

    say(channelName, userName, text, threadTs) {
      const { team, channel } = findChannel(world, channelName)
      const author = { user: findUser(team, userName).id, isBot: false }
      const thread = threadTs === undefined ? {} : { threadTs }
      return place(world, team, channel, { ...author, text, blocks: [], ...thread })
    },

    invite: (channel, user) => membership(channel, user, true),
    kick: (channel, user) => membership(channel, user, false),

    async uninstall(teamId) {
      const team = teamOf(teamId)
      for (const token of world.tokens.values()) {
        if (token.teamId === team.id && token.kind === 'bot') token.revoked = true
      }
      const bots = team.bot ? [team.bot.userId] : []
      await event(team, { type: 'tokens_revoked', tokens: { oauth: [], bot: bots } })
      return event(team, { type: 'app_uninstalled' })
    },

    event: (inner, teamId) => event(teamOf(teamId), inner),
  }

  function responseUrls(blocks: Block[], state: Values, team: Team, user: User, triggerId: string) {
    return elementsOf(blocks)
      .filter(({ element }) => element.response_url_enabled === true)
      .flatMap(({ block, element }) => {
        const value = state[block.block_id]?.[element.action_id]
        const channelId = value?.selected_conversation ?? value?.selected_channel
        if (typeof channelId !== 'string') return []
        const where = { teamId: team.id, channelId, userId: user.id, triggerId }
        return [
          {
            response_url: newResponseUrl(world, base(), where),
            channel_id: channelId,
            block_id: block.block_id,
            action_id: element.action_id,
          },
        ]
      })
  }
}

function complaintOf(ack: Ack): string | undefined {
  if (ack.kind === 'acked') return undefined
  return ack.kind === 'timed_out' ? 'operation_timeout' : 'dispatch_failed'
}

/** By id, or by name with or without `#`. */
export function findChannel(world: World, name: string): { team: Team; channel: Channel } {
  const bare = name.replace(/^#/, '')
  for (const team of world.teams.values()) {
    const channel =
      team.channels.get(name) ?? [...team.channels.values()].find((one) => one.name === bare)
    if (channel) return { team, channel }
  }
  throw new Error(`preview: no channel "${name}"`)
}

/** By id or name; the first person of the workspace unless told. */
export function findUser(team: Team, name?: string): User {
  const people = [...team.users.values()].filter((user) => !user.isBot)
  const user =
    name === undefined ? people[0] : people.find((one) => one.id === name || one.name === name)
  if (!user) throw new Error(`preview: no user "${name}"`)
  return user
}

function findElement(blocks: Block[], name: string, blockId?: string) {
  const found = elementsOf(blocks).find(
    ({ block, element }) =>
      (element.action_id === name || block.block_id === name) &&
      (blockId === undefined || block.block_id === blockId),
  )
  if (found) return found
  const there = elementsOf(blocks).map(({ element }) => element.action_id)
  throw new Error(`preview: no element "${name}"; there are: ${there.join(', ')}`)
}
