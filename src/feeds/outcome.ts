/** What can go wrong between us and a publisher, each with a sentence for a person in Slack. */

import { errors } from 'undici'
import type { FailureReason, RefusalReason } from '../core/feed/fetched.ts'
import { PrivateAddressError, privateSentence } from './guard.ts'

export type Trouble =
  | { kind: 'failed'; reason: FailureReason; sentence: string }
  | { kind: 'refused'; reason: RefusalReason; sentence: string }

export function fail(reason: FailureReason, sentence: string): Trouble {
  return { kind: 'failed', reason, sentence }
}

const unknownHost = (host: string) =>
  fail('unknown_host', `No server is known by the name ${host}. Check the address for a slip.`)
const noLookup = (host: string) =>
  fail('no_lookup', `The name ${host} cannot be looked up at the moment. It will be tried again.`)
const unreachable = (host: string) =>
  fail('unreachable', `${host} cannot be reached. The site may be down; it will be tried again.`)
const headersTooLong = (host: string) =>
  fail(
    'bad_response',
    `${host} sends more headers than any reader accepts. The publisher must mend it.`,
  )

/** By the error's code. */
const sentences: ReadonlyMap<string, (host: string) => Trouble> = new Map([
  ['ENOTFOUND', unknownHost],
  ['EAI_NONAME', unknownHost],
  ['EAI_AGAIN', noLookup],
  ['ECONNREFUSED', unreachable],
  ['EHOSTUNREACH', unreachable],
  ['ENETUNREACH', unreachable],
  ['EADDRNOTAVAIL', unreachable],
  ['ENETDOWN', unreachable],
  ['ETIMEDOUT', timedOut],
  ['UND_ERR_CONNECT_TIMEOUT', timedOut],
  ['UND_ERR_HEADERS_TIMEOUT', timedOut],
  ['UND_ERR_BODY_TIMEOUT', timedOut],
  ['UND_ERR_HEADERS_OVERFLOW', headersTooLong],
  ['HPE_HEADER_OVERFLOW', headersTooLong],
])

/** From an error of undici's or Node's while asking `host`. */
export function explainError(error: unknown, host: string): Trouble {
  if (isOrHas(error, (cause) => cause instanceof PrivateAddressError)) {
    return { kind: 'refused', reason: 'private_address', sentence: privateSentence }
  }
  const code = codeOf(error)
  const known = sentences.get(code)
  if (known) return known(host)
  if (isBadHttp(error)) {
    return fail(
      'bad_response',
      `${host} does not answer in proper HTTP. The publisher must mend it.`,
    )
  }
  if (/CERT|TLS|SSL|ALTNAME|SELF_SIGNED|UNABLE_TO_/.test(code)) {
    return fail(
      'tls',
      `The secure connection to ${host} fails (${code}). The publisher must mend its certificate.`,
    )
  }
  return fail('broken_off', `${host} broke off the connection. It will be tried again.`)
}

/** The server speaks nothing older, and has said so before any request was made. */
export function wantsHttp2(error: unknown): boolean {
  return codeOf(error) === 'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL'
}

/** Before it answered anything. */
export function hasHungUp(error: unknown): boolean {
  return (
    isOrHas(error, (cause) => cause instanceof errors.SocketError) || codeOf(error) === 'ECONNRESET'
  )
}

/** The server answers in what the parser does not take for HTTP; the error's code is missing as often as not. */
export function isBadHttp(error: unknown): boolean {
  return isOrHas(
    error,
    (cause) =>
      cause instanceof errors.HTTPParserError ||
      // "100 Continue" where nothing waits for it.
      (cause instanceof errors.SocketError && cause.message === 'bad response') ||
      cause instanceof errors.ResponseContentLengthMismatchError,
  )
}

export function timedOut(host: string): Trouble {
  return fail('timeout', `${host} takes too long to answer. It will be tried again.`)
}

export function tooLarge(host: string, limit: number): Trouble {
  const megabytes = Math.round(limit / 1_000_000)
  return fail(
    'too_large',
    `The feed of ${host} is larger than ${megabytes} MB. Look for a smaller feed of the same site.`,
  )
}

/** From a status other than 200, 304, 410 and redirects; `isChallenge`: the site wants to see a browser. */
export function explainStatus(status: number, host: string, isChallenge: boolean): Trouble {
  if (isChallenge) {
    return fail(
      'forbidden',
      `${host} lets only browsers in (a bot check). Ask the publisher to let feed readers through, or use another feed.`,
    )
  }
  switch (status) {
    case 401:
    case 403:
    case 407:
    case 451:
      return fail(
        'forbidden',
        `${host} does not let this reader in (status ${status}). Ask the publisher, or use another feed.`,
      )
    case 404:
      return fail(
        'not_found',
        `There is no feed at this address of ${host} (status 404). Look on the site for its new address.`,
      )
    case 429:
      return fail(
        'rate_limited',
        `${host} asks for fewer requests (status 429). It will be asked less often.`,
      )
  }
  if (status >= 500) {
    return fail(
      'server_error',
      `${host} has trouble of its own (status ${status}). It will be tried again.`,
    )
  }
  return fail('bad_status', `${host} answers with status ${status} in place of a feed.`)
}

function codeOf(error: unknown): string {
  let code = ''
  isOrHas(error, (cause) => {
    if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string')
      code = cause.code
    return false
  })
  return code
}

/** Looks at an error, its causes and an AggregateError's parts; the deepest is looked at last. */
function isOrHas(error: unknown, test: (error: unknown) => boolean, depth = 0): boolean {
  if (depth > 5 || !(error instanceof Error)) return false
  if (test(error)) return true
  const parts = error instanceof AggregateError ? error.errors : []
  return [error.cause, ...parts].some((part) => isOrHas(part, test, depth + 1))
}
