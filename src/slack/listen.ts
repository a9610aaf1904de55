import { randomUUID } from 'node:crypto'
import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { ChannelId, TeamId } from '../core/ids.ts'
import type { Asker, Desk } from '../desk/ports.ts'
import type { Clock, Log } from '../ports.ts'
import { withCommandNames } from '../views/command-names.ts'
import { channelOf } from '../views/forms.ts'
import type { Answer } from '../views/reply.ts'
import { refused, sorry } from '../views/sorry.ts'
import { type Place, put } from './answer.ts'
import { chosen, entered } from './entered.ts'
import { withoutSecrets } from './logger.ts'
import { adviceOn } from './refused.ts'
import { saidIn } from './said.ts'

/** Of a message event, what is read. */
interface SaidToBot {
  user?: string
  bot_id?: string
  subtype?: string
  text?: string
  channel: string
  channel_type?: string
  ts: string
  thread_ts?: string
}

interface Needs {
  desk: Desk
  clock: Clock
  log: Log
  /** Before the commands' names, as people read them. */
  commandPrefix: string
}

/**
 * Lays the desk's table over Bolt. Everything is acknowledged first and answered after, so that no database can make Slack wait;
 * around each answer is one net, and a person whose answer failed gets a reference that the log holds too.
 *
 * @returns a function that waits for the answers under way, at most so many ms.
 */
