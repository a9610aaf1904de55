import { channel } from 'node:diagnostics_channel'

/**
 * What the parts tell of their work as it happens, over Node's own channels: with nobody who listens it costs nothing, and no part is
 * given anything for it.
 */
export interface Happening<Fields extends object> {
  isHeard(): boolean
  tell(fields: Fields): void
  hear(listener: (fields: Fields) => void): void
}

/** One call of Slack's Web API. `refused` is a word of Slack's, `failed` no answer that could be read. */
export interface SlackCall {
  /** As in "chat.postMessage". */
  method: string
  outcome: 'ok' | 'refused' | 'limited' | 'failed'
  ms: number
  /** What Slack told us to wait, of a call that was limited; 0 of any other. */
  retryAfterMs: number
}

export const slackCalled = happening<SlackCall>('slack-call')
export const statementRun = happening<{ kind: 'read' | 'write'; ms: number }>('statement')
/** Deliveries that were settled together; `isPosted` where a message came to stand in its channel. */
export const deliveriesSettled = happening<{
  ids: readonly string[]
  state: string
  isPosted: boolean
}>('settled')
export const storyJudged = happening<{ categories: readonly string[] }>('judged')
export const passEnded = happening<{ ms: number; feeds: number; failed: number }>('pass')

function happening<Fields extends object>(name: string): Happening<Fields> {
  const told = channel(`bellwether:${name}`)
  return {
    isHeard: () => told.hasSubscribers,
    tell: (fields) => told.publish(fields),
    hear: (listener) => told.subscribe((fields) => listener(fields as Fields)),
  }
}
