import type { AnyBlock } from '@slack/types'
import type { Mistake } from '../core/channel/command-parts.ts'
import type { ChannelSettings, Mute, Watch } from '../core/channel/settings.ts'
import { forever } from '../core/channel/tune.ts'
import { muteText, watchText } from '../core/channel/watch-text.ts'
import { adviceFor } from '../core/delivery/retry.ts'
import type { Directory } from '../core/reading/company.ts'
import { dayNames } from '../core/text/calendar.ts'
import type { BackTest, Tally } from '../core/why/back-test.ts'
import { wayChoiceLines } from './choice-words.ts'
import { button } from './clicks.ts'
import { notice, noticeOf } from './notice.ts'
import type { Reply } from './reply.ts'
import {
  bold,
  bullets,
  code,
  coded,
  day,
  link,
  moment,
  type Piece,
  paragraph,
  wordsOf,
} from './rich.ts'
import { clamp, counted, escaped, figure, listed } from './words.ts'

export interface SettingsPage {
  settings: ChannelSettings
  from: 'slack' | 'file' | 'nobody'
  /** Slack's word for why nothing can be posted here; null where all is well. */
  blocked: string | null
  directory: Directory
  now: number
  /** The newest changes. */
  changes: readonly { userId: string; at: number; what: string }[]
}

/** Characters that the watches of a list share: Slack takes some 13,000 in a message. */
const mostListed = 6_000

/** All of a channel's settings, the watches with the numbers that `remove` takes. */
export function settingsList(page: SettingsPage): Reply {
  const { settings, directory } = page
  const watches = settings.watches.map((watch) => watchText(watch, directory))
  const text =
    watches.length === 0
      ? 'This channel hears nothing yet.'
      : `This channel hears ${counted(watches.length, 'watch', 'watches')}: ${watches.join('; ')}`
  const blocks = watches.length === 0 ? [begin] : numbered(watches)
  if (page.blocked !== null) {
    blocks.push(paragraph(bold('Nothing can be posted here: '), `${adviceFor(page.blocked)}.`))
  }
  blocks.push(bullets(wayLines(page)))
  blocks.push({
    type: 'actions',
    elements: [
      button('Change', 'watch_open'),
      ...(page.changes.length > 0 ? [button('Undo the last change', 'watch_undo')] : []),
    ],
  })
  return { text: escaped(clamp(text, 2_900)), blocks }
}

const begin = paragraph(
  bold('This channel hears nothing yet. '),
  'Begin with ',
  code('/watch add type:layoffs'),
  '.',
)

function numbered(watches: readonly string[]): AnyBlock[] {
  const most = Math.ceil(mostListed / watches.length)
  const elements = watches.map((watch) => ({
    type: 'rich_text_section' as const,
    elements: [code(clamp(watch, most))],
  }))
  return [
    paragraph(bold('This channel hears')),
    { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'ordered', elements }] },
  ]
}

/** How and when this channel hears, what is muted, who changed it last: a line each. */
export function wayLines({ settings, from, directory, now, changes }: SettingsPage): Piece[][] {
  const { quiet, pausedUntil, mute } = settings
  const lines: Piece[][] = []
  if (pausedUntil !== null && pausedUntil > now) lines.push(pauseLine(pausedUntil))
  lines.push([digestWords(settings)])
  if (quiet) lines.push([`Quiet from ${quiet.from} to ${quiet.to}, ${quiet.zone}.`])
  lines.push(...wayChoiceLines(settings))
  lines.push(...mute.slice(0, mostMutes).map((one) => muteLine(one, directory)))
  if (mute.length > mostMutes) lines.push([`And ${counted(mute.length - mostMutes, 'more mute')}.`])
  const [last] = changes
  if (from === 'file')
    lines.push(['As channels.yaml has it; the first change made here takes over.'])
  if (last) lines.push(changeLine(last))
  return lines
}

const mostMutes = 20

const pauseLine = (until: number): Piece[] =>
  isForever(until) ? ['Paused until it is resumed.'] : ['Paused until ', moment(until), '.']

function digestWords({ digest }: ChannelSettings): string {
  if (!digest) return 'Each event at once.'
  const { every, day, at, zone } = digest
  const on = every === 'weekly' ? ` on ${dayNames[day ?? 1]}` : ''
  return `A ${every} digest${on} at ${at}, ${zone}.`
}

const changeLine = ({ userId, at, what }: SettingsPage['changes'][number]): Piece[] => [
  'Changed last by ',
  { type: 'user', user_id: userId },
  ' ',
  moment(at),
  ` (${clamp(what, 300)}).`,
]

function muteLine(mute: Mute, directory: Directory): Piece[] {
  const name = [bold('Muted: '), clamp(muteText(mute, directory), 100)]
  return mute.until === null ? [...name, '.'] : [...name, ' until ', moment(mute.until), '.']
}

/** A pause without an end. */
export const isForever = (at: number): boolean => at >= forever

type Saved =
  | { kind: 'saved'; what: string; takesOver: boolean; isOutside: boolean }
  | { kind: 'unchanged'; because: string }
  | { kind: 'forbidden'; editors: readonly string[] }

/** What came of a change, and how to take it back. */
export function savedReply(saved: Saved): Reply {
  switch (saved.kind) {
    case 'saved': {
      const over = `${saved.takesOver ? takesOver : ''}${saved.isOutside ? notThere : ''}`
      const pieces = [bold('Done: '), clamp(saved.what, 1_500), '.', ...coded(over)]
      return noticeOf(pieces, wordsOf(pieces), button('Undo', 'watch_undo'))
    }
    case 'unchanged':
      return notice(`Nothing was changed: ${saved.because}.`)
    case 'forbidden':
      return forbidden(saved.editors)
    default:
      return saved satisfies never
  }
}

