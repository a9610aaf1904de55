/**
 * What comes before Bolt's listeners, which throw at what Slack never sends and so would end the program. Over HTTP, a request that
 * is signed can still be of another day, or one that was heard already.
 */

import type { RequestListener } from 'node:http'
import { HTTPModuleFunctions, type SocketModeReceiver } from '@slack/bolt'
import type { Clock, Log } from '../ports.ts'

/** How far Slack's clock may be from ours, by its own documentation. */
const mostDriftMs = 5 * 60_000
const mostBytes = HTTPModuleFunctions.defaultBodyLimit

/** Lets through only frames that are an object of a type that Slack documents. */
export function guardFrames(client: SocketModeReceiver['client'], log: Log): void {
  const heard = client.listeners('ws_message')
  client.removeAllListeners('ws_message')
  client.on('ws_message', (data: Buffer | string, isBinary: boolean) => {
    if (!isBinary && !isFrame(String(data))) {
      return log.warn({ from: 'socket' }, 'a frame that is none of Slack’s was left aside')
    }
    for (const listener of heard) {
      Promise.resolve(listener(data, isBinary)).catch((error: unknown) =>
        log.error({ from: 'socket', error: String(error) }, 'a frame could not be taken'),
      )
    }
  })
}

const frameTypes = ['hello', 'disconnect', 'events_api', 'slash_commands', 'interactive', 'options']

function isFrame(text: string): boolean {
  try {
    const frame: unknown = JSON.parse(text)
    if (!isObject(frame) || !frameTypes.includes(String(frame.type))) return false
    if (frame.type === 'hello' || frame.type === 'disconnect') return true
    const { payload } = frame
    return isObject(payload) && (frame.type !== 'events_api' || isObject(payload.event))
  } catch {
    return false
  }
}

interface Guard {
  signingSecret: string
  clock: Clock
  log: Log
}

/** Hands on what is signed, of these minutes, an object, and not heard before; a repetition is acknowledged and left aside. */
export function guardRequests(serve: RequestListener, guard: Guard): RequestListener {
  const isRepeated = openSignatures(guard.clock)
  return (request, response) => {
    const refuse = (status: number, why: string) => {
      guard.log.warn({ from: 'http', status }, why)
      response.writeHead(status).end()
    }
    void admit(request, guard, isRepeated).then(
      (admitted) =>
        admitted.kind === 'admitted'
          ? serve(request, response)
          : refuse(admitted.status, admitted.why),
      (error: { statusCode?: number }) =>
        refuse(
          error.statusCode === 413 ? 413 : 401,
          'a request that is not signed by Slack was refused',
        ),
    )
  }
}

type Admitted = { kind: 'admitted' } | { kind: 'refused'; status: number; why: string }

/** Throws where the request is not signed, or too large. */
async function admit(
  request: Parameters<RequestListener>[0],
  { signingSecret, clock }: Guard,
  isRepeated: (signature: string) => boolean,
): Promise<Admitted> {
  const whole = await HTTPModuleFunctions.parseAndVerifyHTTPRequest(
    { signingSecret, bodyLimit: mostBytes },
    request,
  )
  const body = bodyOf(whole)
  if (!isObject(body)) return { kind: 'refused', status: 400, why: 'a body that is no object' }
  // Sent unsigned, and answered without being looked at further.
  if (body.ssl_check === '1') return { kind: 'admitted' }
  const sentAt = Number(request.headers['x-slack-request-timestamp']) * 1000
  if (sentAt - clock() > mostDriftMs) {
    return { kind: 'refused', status: 401, why: 'a request of the future was refused' }
  }
  return isRepeated(String(request.headers['x-slack-signature']))
    ? { kind: 'refused', status: 200, why: 'a request that came twice was left aside' }
    : { kind: 'admitted' }
}

function bodyOf(request: Parameters<typeof HTTPModuleFunctions.parseHTTPRequestBody>[0]): unknown {
  try {
    return HTTPModuleFunctions.parseHTTPRequestBody(request)
  } catch {
    return null
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A signature holds the second and the whole body: Slack sends no two alike, and a retry has one of its own. */
function openSignatures(clock: Clock): (signature: string) => boolean {
  const heard = new Map<string, number>()
  return (signature) => {
    const now = clock()
    for (const [one, at] of heard) {
      if (now - at < 2 * mostDriftMs) break
      heard.delete(one)
    }
    if (heard.has(signature)) return true
    heard.set(signature, now)
    return false
  }
}
