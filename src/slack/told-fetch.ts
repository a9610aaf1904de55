import { fetch as fetchByUndici } from 'undici'
import { slackCalled } from '../happenings.ts'

/**
 * `fetch`, which tells how each call of the Web API went. Of a wait it says the seconds, as Slack's client reads nothing else: what
 * stands between us and Slack may write a date, or forget it.
 */
export const toldFetch: typeof fetch = async (input, init) => {
  if (!slackCalled.isHeard()) return send(input, init)
  const began = performance.now()
  const tell = (outcome: Parameters<typeof slackCalled.tell>[0]['outcome'], retryAfterMs = 0) =>
    slackCalled.tell({
      method: methodOf(input),
      outcome,
      ms: performance.now() - began,
      retryAfterMs,
    })
  try {
    const response = await send(input, init)
    if (response.status === 429) tell('limited', secondsAsked(response) * 1000)
    else if (!response.ok) tell('failed')
    else tell(await outcomeOf(response.clone()))
    return response
  } catch (error) {
    tell('failed')
    throw error
  }
}

const send: typeof fetch = async (input, init) => {
  const response = await sendAsIs(input, init)
  if (response.status !== 429) return response
  // Unread, it would keep its connection.
  await response.body?.cancel().catch(() => {})
  return new Response(null, {
    status: 429,
    headers: { 'retry-after': `${secondsAsked(response)}` },
  })
}

/** What Slack asks where it says no time. */
const usualSeconds = 30

function secondsAsked({ headers }: Response): number {
  const written = headers.get('retry-after') ?? ''
  if (/^\d{1,9}$/.test(written)) return Number(written)
  const until = Date.parse(written)
  return Number.isNaN(until) ? usualSeconds : Math.max(1, Math.ceil((until - Date.now()) / 1000))
}

/** By the undici that Bolt loads too: Node's own is a second one, of some 10 MB. Only a form, which is Node's, has need of it. */
const sendAsIs: typeof fetch = (input, init) =>
  typeof init?.body === 'object' ? fetch(input, init) : lightFetch(input, init)

const lightFetch = fetchByUndici as unknown as typeof fetch

async function outcomeOf(response: Response): Promise<'ok' | 'refused' | 'failed'> {
  const body = await response.json().catch(() => null)
  if (typeof body !== 'object' || body === null || !('ok' in body)) return 'failed'
  return body.ok === true ? 'ok' : 'refused'
}

/** "chat.postMessage" of its address; another's address (an upload) is told as "other". */
function methodOf(input: Parameters<typeof fetch>[0]): string {
  const url = typeof input === 'string' || input instanceof URL ? String(input) : input.url
  return /\/api\/([a-z]+(?:\.[a-zA-Z]+)+)$/.exec(URL.parse(url)?.pathname ?? '')?.[1] ?? 'other'
}
