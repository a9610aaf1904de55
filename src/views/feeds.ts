import { type FeedReading, mayPass } from '../core/feed/fetched.ts'
import { advise, feedHealth, usualWaitOf } from '../core/feed/health.ts'
import type { FeedState } from '../core/feed/schedule.ts'
import { minuteMs } from '../core/text/calendar.ts'
import { button } from './clicks.ts'
import { limits } from './limits.ts'
import { notice } from './notice.ts'
import type { Reply } from './reply.ts'
import { bold, bullets, code, moment, type Piece, paragraph } from './rich.ts'
import { clamp, counted, escaped, figure } from './words.ts'

/** What trying an address came to, where there was nothing to add. */
export type Unread = Exclude<FeedReading, { kind: 'document' | 'unchanged' }>

const mostOffered = 5

/** Why an address was not added; with the feeds that a page names, and where the fault may pass, a way to add it all the same. */
export function unreadReply(url: string, reading: Unread): Reply {
  const said = `Nothing was added. ${clamp(url, 200)}: ${reading.sentence.replace(/ It will be (?:tried again|asked less often)\.$/, '')}`
  if (reading.kind === 'page') {
    const offered = reading.feeds.filter((feed) => feed.url.length <= limits.buttonValue)
    const buttons = offered
      .slice(0, mostOffered)
      .map((feed, index) => button(`Add ${feed.title ?? feed.url}`, 'feed_try', feed.url, index))
    return notice(said, ...buttons)
  }
  return reading.kind === 'failed' && mayPass(reading.reason)
    ? notice(`${said} This may pass.`, button('Add it all the same', 'feed_keep', url))
    : notice(said)
}

export interface NamedFeed {
  name: string
  /** Added by the workspace that asks. */
  own: boolean
  state: FeedState
}

const mostLines = 40

/** Which feeds are read, and how they are. */
export function feedsReply(feeds: readonly NamedFeed[], now: number): Reply {
  const summary = feedsLine(feeds, now)
  return {
    text: escaped(summary),
    blocks: [
      paragraph(bold(summary), ' Add one with ', code('/watch add feed:URL'), '.'),
      ...(feeds.length > 0
        ? [bullets(feeds.slice(0, mostLines).map((feed) => feedLine(feed, now)))]
        : []),
      ...(feeds.length > mostLines
        ? [paragraph(`And ${figure(feeds.length - mostLines)} more.`)]
        : []),
    ],
  }
}

/** "30 feeds are read, 2 of them in trouble. New items are seen after 3 minutes as a rule." */
export function feedsLine(feeds: readonly NamedFeed[], now: number): string {
  const ill = feeds.filter(({ state }) => isIll(state, now)).length
  const how = ill > 0 ? `${figure(ill)} of them in trouble` : 'none of them in trouble'
  const wait = usualWaitOf(feeds.map(({ state }) => state))
  const seen = wait === null ? '' : ` New items are seen after ${waitOf(wait)} as a rule.`
  return `${counted(feeds.length, 'feed is', 'feeds are')} read, ${how}.${seen}`
}

export const isIll = (state: FeedState, now: number): boolean =>
  ['failing', 'stopped', 'quiet'].includes(feedHealth(state, now).health.kind)

/** "Example News (added here): failing since …. The page answers with an error." */
export function feedLine({ name, own, state }: NamedFeed, now: number): Piece[] {
  const known = feedHealth(state, now)
  const advice = advise(known)
  const rate = known.itemsAWeek
  const pace = rate === null ? '' : `, about ${figure(Math.max(1, rate))} items a week`
  const wait =
    known.usualWaitMs === null ? '' : `, seen after ${waitOf(known.usualWaitMs)} as a rule`
  return [
    bold(clamp(name, 80)),
    own ? ' (added here): ' : ': ',
    ...stateWords(known),
    pace,
    wait,
    '.',
    advice === null ? '' : ` ${clamp(advice, 300)}`,
  ]
}

/** "Example News 3 minutes, Example Wire 2 hours": how soon new items are seen, the soonest first; null where nothing is known. */
export function waitsLine(feeds: readonly NamedFeed[]): string | null {
  const waits = feeds
    .flatMap(({ name, state }) =>
      state.usualWaitMs === null ? [] : { name, ms: state.usualWaitMs },
    )
    .toSorted((a, b) => a.ms - b.ms)
  if (waits.length === 0) return null
  const shown = waits.slice(0, mostLines).map(({ name, ms }) => `${clamp(name, 60)} ${waitOf(ms)}`)
  const more = waits.length - shown.length
  return `${shown.join(', ')}${more > 0 ? `, and ${figure(more)} more` : ''}.`
}

/** "4 minutes", "2 hours". */
function waitOf(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / minuteMs))
  return minutes < 90 ? counted(minutes, 'minute') : counted(Math.round(minutes / 60), 'hour')
}

function stateWords({ health, lastSuccessAt }: ReturnType<typeof feedHealth>): Piece[] {
  switch (health.kind) {
    case 'new':
      return ['not read yet']
    case 'failing':
      return ['failing since ', moment(health.since)]
    case 'stopped':
      return ['closed by its publisher since ', moment(health.since)]
    case 'quiet':
      return ['nothing new since ', moment(health.since)]
    case 'moved':
    case 'fine':
      return lastSuccessAt === null ? ['fine'] : ['read ', moment(lastSuccessAt)]
  }
}
