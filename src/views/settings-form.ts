import type {
  AnyBlock,
  InputBlock,
  KnownBlock,
  ModalView,
  Option,
  PlainTextElement,
  PlainTextInput,
} from '@slack/types'
import type { WatchType } from '../core/channel/settings.ts'
import type { WatchFields, WayFields } from '../core/channel/settings-form.ts'
import { watchText } from '../core/channel/watch-text.ts'
import type { ChannelId } from '../core/ids.ts'
import { dayNames } from '../core/text/calendar.ts'
import { type ChoiceWords, watchChoiceWords, wayChoiceWords } from './choice-words.ts'
import { button, clicks } from './clicks.ts'
import { type FormId, type SettingsAbout, settingsAbout } from './forms.ts'
import { bold, bullets, type Piece, paragraph } from './rich.ts'
import { type Proposal, proposalBlocks, type SettingsPage, wayLines } from './watch.ts'
import { clamp, counted } from './words.ts'

const mostRows = 40

const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text, emoji: false })

const back: AnyBlock = {
  type: 'actions',
  elements: [button('Back to all settings', 'form_back')],
}

/** All of a channel's settings. Nothing in it is entered: what is changed has a form of its own, so that nothing gets lost. */
export function settingsForm(
  page: SettingsPage & { channel: ChannelId; said: string | null },
): ModalView {
  const { settings, directory, channel, said, changes, now } = page
  const { watches, pausedUntil } = settings
  const isPaused = pausedUntil !== null && pausedUntil > now
  const rows = watches.slice(0, mostRows).map((watch, index): AnyBlock => {
    return {
      type: 'section',
      text: plain(clamp(watchText(watch, directory), 1_000)),
      accessory: {
        type: 'overflow',
        action_id: `form_row_${index}`,
        options: [
          { text: plain('Change'), value: clicks.form_row.write({ entry: 'edit', id: watch.id }) },
          {
            text: plain('Remove'),
            value: clicks.form_row.write({ entry: 'remove', id: watch.id }),
          },
        ],
      },
    }
  })
  const blocks: AnyBlock[] = [
    ...(said === null ? [] : [paragraph(bold(said))]),
    paragraph({ type: 'channel', channel_id: channel }, ...hears(watches.length)),
    ...rows,
    {
      type: 'actions',
      elements: [{ ...button('Add a watch', 'form_new'), style: 'primary' as const }],
    },
    { type: 'divider' },
    bullets(wayLines(page)),
    {
      type: 'actions',
      elements: [
        button('How and when', 'form_ways'),
        isPaused ? button('Resume', 'form_resume') : button('Pause', 'form_pause'),
        ...(changes.length > 0 ? [button('Undo the last change', 'form_undo')] : []),
      ],
    },
  ]
  return form('watch_settings', 'What this channel hears', { channel }, blocks)
}

function hears(watches: number): Piece[] {
  if (watches === 0) return [' hears nothing yet. Add what it should hear of.']
  const more = watches > mostRows ? ` The first ${mostRows} are shown; /watch list shows all.` : ''
  return [
    watches === 1
      ? ` hears what this watch takes.${more}`
      : ` hears what any of these ${counted(watches, 'watch', 'watches')} takes.${more}`,
  ]
}

/** The fields of one watch. Sending it tries the watch; nothing is saved yet. */
export function watchForm(about: SettingsAbout, fields: WatchFields): ModalView {
  const title = about.was ? 'Change a watch' : 'Add a watch'
  const blocks = [...wantedInputs(fields), ...narrowingInputs(fields), back]
  return { ...form('watch_form', title, about, blocks), submit: plain('Try it') }
}

const wantedInputs = ({ match, companies, types }: WatchFields): KnownBlock[] => [
  input(
    'match',
    'Words',
    typed(match, { max_length: 500, placeholder: plain('data center') }),
    'A phrase, or a pattern: (gpu | "data center") NOT crypto',
  ),
  input(
    'companies',
    'Companies',
    typed(companies, { max_length: 1000, placeholder: plain('Amazon, Google') }),
    'Separated by commas. A company’s units count too.',
  ),
  input('types', 'Kinds of news', checkboxes(types), 'None chosen: layoffs and AI investment.'),
]

const narrowingInputs = (fields: WatchFields): KnownBlock[] => [
  input(
    'min_jobs',
    'From how many jobs',
    typed(fields.min_jobs, { max_length: 15, placeholder: plain('1000') }),
    'An unknown number passes.',
  ),
  input(
    'min_usd',
    'From how many dollars',
    typed(fields.min_usd, { max_length: 15, placeholder: plain('100m') }),
  ),
  ...choiceInputs(watchChoiceWords, fields),
  input(
    'not',
    'Not with these words',
    typed(fields.not, { multiline: true, max_length: 1000 }),
    'A line each.',
  ),
]

