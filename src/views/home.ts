import type { AnyBlock, HomeView } from '@slack/types'
import type { ChannelSettings } from '../core/channel/settings.ts'
import type { DeliveryState, Hold } from '../core/delivery/delivery.ts'
import type { OwnRecord } from '../core/history/own-record.ts'
import type { ChannelId } from '../core/ids.ts'
import type { Directory } from '../core/reading/company.ts'
import { holdWords } from '../core/why/explain.ts'
import { button } from './clicks.ts'
import { feedLine, feedsLine, isIll, type NamedFeed, waitsLine } from './feeds.ts'
import { ownRecordRows } from './own-record.ts'
import { bold, bullets, code, header, moment, type Piece, paragraph } from './rich.ts'
import { isForever } from './watch.ts'
import { watchWords } from './watch-words.ts'
import { clamp, counted, figure } from './words.ts'

export interface Home {
  channels: readonly { id: ChannelId; settings: ChannelSettings }[]
  feeds: readonly NamedFeed[]
  /** What the bot knows of its own work in the last `days`. */
  record: OwnRecord & { days: number }
  recent: readonly {
    channelId: string
    state: DeliveryState
    hold: Hold | null
    error: string | null
    at: number
    title: string
  }[]
  directory: Directory
  now: number
}

const mostChannels = 25
const mostIll = 10

/** One's channels with the bot, how the feeds are, how right the bot was, what was posted and held back lately. */
export function homeView(home: Home): HomeView {
  const { feeds, record, recent, now } = home
  const ill = feeds.filter(({ state }) => isIll(state, now)).slice(0, mostIll)
  const waits = waitsLine(feeds)
  const blocks: AnyBlock[] = [
    header('Your channels'),
    ...channelBlocks(home),
    header('Feeds'),
    paragraph(feedsLine(feeds, now), ' All of them: ', code('/watch feeds'), ' in a channel.'),
    ...(ill.length > 0 ? [bullets(ill.map((feed) => feedLine(feed, now)))] : []),
    ...(waits === null ? [] : [paragraph(bold('Seen after, as a rule: '), waits)]),
    header(`How right it was, in ${counted(record.days, 'day')}`),
    bullets(ownRecordRows(record).map(({ label, says }) => [bold(`${label}: `), says])),
    header('Lately'),
    recent.length > 0
      ? bullets(recent.map(recentLine))
      : paragraph('Nothing was posted to your channels yet.'),
    paragraph(
      'Ask in any channel: ',
      code('/company amazon'),
      ', ',
      code('/trends 90d'),
      ', ',
      code('/watch help'),
      '.',
    ),
  ]
  return { type: 'home', blocks: blocks as HomeView['blocks'] }
}

function channelBlocks({ channels, directory, now }: Home): AnyBlock[] {
  if (channels.length === 0) {
    return [
      paragraph('The bot is in no channel of yours. Invite it: ', code('/invite @Bellwether'), '.'),
    ]
  }
  const shown = channels
    .slice(0, mostChannels)
    .flatMap(({ id, settings }, index): AnyBlock[] => [
      paragraph({ type: 'channel', channel_id: id }, ': ', ...hears(settings, directory, now)),
      { type: 'actions', elements: [button('Settings', 'home_settings', id, index)] },
    ])
  const more = channels.length - mostChannels
  return more > 0 ? [...shown, paragraph(`And ${counted(more, 'more channel')}.`)] : shown
}

function hears(settings: ChannelSettings, directory: Directory, now: number): Piece[] {
  const { watches, pausedUntil, digest, mute } = settings
  const texts = watches.slice(0, 3).map((watch) => clamp(watchWords(watch, directory), 100))
  const more = watches.length > 3 ? [`${figure(watches.length - 3)} more`] : []
  const pieces: Piece[] = [
    watches.length === 0 ? 'hears nothing yet' : `hears ${[...texts, ...more].join('; ')}`,
  ]
  if (digest) pieces.push(`, in a ${digest.every} digest`)
  if (mute.length > 0) pieces.push(`, ${counted(mute.length, 'mute')}`)
  if (pausedUntil !== null && pausedUntil > now) {
    pieces.push(
      ...(isForever(pausedUntil) ? [', paused'] : [', paused until ', moment(pausedUntil)]),
    )
  }
  return [...pieces, '.']
}

function recentLine({ channelId, state, hold, error, at, title }: Home['recent'][number]): Piece[] {
  const because = hold === null ? error : holdWords[hold]
  const why = because !== null && state !== 'sent' ? ` (${clamp(because, 100)})` : ''
  return [
    bold(stateWords[state]),
    `${why} `,
    moment(at),
    ' in ',
    { type: 'channel', channel_id: channelId },
    `: ${clamp(title, 150)}`,
  ]
}

const stateWords: Readonly<Record<DeliveryState, string>> = {
  waiting: 'Waiting',
  sending: 'Being posted',
  sent: 'Posted',
  held: 'Held back',
  refused: 'Refused by Slack',
  given_up: 'Given up',
}
