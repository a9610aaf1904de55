import type { OwnRecord } from '../core/history/own-record.ts'
import { dayMs, hourMs, minuteMs } from '../core/text/calendar.ts'
import { counted, figure, listed } from './words.ts'

/** What the bot knows of its own work, a label and a sentence each; the last says what it cannot know. */
export function ownRecordRows(record: OwnRecord): { label: string; says: string }[] {
  const { told, corrected, confirmed, withNumber } = record
  if (told === 0) return [{ label: 'Told', says: 'nothing yet, so there is nothing to count' }]
  return [
    { label: 'Told', says: counted(told, 'event') },
    { label: 'Corrected by people', says: correctedWords(record) },
    { label: 'Told twice', says: twiceWords(record) },
    { label: 'Reported by several sources', says: share(confirmed, told) },
    { label: 'With a number', says: share(withNumber, told) },
    { label: 'Usual wait', says: waitWords(record) },
    { label: 'Not known', says: unknownWords(corrected.events) },
  ]
}

/** The same in one sentence. */
export function ownRecordSentence({ told, corrected, wait }: OwnRecord): string {
  if (told === 0) return 'Nothing was told here in that time.'
  const put = `${counted(told, 'event')} told here, ${figure(corrected.events)} of them corrected by people (${percent(corrected.events, told)})`
  return wait === null
    ? `${put}.`
    : `${put}; usually ${durationWords(wait.usualMs)} after publication.`
}

function correctedWords({ told, corrected }: OwnRecord): string {
  const { company, number, dismissed } = corrected
  const kinds = [
    { count: company, what: 'wrong company' },
    { count: number, what: 'wrong number' },
    { count: dismissed, what: 'not what it was told as' },
  ].filter(({ count }) => count > 0)
  if (kinds.length === 0) return `none of ${figure(told)}`
  const what = listed(kinds.map(({ count, what }) => `${figure(count)} ${what}`))
  return `${share(corrected.events, told)}: ${what}`
}

function twiceWords({ told, toldTwice, mixed }: OwnRecord): string {
  const twice = `${share(toldTwice, told)}, as far as people said so`
  return mixed === 0 ? twice : `${twice}; ${figure(mixed)} were two events in one`
}

function waitWords({ told, wait }: OwnRecord): string {
  if (wait === null) return 'not known: no alert has a story that says when it was published'
  const over = wait.events < told ? ` (of the ${counted(wait.events, 'event')} that tell it)` : ''
  return `${durationWords(wait.usualMs)} from publication to alert${over}`
}

function unknownWords(corrected: number): string {
  const silence = 'what nobody corrected may be wrong all the same'
  const missed = 'and what was never told is not in these numbers'
  return corrected === 0 ? `whether anybody looked: ${silence}, ${missed}` : `${silence}, ${missed}`
}

const share = (count: number, of: number): string =>
  `${figure(count)} of ${figure(of)} (${percent(count, of)})`

function percent(count: number, of: number): string {
  const value = (count / of) * 100
  return `${value > 0 && value < 10 ? value.toFixed(1) : Math.round(value)}%`
}

/** "40 s", "4 min", "3 h", "2 days": as much as one needs of a wait. */
function durationWords(ms: number): string {
  if (ms < minuteMs) return `${Math.round(ms / 1000)} s`
  if (ms < 2 * hourMs) return `${Math.round(ms / minuteMs)} min`
  if (ms < 2 * dayMs) return `${Math.round(ms / hourMs)} h`
  return `${Math.round(ms / dayMs)} days`
}
