import { useEffect, useState } from 'preact/hooks'
import type { Act, Done, Judged, Snapshot, Update, WireMessage } from './wire.ts'

/** What the page knows: the last snapshot, kept current by the stream. */
export interface State extends Snapshot {
  /** The stream is up; else what is shown may be old. */
  live: boolean
  /** Channels with something unseen, by id. */
  unread: Record<string, number>
}

type Listener = () => void

const listeners = new Set<Listener>()
let state: State | undefined
let place = ''
let pending = false

const as = new URLSearchParams(location.search).get('as')
const query = as === null ? '' : `?as=${encodeURIComponent(as)}`
const KEPT_TRAFFIC = 500

/** Changes that come in one breath are drawn once. */
function tell(next: State): void {
  state = next
  if (pending) return
  pending = true
  setTimeout(() => {
    pending = false
    for (const listener of listeners) listener()
  }, 16)
}

export function useStore(): State | undefined {
  const [, redraw] = useState(0)
  useEffect(() => {
    const listener = () => redraw((count) => count + 1)
    listeners.add(listener)
    listener()
    return () => {
      listeners.delete(listener)
    }
  }, [])
  return state
}

/** Which channel the reader looks at: what comes there is not unread. */
export function lookAt(channel: string): void {
  place = channel
  if (state?.unread[channel]) tell({ ...state, unread: { ...state.unread, [channel]: 0 } })
}

export function connect(): void {
  const stream = new EventSource(`/preview/events${query}`)
  stream.onmessage = ({ data }) => {
    const update = JSON.parse(data as string) as Update
    if (update.kind === 'snapshot') {
      tell({ ...update.snapshot, live: true, unread: state?.unread ?? {} })
    } else if (state) {
      tell(apply(state, update))
    }
  }
  stream.onerror = () => {
    if (state) tell({ ...state, live: false })
  }
}

function apply(old: State, update: Exclude<Update, { kind: 'snapshot' }>): State {
  switch (update.kind) {
    case 'message':
      return withMessage(old, update.message)
    case 'gone':
      return { ...old, messages: old.messages.filter((one) => one.ts !== update.ts) }
    case 'modal':
      return { ...old, modal: update.modal }
    case 'home':
      return { ...old, home: update.home }
    case 'channel': {
      const others = old.channels.filter((one) => one.id !== update.channel.id)
      const known = old.channels.some((one) => one.id === update.channel.id)
      const channels = known
        ? old.channels.map((one) => (one.id === update.channel.id ? update.channel : one))
        : [...others, update.channel]
      return { ...old, channels }
    }
    case 'crossing': {
      const traffic = [...old.traffic, update.crossing].slice(-KEPT_TRAFFIC)
      return { ...old, traffic, connected: update.connected }
    }
  }
}

function withMessage(old: State, message: WireMessage): State {
  const at = old.messages.findIndex((one) => one.ts === message.ts)
  if (at >= 0) return { ...old, messages: old.messages.with(at, message) }
  const isNews = message.channel !== place && message.user !== old.me.id
  const count = (old.unread[message.channel] ?? 0) + (isNews ? 1 : 0)
  return {
    ...old,
    messages: [...old.messages, message],
    unread: { ...old.unread, [message.channel]: count },
  }
}

async function ask(path: string, body: unknown): Promise<unknown> {
  try {
    const response = await fetch(path + query, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return await response.json()
  } catch {
    return { trouble: 'The preview does not answer. Is it still running?' }
  }
}

let complain: (trouble: string) => void = () => {}
export const onTrouble = (listener: (trouble: string) => void): void => {
  complain = listener
}

export async function act(asked: Act): Promise<Done> {
  const done = (await ask('/preview/act', asked)) as Done
  if (done.trouble) complain(done.trouble)
  return done
}

export const judge = (text: string) => ask('/preview/judge', { text }) as Promise<Judged>
