import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCommand } from '../../../src/core/channel/command.ts'
import { silentSettings } from '../../../src/core/channel/settings.ts'
import { tune } from '../../../src/core/channel/tune.ts'
import { compileCompanies } from '../../../src/core/reading/company.ts'
import { dayMs, minuteMs } from '../../../src/core/text/calendar.ts'

const directory = compileCompanies([])

/** What becomes of a command that is typed at an instant, in a zone. */
function type(line: string, now: number, zone: string) {
  const parsed = parseCommand(line)
  if (parsed.kind === 'mistake') return parsed
  if (parsed.command.kind !== 'pause' && parsed.command.kind !== 'mute') {
    throw new Error(`test: ${line} is another command`)
  }
  return tune(silentSettings, parsed.command, { directory, now, zone, newId: 'w1' })
}

/** When what was typed ends; fails where nothing came of it. */
function endOf(line: string, now: number, zone: string): number {
  const tuned = type(line, now, zone)
  if (tuned.kind !== 'tuned') throw new Error(`test: ${line} came to ${JSON.stringify(tuned)}`)
  const [mute] = tuned.settings.mute
  return tuned.settings.pausedUntil ?? mute?.until ?? Number.NaN
}

/** "2026-11-23 08:00", as a clock in the zone shows it. */
function clockAt(at: number, zone: string): string {
  const made =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  clocks.set(zone, made)
  return made.format(at)
}

const clocks = new Map<string, Intl.DateTimeFormat>()

const dateAt = (at: number, zone: string) => clockAt(at, zone).slice(0, 10)

/** Zones whose clocks change at two, at midnight, by half an hour, never, and those furthest from UTC. */
const zones = [
  'UTC',
  'Europe/Lisbon',
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'America/Havana',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'America/Nuuk',
]
const zone = fc.constantFrom(...zones)
const hour = fc.integer({ min: 0, max: 23 })
const minute = fc.integer({ min: 0, max: 59 })
const time = fc.tuple(hour, minute).map(([h, m]) => `${h}:${String(m).padStart(2, '0')}`)

const changes = zones.flatMap((name) => changesOf(name, Date.UTC(2026, 0), Date.UTC(2029, 0)))

/** The hours at whose end the clocks of a zone were changed. */
function changesOf(name: string, from: number, to: number): number[] {
  const offset = (at: number) => Date.parse(`${clockAt(at, name).replace(' ', 'T')}Z`) - at
  const found: number[] = []
  for (let at = from; at < to; at += dayMs) {
    if (offset(at) === offset(at + dayMs)) continue
    let hours = at
    while (offset(hours) === offset(hours + 3_600_000)) hours += 3_600_000
    found.push(hours)
  }
  return found
}

/** Any moment of two years, and as often one within two days of a change of the clocks somewhere. */
const now = fc.oneof(
  fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2028, 0) }),
  fc
    .tuple(
      fc.constantFrom(...changes.filter((at) => at < Date.UTC(2028, 0))),
      fc.integer({ min: -2 * dayMs, max: 2 * dayMs }),
    )
    .map(([at, off]) => at + off),
)

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

test('until a day of the year is the next of these', () => {
  const now = Date.parse('2026-11-23T10:00:00Z')
  expect(endOf('pause until dec 24', now, 'UTC')).toBe(Date.parse('2026-12-24T09:00:00Z'))
  expect(endOf('pause until 5.1. 8am', now, 'UTC')).toBe(Date.parse('2027-01-05T08:00:00Z'))
  expect(endOf('mute acme until november 23', now, 'UTC')).toBe(Date.parse('2027-11-23T09:00:00Z'))
})

test('until tomorrow, said in the morning, is nine of the next day', () => {
  const morning = Date.parse('2026-11-23T08:00:00Z')
  expect(endOf('pause until tomorrow', morning, 'UTC')).toBe(Date.parse('2026-11-24T09:00:00Z'))
  expect(endOf('mute acme until tomorrow 7:30', morning, 'Europe/Berlin')).toBe(
    Date.parse('2026-11-24T06:30:00Z'),
  )
  const night = Date.parse('2026-11-23T23:30:00Z')
  expect(endOf('pause until tomorrow 8', night, 'Europe/Berlin')).toBe(
    Date.parse('2026-11-25T07:00:00Z'),
  )
})

