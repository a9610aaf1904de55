import type { AnyBlock, ModalView } from '@slack/types'
import type { ShownCriteria } from '../core/channel/asked.ts'
import { wayNames } from '../core/channel/choices.ts'
import type { WayFields } from '../core/channel/settings-form.ts'
import { watchText } from '../core/channel/watch-text.ts'
import type { ChannelId } from '../core/ids.ts'
import { dayNames } from '../core/text/calendar.ts'
import { wayChoiceWords } from './choice-words.ts'
import { button, clicks } from './clicks.ts'
import { choiceInput, choose, input, plain, time, typed } from './fields.ts'
import { type FormId, type SettingsAbout, settingsAbout } from './forms.ts'
import { bold, bullets, code, type Piece, paragraph } from './rich.ts'
import { type Proposal, proposalBlocks, type SettingsPage, wayLines } from './watch.ts'
import { watchInputs } from './watch-fields.ts'
import { clamp, counted } from './words.ts'

const mostRows = 40

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
  if (watches === 1) return [' hears what this watch takes.']
  const all = ` hears what any of these ${counted(watches, 'watch', 'watches')} takes.`
  if (watches <= mostRows) return [all]
  return [`${all} The first ${mostRows} are shown; `, code('/watch list'), ' shows all.']
}

/** The fields of one watch. Sending it tries the watch; nothing is saved yet. */
export function watchForm(about: SettingsAbout, fields: ShownCriteria): ModalView {
  const title = about.was ? 'Change a watch' : 'Add a watch'
  const blocks = [...watchInputs(fields), back]
  return { ...form('watch_form', title, about, blocks), submit: plain('Try it') }
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
    ...wayNames.map((name) => choiceInput(name, wayChoiceWords[name], fields[name])),
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
