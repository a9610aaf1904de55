/**
 * Which addresses are never fetched from (server-side request forgery). An address is written by strangers: by a person in
 * Slack, by a redirect, by a name server that answers differently the second time. So the address of every hop is checked
 * as written, and each name is checked when the socket is opened, on the very answer that the socket then uses.
 * `URL` has brought every spelling of an IPv4 address (decimal, octal, hexadecimal, short, full-width) to dots before we look.
 */

import { type LookupAddress, lookup as systemLookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import type { RefusalReason } from '../core/feed/fetched.ts'
import { webAddress } from '../core/text/web-address.ts'

const ports = new Set(['', '80', '443', '8080', '8443'])

/** Azure's metadata service answers at an address that looks public. */
const metadata = new Set(['168.63.129.16'])

export type Checked =
  | { kind: 'ok'; url: URL; isAllowed: boolean }
  | { kind: 'refused'; reason: RefusalReason; sentence: string }

/** `allowed`: exact `host:port` entries that may be fetched though they are private or at another port. */
export function checkAddress(address: string, allowed: ReadonlySet<string>): Checked {
  const url = URL.parse(webAddress(address))
  if (!url) return refuse('bad_address', 'This is not a web address.')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return refuse('scheme', 'Only addresses that begin with http:// or https:// can be read.')
  }
  if (url.username !== '' || url.password !== '') {
    return refuse('credentials', 'The address holds a user name or a password. Leave them out.')
  }
  if (allowed.has(hostAndPort(url))) return { kind: 'ok', url, isAllowed: true }
  if (!ports.has(url.port)) {
    return refuse('port', `Port ${url.port} is not read from; only 80, 443, 8080 and 8443 are.`)
  }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (ipaddr.isValid(host) && !isPublic(host)) return refuse('private_address', privateSentence)
  return { kind: 'ok', url, isAllowed: false }
}

export const privateSentence =
  'The address leads into a private network, where feeds are not read from. An administrator can name it in feeds.yaml, and its exact host and port in FEEDS_ALLOW_HOSTS.'

function refuse(reason: RefusalReason, sentence: string): Checked {
  return { kind: 'refused', reason, sentence }
}

function hostAndPort({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`
}

/** Global unicast and nothing else: what maps or translates to IPv4 (mapped, NAT64, 6to4, Teredo) could lead anywhere. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address) || metadata.has(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  // IANA has given out only 2000::/3; ipaddr.js calls the rest of IPv6 unicast too.
  return parsed.kind() === 'ipv4' || parsed.match(ipaddr.parseCIDR('2000::/3'))
}

/** A name that leads to a private address; `undici` hands it on as the cause of the failed connection. */
export class PrivateAddressError extends Error {
  override name = 'PrivateAddressError'
}

export type Resolve = (
  hostname: string,
  options: { all: true; family?: number },
  answer: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/** For `net.connect`: one private address among a name's answers refuses the name. */
export function guardLookup(resolve: Resolve = systemLookup): LookupFunction {
  return (hostname, options, answer) => {
    const family = typeof options.family === 'number' ? { family: options.family } : {}
    resolve(hostname, { ...family, all: true }, (error, addresses) => {
      const [first] = addresses ?? []
      const fault = error ?? faultIn(hostname, addresses)
      if (fault || !first) answer(fault, '')
      else if (options.all) answer(null, addresses)
      else answer(null, first.address, first.family)
    })
  }
}

function faultIn(hostname: string, addresses: readonly LookupAddress[]): Error | null {
  if (addresses.length === 0) return new Error(`no address for ${hostname}`)
  const arePublic = addresses.every(({ address }) => isPublic(address))
  return arePublic ? null : new PrivateAddressError(`feeds: ${hostname} leads to a private address`)
}