test('whatever end is understood lies in the future', () => {
  const ends = fc.oneof(
    time.map((at) => `until ${at}`),
    time.map((at) => `until tomorrow ${at}`),
    fc.tuple(fc.constantFrom(...days), time).map((parts) => `until ${parts.join(' ')}`),
    fc
      .tuple(fc.integer({ min: 1, max: 999 }), fc.constantFrom('h', 'd', 'w'))
      .map((parts) => `for ${parts.join('')}`),
  )
  fc.assert(
    fc.property(ends, now, zone, (end, at, where) => {
      expect(endOf(`pause ${end}`, at, where)).toBeGreaterThan(at)
      expect(endOf(`mute acme ${end}`, at, where)).toBeGreaterThan(at)
    }),
    { numRuns: 500 },
  )
})

test('tomorrow lies on the next day of the zone, at the time that was said where the clocks show it', () => {
  fc.assert(
    fc.property(time, now, zone, (at, from, where) => {
      const end = endOf(`pause until tomorrow ${at}`, from, where)
      const next = Date.parse(dateAt(from, where)) + dayMs
      expect(dateSaid(end, at, where)).toBe(new Date(next).toISOString().slice(0, 10))
      expectTime(end, at, where)
    }),
    { numRuns: 1_000 },
  )
})

test('a day of the week lies on that day, within a week', () => {
  fc.assert(
    fc.property(fc.constantFrom(...days), time, now, zone, (day, at, from, where) => {
      const end = endOf(`pause until ${day} ${at}`, from, where)
      const date = dateSaid(end, at, where)
      expect(new Date(date).getUTCDay()).toBe(days.indexOf(day))
      expect(Date.parse(date) - Date.parse(dateAt(from, where))).toBeLessThanOrEqual(7 * dayMs)
      expectTime(end, at, where)
    }),
    { numRuns: 1_000 },
  )
})

test('a time alone lies on this day or the next', () => {
  fc.assert(
    fc.property(time, now, zone, (at, from, where) => {
      const end = endOf(`pause until ${at}`, from, where)
      const days = Date.parse(dateSaid(end, at, where)) - Date.parse(dateAt(from, where))
      expect([0, dayMs]).toContain(days)
      expectTime(end, at, where)
    }),
    { numRuns: 1_000 },
  )
})

test('a date lies on that date, in zones on either side of the date line too', () => {
  const ahead = fc.integer({ min: 2, max: 400 })
  fc.assert(
    fc.property(ahead, time, now, zone, (count, at, from, where) => {
      const date = new Date(from + count * dayMs).toISOString().slice(0, 10)
      const end = endOf(`pause until ${date} ${at}`, from, where)
      expect(dateSaid(end, at, where)).toBe(date)
      expectTime(end, at, where)
    }),
    { numRuns: 1_000 },
  )
})

/** The date that was meant: where clocks skip the time that was said, the time shown is later, and may be tomorrow's. */
function dateSaid(end: number, said: string, where: string): string {
  const shown = Date.parse(`${clockAt(end, where).replace(' ', 'T')}Z`)
  return new Date(shown - minutesOff(end, said, where) * minuteMs).toISOString().slice(0, 10)
}

function minutesOff(end: number, said: string, where: string): number {
  const [hours = 0, minutes = 0] = said.split(':').map(Number)
  const [shownHours = 0, shownMinutes = 0] = clockAt(end, where).slice(11).split(':').map(Number)
  return (shownHours * 60 + shownMinutes - hours * 60 - minutes + 1440) % 1440
}

/** Off by at most an hour, and only where the clocks skip the time that was said. */
function expectTime(end: number, said: string, where: string) {
  const off = minutesOff(end, said, where)
  if (off === 0) return
  expect([30, 60]).toContain(off)
  expect(changes.some((at) => Math.abs(at - end) <= 2 * 3_600_000)).toBe(true)
}

test('an end that is over already changes nothing, and a day that is in no calendar is not understood', () => {
  const at = Date.parse('2026-11-23T08:00:00Z')
  for (const line of ['pause until 2026-11-22', 'mute acme until 2020-01-01', 'mute acme for 0d']) {
    expect(type(line, at, 'UTC')).toEqual({
      kind: 'unchanged',
      because: 'that time is over already',
    })
  }
  expect(type('pause until 2027-02-30', at, 'UTC').kind).toBe('mistake')
  expect(type('mute acme until 2027-02-30', at, 'UTC').kind).toBe('mistake')
})
