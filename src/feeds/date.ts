/**
 * Dates as feeds write them: RFC 822 and its relatives, RFC 3339 and its relatives. JavaScript's own `Date` is no help: it
 * reads "posted 3" as the year 2001 and a date without a zone as the machine's time. Without a zone we mean UTC. Prose gives
 * null, and so does a day that does not exist.
 */

/** Feeds run a little ahead of our clock; what is later than this is a mistake. */
const aheadMs = 15 * 60_000

/** Ms since 1970, at most `now`; null where missing, unreadable or in the future. */
export function readDate(text: string | null | undefined, now: number): number | null {
  if (!text || text.length > 100) return null
  const at = iso(text.trim()) ?? mail(text.trim())
  if (at === null || at > now + aheadMs || at < 0) return null
  return Math.min(at, now)
}

const isoPattern =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?\s*(.*)$/i

function iso(text: string): number | null {
  const match = isoPattern.exec(text)
  if (!match) return null
  const [, year, month, day, hour, minute, second, zone] = match
  return instant([year, month, day, hour, minute, second], zone ?? '')
}

/** "Mon, 23 Nov 2026 07:05:00 +0000" with any weekday or none, and "Nov 23, 2026 7:05 PM". */
const mailPattern =
  /^(?:[^\d\s]{1,20}(?:\s+|,))?(?:(\d{1,2})(?:st|nd|rd|th)?[\s-]+(\p{L}{3,})\.?|(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?)[\s,-]+(\d{4}|\d{2})(?!\d)(?:[\s,T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]\.?m\.?)?)?\s*(.*)$/iu

function mail(text: string): number | null {
  const match = mailPattern.exec(text)
  if (!match) return null
  const [, dayA, monthA, monthB, dayB, year, hour, minute, second, half, zone] = match
  const month = monthOf((monthA ?? monthB ?? '').toLowerCase())
  if (month === undefined) return null
  const hours = half && hour !== undefined ? twelveHours(Number(hour), half) : hour
  return instant([fullYear(year ?? ''), month, dayA ?? dayB, hours, minute, second], zone ?? '')
}

/** English, and what German, French, Spanish, Portuguese, Italian and Dutch feeds write in its place. */
const months = [
  'jan ene gen',
  'feb fev fév',
  'mar mär mrt maa',
  'apr abr avr',
  'may mai mag mei',
  'jun giu juin',
  'jul lug juil',
  'aug ago aoû',
  'sep set',
  'oct okt ott out',
  'nov',
  'dec dez déc dic',
].map((names) => names.split(' '))

function monthOf(name: string): string | undefined {
  const at = months.findIndex((names) => names.some((start) => name.startsWith(start)))
  return at < 0 ? undefined : String(at + 1)
}

function fullYear(year: string): string {
  return year.length === 2 ? String(Number(year) + (Number(year) < 70 ? 2000 : 1900)) : year
}

function twelveHours(hour: number, half: string): string {
  return String((hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0))
}

function instant(parts: readonly (string | undefined)[], zone: string): number | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    Number(part ?? 0),
  )
  const offset = offsetMinutes(zone.trim())
  const isTime = hour < 24 && minute < 60 && second <= 60
  const at = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59))
  const isDay = new Date(at).getUTCDate() === day || hour >= 24
  return offset === null || !isTime || !isDay ? null : at - offset * 60_000
}

/** Those of RFC 822, and what feeds of Europe, India, Japan and Australia write in their place. */
const zones = new Map(
  Object.entries({
    ut: 0,
    utc: 0,
    gmt: 0,
    z: 0,
    wet: 0,
    bst: 60,
    cet: 60,
    west: 60,
    met: 60,
    cest: 120,
    eet: 120,
    sast: 120,
    msk: 180,
    eest: 180,
    ist: 330,
    sgt: 480,
    hkt: 480,
    jst: 540,
    kst: 540,
    aest: 600,
    aedt: 660,
    nzst: 720,
    nzdt: 780,
    est: -300,
    edt: -240,
    cst: -360,
    cdt: -300,
    mst: -420,
    mdt: -360,
    pst: -480,
    pdt: -420,
    et: -300,
    pt: -480,
    ast: -240,
    brt: -180,
  }),
)

function offsetMinutes(zone: string): number | null {
  if (zone === '') return 0
  const name = /^\(?([a-z]{1,4})\)?$/i.exec(zone)?.[1]?.toLowerCase()
  if (name !== undefined) return zones.get(name) ?? null
  const match = /^(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d{2})?\s*(?:\([\w ]*\))?$/i.exec(zone)
  if (!match) return null
  const [, sign, hours, minutes] = match
  const total = Number(hours) * 60 + Number(minutes ?? 0)
  return total > 14 * 60 ? null : sign === '-' ? -total : total
}