/** In the order of the words. */
const choiceInputs = <Names extends keyof WatchFields | keyof WayFields>(
  words: Readonly<Record<Names, ChoiceWords<string>>>,
  chosen: Readonly<Record<NoInfer<Names>, string>>,
): InputBlock[] =>
  (Object.keys(words) as Names[]).map((name) => {
    const { label, hint, options } = words[name]
    return input(name, label, choose(Object.entries(options), chosen[name]), hint)
  })

function checkboxes(types: readonly WatchType[]) {
  const options: Option[] = [
    { text: plain('Layoffs'), value: 'layoff' },
    { text: plain('AI investment'), value: 'ai_investment' },
    { text: plain('Any story, also of neither kind'), value: 'any' },
  ]
  const chosen = options.filter(({ value }) => types.includes(value as WatchType))
  return {
    type: 'checkboxes' as const,
    options,
    ...(chosen.length > 0 && { initial_options: chosen }),
  }
}

/** What the watch would have done; sending it saves. */
export function trialForm(about: SettingsAbout, proposal: Proposal): ModalView {
  const blocks: AnyBlock[] = [
    paragraph('Not saved yet.'),
    ...proposalBlocks(proposal),
    {
      type: 'actions',
      elements: [
        button('Change it again', 'form_again'),
        button('Back to all settings', 'form_back'),
      ],
    },
  ]
  return { ...form('watch_trial', 'Before saving', about, blocks), submit: plain('Save') }
}

/** How and when a channel hears, and what it never hears. */
export function waysForm(about: SettingsAbout, fields: WayFields): ModalView {
  const blocks = [
    input('digest', 'When', choose(digests, fields.digest)),
    input('day', 'Day of a weekly digest', choose(days, fields.day)),
    input('at', 'Time of the digest', { type: 'timepicker', initial_time: fields.at }),
    input(
      'quiet_from',
      'Quiet from',
      time(fields.quiet_from),
      'No alerts before the end of the quiet hours.',
    ),
    input('quiet_to', 'Quiet to', time(fields.quiet_to)),
    input('zone', 'Time zone', typed(fields.zone, { max_length: 60 }), 'As in Europe/Lisbon.'),
    ...choiceInputs(wayChoiceWords, fields),
    input(
      'mute',
      'Never',
      typed(fields.mute, { multiline: true, max_length: 2000 }),
      'A company or words in quotes, a line each.',
    ),
    back,
  ]
  return { ...form('ways_form', 'How and when', about, blocks), submit: plain('Save') }
}

const digests = [
  ['off', 'Each event at once'],
  ['daily', 'A digest every day'],
  ['weekly', 'A digest every week'],
] as const

const days = dayNames.map((name, index) => [`${index}`, name] as const)

function choose(options: readonly (readonly [string, string])[], chosen: string) {
  const all = options.map(([value, words]) => ({ text: plain(clamp(words, 75)), value }))
  const initial_option = all.find(({ value }) => value === chosen)
  return { type: 'static_select' as const, options: all, ...(initial_option && { initial_option }) }
}

/** Stands where the answer will, while the database is asked. */
export const meanwhile = (title: string): ModalView =>
  form('meanwhile', title, null, [paragraph('One moment…')])

/** A form that only says something. */
export const saying = (title: string, words: string): ModalView =>
  form('saying', title, null, [paragraph(clamp(words, 2_900))])

function form(
  callback: FormId | 'watch_settings' | 'meanwhile' | 'saying',
  title: string,
  about: SettingsAbout | null,
  blocks: readonly AnyBlock[],
): ModalView {
  return {
    type: 'modal',
    callback_id: callback,
    title: plain(clamp(title, 24)),
    close: plain('Close'),
    private_metadata: about === null ? '' : settingsAbout.write(about),
    blocks: blocks as ModalView['blocks'],
  }
}

function input(
  block: keyof WatchFields | keyof WayFields,
  label: string,
  element: InputBlock['element'],
  hint?: string,
): InputBlock {
  return {
    type: 'input',
    block_id: block,
    label: plain(label),
    element: { ...element, action_id: block } as InputBlock['element'],
    optional: true,
    ...(hint && { hint: plain(hint) }),
  }
}

/** A field to type in. */
const typed = (value: string, field: Omit<PlainTextInput, 'type' | 'initial_value'>) => ({
  type: 'plain_text_input' as const,
  ...field,
  ...(value !== '' && { initial_value: value }),
})

const time = (value: string | null) => ({
  type: 'timepicker' as const,
  ...(value && { initial_time: value }),
})