export function listen(
  app: App,
  { desk, clock, log, commandPrefix }: Needs,
): (atMostMs: number) => Promise<void> {
  const underWay = new Set<Promise<void>>()
  const isRepeated = openMemory(rememberedEvents)
  const named = <Content>(content: Content) => withCommandNames(content, commandPrefix)
  const say = (place: Place, answer: Answer) => put(place, named(answer))

  function answer(what: string, place: Place, run: () => Promise<void>): Promise<void> {
    const done = run().catch(async (error: unknown) => {
      const reference = randomUUID().slice(0, 8)
      log.error({ what, reference, error: said(error) }, 'an answer failed')
      const advice = adviceOn(error)
      const reply = advice === null ? sorry(reference) : refused(advice, reference)
      await say(place, { kind: 'reply', reply }).catch((second: unknown) =>
        log.error({ what, reference, error: said(second) }, 'the apology failed too'),
      )
    })
    underWay.add(done)
    void done.finally(() => underWay.delete(done))
    return done
  }

  const person = (teamId: string | undefined, userId: string, channelId?: string): Asker => ({
    teamId: (teamId ?? '') as TeamId,
    userId,
    channelId: (channelId as ChannelId | undefined) ?? null,
    now: clock(),
  })

  app.command(/^\//, async ({ command, ack, respond, client }) => {
    await ack()
    const asker = person(command.team_id, command.user_id, command.channel_id)
    const place: Place = { client, asker, respond, triggerId: command.trigger_id }
    await answer(command.command, place, async () => {
      await say(place, await desk.command(command.command, { ...asker, text: command.text }))
    })
  })

  app.action({ type: 'block_actions', action_id: /^/ }, async (args) => {
    await args.ack()
    const { body, client } = args
    // A field of a form, which is read when the form is sent.
    if (body.view && args.action.type !== 'button' && args.action.type !== 'overflow') return
    // Several of one kind are numbered: "company_meant_2".
    const id = args.action.action_id.replace(/_\d+$/, '')
    const team = body.view?.app_installed_team_id ?? body.team?.id ?? body.user.team_id
    const asker = person(team, body.user.id, body.channel?.id)
    const place: Place = {
      client,
      asker,
      triggerId: body.trigger_id,
      ...(body.response_url && { respond: args.respond }),
      ...(body.view?.type === 'modal' && { viewId: body.view.id }),
    }
    await answer(args.action.action_id, place, async () => {
      const about = body.view?.private_metadata ?? ''
      await say(place, await desk.click(id, { ...asker, value: chosen(args.action), about }))
    })
  })

  app.view(/^/, async ({ ack, view, body, client }) => {
    if (body.type === 'view_closed') return ack()
    const handler = desk.form(view.callback_id)
    if (!handler) return ack()
    const channel = channelOf(view.private_metadata) ?? undefined
    // In a channel shared with another workspace, the person's own workspace is not the one that installed the app.
    const team = view.app_installed_team_id ?? body.team?.id ?? body.user.team_id
    const asker = person(team, body.user.id, channel)
    const form = { ...asker, about: view.private_metadata, values: entered(view.state.values) }
    const faults = handler.faults(form)
    if (Object.keys(faults).length > 0) {
      return ack({ response_action: 'errors', errors: faults })
    }
    const { meanwhile } = handler
    await (meanwhile ? ack({ response_action: 'update', view: meanwhile }) : ack())
    const place: Place = { client, asker, ...(meanwhile && { viewId: view.id }) }
    await answer(view.callback_id, place, async () => say(place, await handler.submit(form)))
  })

  /** What is said to the bot is answered in the open: in the thread of a mention, or in the direct message. */
  async function talk(teamId: string, id: string, said: SaidToBot, client: WebClient) {
    if (said.bot_id || !said.user || said.subtype || isRepeated(id)) return
    const asker = person(teamId, said.user, said.channel)
    const threadTs = said.thread_ts ?? (said.channel_type === 'im' ? null : said.ts)
    const place: Place = { client, asker, open: { threadTs } }
    await answer('talk', place, async () =>
      say(place, await desk.talk({ ...asker, text: said.text ?? '' })),
    )
  }
  app.event('app_mention', ({ event, body, client }) =>
    talk(body.team_id, body.event_id, event as SaidToBot, client),
  )
  app.event('message', async ({ event, body, client }) => {
    if (event.channel_type === 'im') {
      await talk(body.team_id, body.event_id, event as SaidToBot, client)
    }
  })

  app.shortcut({ type: 'message_action', callback_id: 'judge_message' }, async (args) => {
    await args.ack()
    const { body, client, respond } = args
    if (body.type !== 'message_action') return
    const asker = person(body.team?.id ?? body.user.team_id, body.user.id, body.channel.id)
    const place: Place = { client, asker, respond }
    await answer('judge_message', place, async () =>
      say(place, await desk.judge({ ...asker, ...saidIn(body.message) })),
    )
  })

  app.event('app_home_opened', async ({ event, client, body }) => {
    if (event.tab !== 'home') return
    const asker = person(body.team_id, event.user)
    await answer('app_home_opened', { client, asker }, async () => {
      await client.views.publish({ user_id: event.user, view: named(await desk.home(asker)) })
    })
  })

  app.event('member_joined_channel', async ({ event, client, body, context }) => {
    if (event.user !== context.botUserId || isRepeated(body.event_id)) return
    const asker = person(body.team_id, event.inviter ?? event.user, event.channel)
    const place = { teamId: asker.teamId, channelId: event.channel as ChannelId }
    await quietly('member_joined_channel', async () => {
      if (event.inviter === undefined) await desk.joined(place, clock())
      else await say({ client, asker }, await desk.invited(asker))
    })
  })

  const left = (teamId: string, channelId: string) =>
    quietly('left', () =>
      desk.left({ teamId: teamId as TeamId, channelId: channelId as ChannelId }),
    )
  app.event('member_left_channel', async ({ event, body, context }) => {
    if (event.user === context.botUserId) await left(body.team_id, event.channel)
  })
  app.event('channel_left', ({ event, body }) => left(body.team_id, event.channel))
  app.event('group_left', ({ event, body }) => left(body.team_id, event.channel))
  app.event('app_uninstalled', ({ body }) =>
    quietly('app_uninstalled', () => desk.uninstalled(body.team_id as TeamId)),
  )
  app.event('tokens_revoked', async ({ event, body }) => {
    if (!event.tokens.bot?.length) return
    await quietly('tokens_revoked', () => desk.signedOut(body.team_id as TeamId))
  })

  /** For events that no person waits for. */
  async function quietly(what: string, run: () => Promise<void>): Promise<void> {
    await run().catch((error: unknown) =>
      log.error({ what, error: said(error) }, 'an event failed'),
    )
  }

  app.error(async (error) => log.error({ error: said(error) }, 'slack could not be answered'))

  return async (atMostMs) => {
    const late = new Promise<void>((resolve) => setTimeout(resolve, atMostMs).unref())
    await Promise.race([Promise.allSettled(underWay), late])
  }
}

/** Slack sends an event again where it was not acknowledged in time: for an hour at the most. */
const rememberedEvents = 1000

/** Tells whether an id was given before, among the last so many. */
function openMemory(most: number): (id: string) => boolean {
  const known = new Set<string>()
  return (id) => {
    if (known.has(id)) return true
    known.add(id)
    const [oldest] = known
    if (known.size > most && oldest !== undefined) known.delete(oldest)
    return false
  }
}

const said = (error: unknown): string =>
  withoutSecrets(error instanceof Error ? (error.stack ?? error.message) : String(error))
