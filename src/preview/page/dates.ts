/** Dates as Slack shows them: `{date_short_pretty} at {time}` in the reader's own zone. */

interface Reader {
  locale?: string
  timeZone?: string
  now: number
}

export function formatDate(seconds: number, format: string, reader: Reader): string {
  return format.replace(
    /\{(\w+)\}/g,
    (whole, token: string) => one(seconds, token, reader) ?? whole,
  )
}

function one(seconds: number, token: string, reader: Reader): string | undefined {
  const at = new Date(seconds * 1000)
  const { locale, timeZone } = reader
  const zone = timeZone === undefined ? {} : { timeZone }
  const as = (options: Intl.DateTimeFormatOptions) =>
    at.toLocaleString(locale, { ...options, ...zone })
  const day = pretty(at, reader)
  switch (token) {
    case 'date_num':
      return at.toLocaleDateString('sv', zone)
    case 'date_slash':
      return as({ year: 'numeric', month: '2-digit', day: '2-digit' })
    case 'date':
    case 'date_pretty':
    case 'day_divider_pretty':
      return (token !== 'date' && day) || as({ year: 'numeric', month: 'long', day: 'numeric' })
    case 'date_short':
    case 'date_short_pretty':
      return (
        (token !== 'date_short' && day) || as({ year: 'numeric', month: 'short', day: 'numeric' })
      )
    case 'date_long':
    case 'date_long_pretty':
    case 'date_long_full':
      return (
        (token === 'date_long_pretty' && day) ||
        as({ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' })
      )
    case 'time':
      return as({ hour: 'numeric', minute: '2-digit' })
    case 'time_secs':
      return as({ hour: 'numeric', minute: '2-digit', second: '2-digit' })
    case 'ago':
      return ago(seconds, reader)
    default:
      return undefined
  }
}

/** `today`, `yesterday`, `tomorrow`, or nothing. */
function pretty(at: Date, { timeZone, now }: Reader): string | undefined {
  const zone = timeZone === undefined ? {} : { timeZone }
  const day = (ms: number) => new Date(ms).toLocaleDateString('sv', zone)
  const shown = day(at.getTime())
  if (shown === day(now)) return 'today'
  if (shown === day(now - 86_400_000)) return 'yesterday'
  if (shown === day(now + 86_400_000)) return 'tomorrow'
  return undefined
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

export function ago(seconds: number, { locale, now }: Reader): string {
  const passed = seconds - now / 1000
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  for (const [unit, length] of STEPS) {
    if (Math.abs(passed) >= length) return words.format(Math.trunc(passed / length), unit)
  }
  return words.format(Math.trunc(passed), 'second')
}