const notThere =
  ' I am not in this channel, and nothing comes before I am: type `/invite @Bellwether` here.'

/** Said where the bot cannot post what the channel is to hear. */
export const outside = wordsOf(coded(notThere))

const takesOver =
  ' These settings now stand instead of those in channels.yaml, until `/watch reset`.'

/** For whoever may not change this channel's settings: who may. */
export const forbidden = (editors: readonly string[]): Reply =>
  onlyThese(
    'Nothing was changed: only those whom the configuration names may change this channel',
    editors,
  )

/** For whoever may not change which feeds the workspace reads: who may. */
export const forbiddenFeeds = (editors: readonly string[]): Reply =>
  onlyThese(
    'Nothing was changed: some channels have editors, all channels hear the feeds, and only those whom the configuration names may change these',
    editors,
  )

function onlyThese(said: string, editors: readonly string[]): Reply {
  const people = editors
    .slice(0, 20)
    .flatMap((id, index): Piece[] => [index === 0 ? '' : ', ', { type: 'user', user_id: id }])
  return noticeOf([said, ': ', ...people, '.'], `${said}.`)
}

/** The settings as `channels.yaml` takes them. */
export function yamlReply(yaml: string): Reply {
  return {
    text: escaped(clamp(yaml, 2_900)),
    blocks: [
      paragraph('For config/channels.yaml:'),
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_preformatted',
            elements: [{ type: 'text', text: clamp(yaml, 8_000) }],
          },
        ],
      },
    ],
  }
}

export interface Proposal {
  /** The watch in the words of the grammar. */
  text: string
  days: number
  alone: Tally
  /** Null where it is added, and takes nothing away. */
  change: BackTest | null
}

/** What a watch would have done, before anything is saved. */
export function proposalBlocks({ text, days, alone, change }: Proposal): AnyBlock[] {
  return [
    paragraph(code(clamp(text, 1_000))),
    paragraph(bold(tallyLine(days, alone))),
    ...examples(alone),
    ...(change ? changeBlocks(change) : []),
  ]
}

/** "In the last 30 days: 14 stories, 9 events, 3 of them already announced." */
function tallyLine(days: number, { stories, events, announced }: Tally): string {
  if (stories === 0) return `In the last ${days} days it would have brought nothing.`
  const told = announced > 0 ? `, ${figure(announced)} of them already announced` : ''
  return `In the last ${days} days: ${counted(stories, 'story', 'stories')}, ${counted(events, 'event')}${told}.`
}

function changeBlocks({ comes, goes }: BackTest): AnyBlock[] {
  return [
    paragraph(bold('New by this change: '), `${counted(comes.stories, 'story', 'stories')}.`),
    ...examples(comes),
    paragraph(bold('Gone by this change: '), `${counted(goes.stories, 'story', 'stories')}.`),
    ...examples(goes),
  ]
}

function examples({ stories, examples: shown }: Tally): AnyBlock[] {
  if (shown.length === 0) return []
  const lines = shown.map(({ title, source, link: url, publishedAt, seenAt }): Piece[] => [
    link(url, clamp(title, 200)),
    ` (${clamp(source, 60)}, `,
    day(publishedAt ?? seenAt),
    ')',
  ])
  const more = stories - shown.length
  return [bullets(more > 0 ? [...lines, [`and ${figure(more)} more`]] : lines)]
}

/** A company of the watch that nobody knows, and the watch with each that it may have meant. */
export interface Doubt {
  name: string
  meant: readonly { name: string; watch: Watch }[]
}

function doubtButtons(doubts: readonly Doubt[]): AnyBlock[] {
  const meant = doubts.flatMap((doubt) => doubt.meant).slice(0, 5)
  if (meant.length === 0) return []
  const elements = meant.map(({ name, watch }, at) => button(name, 'watch_meant', watch, at))
  return [{ type: 'actions', elements }]
}

/** Asked for by `add`: nothing is saved before the button is pressed. */
export function proposalReply(
  watch: Watch,
  proposal: Proposal,
  doubts: readonly Doubt[] = [],
): Reply {
  const asked = doubts.map(({ name, meant }) => {
    const names = meant.map((one) => one.name)
    return `No company called "${clamp(name, 60)}" is known. Did you mean ${listed(names)}?`
  })
  const said = `Not saved yet: ${proposal.text}. ${tallyLine(proposal.days, proposal.alone)}`
  return {
    text: escaped(clamp([said, ...asked].join(' '), 2_900)),
    blocks: [
      paragraph(bold('Not saved yet.')),
      ...asked.map((text) => paragraph(text)),
      ...doubtButtons(doubts),
      ...proposalBlocks(proposal),
      {
        type: 'actions',
        elements: [
          { ...button('Save', 'watch_save', watch), style: 'primary' },
          button('Change it first', 'watch_edit', watch),
          button('Drop it', 'watch_drop'),
        ],
      },
    ],
  }
}

/** What was understood, where it stopped, and what would be right. */
export function mistakeReply({ understood, stoppedAt, because, example }: Mistake): Reply {
  const at = stoppedAt === '' ? '' : ` at "${clamp(stoppedAt, 100)}"`
  const read = understood === '' ? '' : `Understood: ${clamp(understood, 300)}. `
  const text = `${read}Stopped${at || ' at the end'}: ${clamp(because, 300)}. For example: ${example}`
  return {
    text: escaped(text),
    blocks: [
      ...(understood === '' ? [] : [paragraph('Understood: ', code(clamp(understood, 300)))]),
      paragraph(`Stopped${at || ' at the end'}: ${clamp(because, 300)}.`),
      paragraph(bold('For example: '), code(example), '  More: ', code('/watch help')),
    ],
  }
}
