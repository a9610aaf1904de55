import { minuteMs } from '../core/text/calendar.ts'

export interface Zone {
  /** Ahead of UTC. */
  offsetMs: number
  /** False where a zone is named that we do not know: UTC stands in for it. */
  isKnown: boolean
}

const utc: Zone = { offsetMs: 0, isKnown: true }
const unknown: Zone = { offsetMs: 0, isKnown: false }

/** The zone written behind a time of which the clock shows `local`; null for prose. */
export function zoneOf(written: string, local: number): Zone | null {
  const text = written.replace(/[()[\],;]/g, ' ').trim()
  if (text === '') return utc
  if (text.length > 50) return null
  // "Etc/GMT+5" is five hours behind.
  const place = text.includes('/') ? fromName(text, local) : null
  return place ?? fromOffset(text) ?? fromWords(text, local)
}

function fromOffset(text: string): Zone | null {
  const signed = /([+-])[+-]?\s?(\d{4}|\d{3}|\d{1,2}(?::\d{2})?)(?!\d)/.exec(text)
  if (signed) return fromDigits(signed[1] ?? '', signed[2] ?? '')
  // A plus sign that was taken for a blank, as in addresses.
  const unsigned = /^(?:GMT|UTC)?\s*(\d{2}):?(\d{2})$/i.exec(text)
  return unsigned && fromDigits('+', `${unsigned[1]}${unsigned[2]}`)
}

function fromWords(text: string, local: number): Zone | null {
  const [name = '', ...more] = text.split(/\s+/)
  const spelt = spelledOut.test(text) ? fromName(initials(text), local) : null
  const known = spelt ?? fromName(name, local)
  if (known) return known
  return more.length < 2 && name.length < 30 ? unknown : null
}

/** "Eastern Standard Time". */
const spelledOut = /^(?:[A-Z][a-z]+\s){1,3}Time$/

function initials(text: string): string {
  return text.replace(/[^A-Z]/g, '')
}

function fromDigits(sign: string, digits: string): Zone {
  const [hours = '', minutes = '0'] = digits.includes(':')
    ? digits.split(':')
    : digits.length < 3
      ? [digits]
      : [digits.slice(0, -2), digits.slice(-2)]
  const total = Number(hours) * 60 + Number(minutes)
  if (total > 14 * 60) return unknown
  return { offsetMs: (sign === '-' ? -total : total) * minuteMs, isKnown: true }
}

function fromName(name: string, local: number): Zone | null {
  const known = hours.get(name.toLowerCase().replace(/\.$/, ''))
  if (typeof known === 'number') return { offsetMs: known * 60 * minuteMs, isKnown: true }
  const place = known ?? (/^[A-Z]\w+(?:\/[\w+-]+)+$/.test(name) ? name : null)
  const offsetMs = place === null ? null : offsetAt(place, local)
  return offsetMs === null ? null : { offsetMs, isKnown: true }
}

/** Null for a place that the system does not know. */
function offsetAt(place: string, local: number): number | null {
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone: place, timeZoneName: 'longOffset' })
    const parts = format.formatToParts(local)
    const written = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const [, sign = '+', digits = '0'] = /([+-])([\d:]+)/.exec(written) ?? []
    return fromDigits(sign, digits).offsetMs
  } catch {
    return null
  }
}

/** RFC 822's, and what feeds elsewhere write in their place; an ambiguous one (IST, CST) means what it mostly does in news. */
const hours = new Map<string, number | string>(
  Object.entries({
    ut: 0,
    utc: 0,
    gmt: 0,
    z: 0,
    wet: 0,
    bst: 1,
    cet: 1,
    mez: 1,
    west: 1,
    met: 1,
    wat: 1,
    cest: 2,
    mesz: 2,
    mest: 2,
    eet: 2,
    cat: 2,
    sast: 2,
    msk: 3,
    eest: 3,
    eat: 3,
    trt: 3,
    gst: 4,
    pkt: 5,
    ist: 5.5,
    npt: 5.75,
    ict: 7,
    wib: 7,
    sgt: 8,
    hkt: 8,
    myt: 8,
    pht: 8,
    awst: 8,
    jst: 9,
    kst: 9,
    acst: 9.5,
    aest: 10,
    acdt: 10.5,
    aedt: 11,
    nzst: 12,
    nzdt: 13,
    ndt: -2.5,
    nst: -3.5,
    art: -3,
    brt: -3,
    adt: -3,
    clt: -4,
    ast: -4,
    edt: -4,
    cot: -5,
    pet: -5,
    est: -5,
    cdt: -5,
    cst: -6,
    mdt: -6,
    mst: -7,
    pdt: -7,
    pst: -8,
    akdt: -8,
    akst: -9,
    hst: -10,
    et: 'America/New_York',
    ct: 'America/Chicago',
    mt: 'America/Denver',
    pt: 'America/Los_Angeles',
    eastern: 'America/New_York',
    pacific: 'America/Los_Angeles',
  }),
)
