import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { findUser } from './find.ts'
import type { Act, Done, Judged, Snapshot, Update, Where } from './page/wire.ts'
import type { Slack } from './slack.ts'
import { readBytes } from './web-api.ts'
import {
  channelOnWire,
  crossingOnWire,
  messageOnWire,
  userOnWire,
  viewOnWire,
} from './wire-form.ts'
import type { Change, Channel, Message, User, View } from './workspace.ts'

/** The preview's page: one document, a stream of what changes, and what the reader does. */
export interface Page {
  /** Answers `/` and `/preview/…`; anything else is not found. Only to a local host name. */
  listener(request: IncomingMessage, response: ServerResponse): void
  /** Who says what the rules make of a headline or a feed's address; until then the box is not shown. */
  judgeBy(judge: Judge): void
  close(): void
}

type Judge = (text: string) => Promise<Judged>

const HOSTS = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/
const MAX_ACT = 100_000
const SHOWN_MESSAGES = 2000
const SHOWN_TRAFFIC = 300

export function openPage(slack: Slack): Page {
  let judge: Judge | undefined
  const { html, policy } = document()
  const streams = new Set<ServerResponse>()

  function snapshot(me: User): Snapshot {
    const direct = slack.direct(me.id)
    const channels = [...slack.team.channels.values()].filter((one) => isOf(me, one))
    const messages = channels.flatMap((channel) =>
      channel.messages.filter((one) => sees(me, one)).slice(-SHOWN_MESSAGES),
    )
    const modal = slack.modal(me.id)
    const home = slack.home(me.id)
    return {
      team: slack.team.name,
      me: userOnWire(me),
      users: [...slack.team.users.values()].map(userOnWire),
      direct: direct.id,
      channels: channels.map((channel) => channelOnWire(slack.team, channel)),
      messages: messages.map((message) => messageOnWire(slack.url, slack.team, message)),
      modal: modal ? viewOnWire(modal) : null,
      home: home ? viewOnWire(home) : null,
      traffic: slack.traffic.log.slice(-SHOWN_TRAFFIC).map(crossingOnWire),
      connected: slack.link.connections() > 0,
      canJudge: judge !== undefined,
    }
  }

  function updateOf(change: Change, me: User): Update | undefined {
    switch (change.kind) {
      case 'message': {
        const { message, was } = change
        const channel = slack.team.channels.get(message.channel)
        if (!sees(me, message) || (channel && !isOf(me, channel))) return undefined
        if (was === 'deleted') return { kind: 'gone', channel: message.channel, ts: message.ts }
        return { kind: 'message', message: messageOnWire(slack.url, slack.team, message) }
      }
      case 'modals': {
        if (change.userId !== me.id) return undefined
        const modal = slack.modal(me.id)
        return { kind: 'modal', modal: modal ? viewOnWire(modal) : null }
      }
      case 'home': {
        const home = change.userId === me.id ? slack.home(me.id) : undefined
        return home && { kind: 'home', home: viewOnWire(home) }
      }
      case 'channel': {
        const channel = slack.team.channels.get(change.channelId)
        if (!channel || !isOf(me, channel)) return undefined
        return { kind: 'channel', channel: channelOnWire(slack.team, channel) }
      }
    }
  }

  function stream(me: User, response: ServerResponse): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    const send = (update: Update | undefined) => {
      if (update) response.write(`data: ${JSON.stringify(update)}\n\n`)
    }
    send({ kind: 'snapshot', snapshot: snapshot(me) })
    const stopChanges = slack.on((change) => {
      if (change.teamId === slack.team.id) send(updateOf(change, me))
    })
    const stopTraffic = slack.traffic.on((crossing) => {
      const connected = slack.link.connections() > 0
      send({ kind: 'crossing', crossing: crossingOnWire(crossing), connected })
    })
    streams.add(response)
    response.on('close', () => {
      streams.delete(response)
      stopChanges()
      stopTraffic()
    })
  }

  function targetOf(where: Where, me: User): Message | View {
    const target =
      'view' in where
        ? [slack.modal(me.id), slack.home(me.id)].find((view) => view?.id === where.view)
        : slack.team.channels
            .get(where.channel)
            ?.messages.find((one) => one.ts === where.message && sees(me, one))
    if (!target) throw new Error('preview: what was clicked is gone')
    return target
  }

  async function act(asked: Act, me: User): Promise<Done> {
    const user = me.id
    switch (asked.kind) {
      case 'say': {
        if (!asked.text.startsWith('/')) {
          slack.say(asked.channel, user, escaped(asked.text), asked.thread)
          return {}
        }
        await slack.command(asked.text, { channel: asked.channel, user })
        return {}
      }
      case 'click': {
        const target = targetOf(asked.where, me)
        if ('view' in asked.where && target === slack.modal(user)) {
          slack.fill(user, asked.filled ?? {})
        }
        const { actionId, blockId, value } = asked
        const { complaint } = await slack.click(target, actionId, { user, value, blockId })
        return complaint === undefined ? {} : { trouble: complaint }
      }
      case 'suggest': {
        const target = targetOf(asked.where, me)
        const options = await slack.suggest(target, asked.actionId, asked.query, user)
        return { options: options.map(({ text, value }) => ({ text: text.text, value })) }
      }
      case 'submit': {
        const { outcome, errors } = await slack.submitView(user, asked.filled)
        const trouble = 'We had some trouble connecting. Try again?'
        return { errors, ...(outcome === 'trouble' && { trouble }) }
      }
      case 'close':
        await slack.closeView(user)
        return {}
      case 'home':
        await slack.openHome(user)
        return {}
      case 'shortcut': {
        const target = targetOf(asked.where, me)
        if (!('ts' in target)) throw new Error('preview: only a message has shortcuts')
        const { complaint } = await slack.shortcut(target, asked.id, user)
        return complaint === undefined ? {} : { trouble: complaint }
      }
      case 'invite':
        await slack.invite(asked.channel, user)
        return {}
    }
  }

  async function answer(
    path: string,
    url: URL,
    request: IncomingMessage,
    response: ServerResponse,
  ) {
    const me = findUser(slack.team, url.searchParams.get('as') ?? undefined)
    if (path === '/preview/events') {
      stream(me, response)
      return
    }
    const isJson = request.headers['content-type'] === 'application/json'
    if (request.method !== 'POST' || !isJson) {
      response.writeHead(405).end()
      return
    }
    const body = await readBytes(request, MAX_ACT)
    const asked = JSON.parse(body.toString('utf8')) as unknown
    const done =
      path === '/preview/judge'
        ? await judge?.(String((asked as { text?: unknown }).text ?? ''))
        : await act(asked as Act, me)
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(done ?? {}))
  }

  return {
    listener(request, response) {
      const url = URL.parse(request.url ?? '/', 'http://localhost')
      const path = url?.pathname ?? ''
      const isLocal = HOSTS.test(request.headers.host ?? '')
      if (isLocal && path === '/') {
        response.writeHead(200, { ...headers(policy), 'content-type': 'text/html; charset=utf-8' })
        response.end(html)
      } else if (isLocal && url && path.startsWith('/preview/')) {
        answer(path, url, request, response).catch((error: unknown) => fail(response, error))
      } else {
        response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n')
      }
    },
    judgeBy: (by) => {
      judge = by
    },
    close() {
      for (const response of streams) response.end()
    },
  }
}

/** Nothing is a secret here: the reader is told what went wrong. */
function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const trouble = error instanceof Error ? error.message : 'preview: it failed'
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ trouble }))
}

const sees = (me: User, message: Message): boolean =>
  message.ephemeralTo === undefined || message.ephemeralTo === me.id

/** Direct messages are their two people's own. */
const isOf = (me: User, { kind, members }: Channel): boolean => kind !== 'im' || members.has(me.id)

/** A person's own words as Slack keeps them. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const headers = (policy: string) => ({
  'content-security-policy': policy,
  'cache-control': 'no-cache',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
})

/** The built page, and the policy that lets run what is in it and nothing else. */
function document(): { html: string; policy: string } {
  const html = readFileSync(new URL('page/dist/page.html', import.meta.url), 'utf8')
  const hashed = (element: string) =>
    [...html.matchAll(new RegExp(`<${element}[^>]*>([\\s\\S]*?)</${element}>`, 'g'))].map(
      ([, inner = '']) => `'sha256-${createHash('sha256').update(inner).digest('base64')}'`,
    )
  const policy = [
    "default-src 'none'",
    `script-src ${hashed('script').join(' ')}`,
    `style-src ${hashed('style').join(' ')}`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  return { html, policy }
}
