/** What a response's headers say to a reader of feeds. */

import { isUtf8 } from 'node:buffer'
import type { Validators } from '../core/feed/fetched.ts'

export type Headers = Record<string, string | string[] | undefined>

/** A validator is sent back with every request; one longer than this is not worth its keep. */
const longestValidator = 1024

export function readValidators(headers: Headers): Validators {
  return { etag: opaque(headers, 'etag'), lastModified: opaque(headers, 'last-modified') }
}

function opaque(headers: Headers, name: string): string | null {
  const value = one(headers, name)
  return value === null || value === '' || value.length > longestValidator ? null : value
}

export function one(headers: Headers, name: string): string | null {
  return all(headers, name)[0] ?? null
}

export function all(headers: Headers, name: string): readonly string[] {
  const value = headers[name] ?? []
  return Array.isArray(value) ? value : [value]
}

/** Headers reach us as Latin-1; some servers write an address in UTF-8 there. */
export function readLocation(headers: Headers): string | null {
  const value = one(headers, 'location')
  if (value === null) return null
  const bytes = Buffer.from(value, 'latin1')
  return isUtf8(bytes) ? bytes.toString('utf8') : value
}

/** RFC 9111 §4.2.1: `max-age`, else `Expires` less `Date`; null where neither says that it stays fresh for a time. */
export function readFreshMs(headers: Headers, now: number): number | null {
  const control = one(headers, 'cache-control')?.toLowerCase() ?? ''
  if (/\bno-(cache|store)\b/.test(control)) return null
  const maxAge = /\bmax-age\s*=\s*"?(\d{1,10})/.exec(control)?.[1]
  if (maxAge !== undefined) {
    const age = Number(one(headers, 'age') ?? 0) || 0
    return positive((Number(maxAge) - age) * 1000)
  }
  const expires = Date.parse(one(headers, 'expires') ?? '')
  const date = Date.parse(one(headers, 'date') ?? '')
  return positive(expires - (Number.isNaN(date) ? now : date))
}

/** RFC 9110 §10.2.3: seconds or a date. */
export function readRetryAfterMs(headers: Headers, now: number): number | null {
  const value = one(headers, 'retry-after')?.trim()
  if (!value) return null
  if (/^\d{1,10}$/.test(value)) return positive(Number(value) * 1000)
  return positive(Date.parse(value) - now)
}

function positive(ms: number): number | null {
  return ms > 0 ? ms : null
}
