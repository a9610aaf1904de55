import type { AnyBlock, InputBlock, ModalView } from '@slack/types'
import type { Correction } from '../core/events/correction.ts'
import type { EventCategory, Facts } from '../core/facts.ts'
import type { EventId, StoryId } from '../core/ids.ts'
import { readAmount } from '../core/quantity/amount.ts'
import type { Tally } from '../core/why/back-test.ts'
import type { LabelledTest } from '../core/why/labelled-test.ts'
import { button } from './clicks.ts'
import { type CorrectionAbout, forms } from './forms.ts'
import { noticeOf } from './notice.ts'
import type { Reply } from './reply.ts'
import { bold, bullets, code, link, paragraph, plain } from './rich.ts'
import { clamp, counted, figure, money, topLevel } from './words.ts'

/** What an event could be regrouped with. */
export interface Regroupable {
  near: readonly { id: EventId; at: number; title: string }[]
  stories: readonly { id: StoryId; source: string; title: string }[]
}

/** What of an event is wrong: its fields as they are told, to be changed, and how its stories are grouped. */
export function correctionForm(
  about: CorrectionAbout,
  facts: Facts,
  regroupable: Regroupable,
  isOperator: boolean,
): ModalView {
  return {
    type: 'modal',
    callback_id: 'correction_form',
    title: plain('What is wrong?', 24),
    submit: plain('Correct', 24),
    close: plain('Close', 24),
    private_metadata: forms.correction_form.write(about),
    blocks: [
      ...factFields(facts),
      ...groupFields(regroupable),
      ...(isOperator
        ? [checkboxes('general', 'For whom', [['For every workspace', 'general']])]
        : []),
    ],
  }
}

function factFields(facts: Facts): InputBlock[] {
  const company = field('company', 'Company', facts.company?.name ?? '', 'Whose news this is.')
  switch (facts.category) {
    case 'layoff': {
      const jobs = facts.headcount?.toString() ?? ''
      return [company, field('number', 'Jobs', jobs, 'Empty where nobody knows.')]
    }
    case 'ai_investment': {
      const hint = 'In whole units: 4000000000, or 4bn. Empty where nobody knows.'
      return [
        company,
        field('number', 'Amount', facts.amount?.toString() ?? '', hint),
        field('currency', 'Currency', facts.currency ?? 'USD', 'Three letters, as in USD.'),
      ]
    }
    case 'other':
      return [company]
  }
}

/** Slack's most in one field of checkboxes. */
const mostStories = 10

function groupFields({ near, stories }: Regroupable): InputBlock[] {
  const same: InputBlock = {
    type: 'input',
    block_id: 'same',
    optional: true,
    label: plain('Told twice: the same event as', 75),
    hint: plain('Its stories then count to that one. For this workspace.', 150),
    element: {
      type: 'static_select',
      action_id: 'same',
      options: near.map(({ id, at, title }) => ({
        text: plain(`${new Date(at).toISOString().slice(0, 10)} ${title}`, 75),
        value: String(id),
      })),
    },
  }
  const shown = stories.slice(0, mostStories)
  const apart = checkboxes(
    'apart',
    'Two events: these tell another one',
    shown.map(({ id, source, title }) => [`${clamp(source, 25)}: ${title}`, String(id)]),
  )
  return [...(near.length > 0 ? [same] : []), ...(stories.length > 1 ? [apart] : [])]
}

function checkboxes(
  block: string,
  label: string,
  options: readonly (readonly [text: string, value: string])[],
): InputBlock {
  return {
    type: 'input',
    block_id: block,
    optional: true,
    label: plain(label, 75),
    element: {
      type: 'checkboxes',
      action_id: block,
      options: options.map(([text, value]) => ({ text: plain(text, 75), value })),
    },
  }
}

function field(block: string, label: string, value: string, hint: string): InputBlock {
  return {
    type: 'input',
    block_id: block,
    optional: true,
    label: plain(label, 75),
    hint: plain(hint, 150),
    element: {
      type: 'plain_text_input',
      action_id: block,
      max_length: 200,
      ...(value !== '' && { initial_value: clamp(value, 200) }),
    },
  }
}

interface Entered {
  company: string
  value: number | null
  currency: string
  general: boolean
  /** The event that this one is the same as. */
  same: EventId | null
  /** Stories that tell another event. */
  apart: StoryId[]
}

/** The fields as they came back; by block id, what cannot be. */
export function readCorrectionFields(
  fields: Readonly<Record<string, string | readonly string[] | null>>,
  category: EventCategory,
): { kind: 'read'; value: Entered } | { kind: 'faults'; faults: Record<string, string> } {
  const text = (block: string) => {
    const value = fields[block]
    return typeof value === 'string' ? value.trim() : ''
  }
  const amount = readAmount(text('number'))
  const currency = (text('currency') || 'USD').toUpperCase()
  const faults: Record<string, string> = {}
  if (text('number') !== '' && (amount === null || amount.kind === 'percent'))
    faults.number = 'a number, as in 1,500 or 4bn'
  if (category === 'ai_investment' && !/^[A-Z]{3}$/.test(currency))
    faults.currency = 'three letters, as in USD'
  if (Object.keys(faults).length > 0) return { kind: 'faults', faults }
  const general = fields.general?.includes('general') ?? false
  const value = amount && Math.round(amount.value)
  const company = text('company')
  return { kind: 'read', value: { company, value, currency, general, ...readGroups(fields) } }
}

function readGroups({
  same,
  apart,
}: Readonly<Record<string, string | readonly string[] | null>>): Pick<Entered, 'same' | 'apart'> {
  const ids = [apart ?? []].flat().map(Number)
  return { same: same ? (Number(same) as EventId) : null, apart: ids as StoryId[] }
}

/** What was put right, and how to take it back. */
export function correctedReply(
  title: string,
  corrections: readonly Correction[],
  ids: readonly number[],
  general: boolean,
  canGeneralise = false,
): Reply {
  const whom = general ? 'for every workspace' : 'for this workspace'
  const what = corrections.map(correctionWords).join('; ')
  const said = `Corrected ${whom}: ${what}. Messages and answers change at once.`
  return noticeOf(
    [
      bold(`Corrected ${whom}: `),
      clamp(what, 500),
      '. Messages and answers change at once. ',
      clamp(title, 200),
    ],
    `${said} ${title}`,
    button('Undo', 'correction_undo', ids),
    ...(canGeneralise ? [button('For every workspace', 'correction_general', ids)] : []),
  )
}

function correctionWords(correction: Correction): string {
  switch (correction.kind) {
    case 'company':
      return `the company is ${correction.company.name}`
    case 'headcount':
      return correction.value === null
        ? 'the number of jobs is not known'
        : counted(correction.value, 'job')
    case 'amount':
      return correction.value === null
        ? 'the amount is not known'
        : `the amount is ${money(correction.value, correction.currency ?? 'USD')}`
    case 'dismissed':
      return 'it does not belong here'
    case 'joined':
      return 'it is the same event as another, and its stories count to that one'
    case 'parted': {
      const count = counted(correction.stories.length, 'story tells', 'stories tell')
      return `${count} another event, which is known by itself now`
    }
    default:
      return correction satisfies never
  }
}

interface Exclusion {
  /** Of the watch. */
  id: string
  words: string
  /** The watch, in the words of the grammar. */
  was: string
  goes: Tally
  days: number
  labelled: LabelledTest
}

/** Stories that were dismissed have words in common: they can be kept out. */
export function exclusionReply({ id, words, was, goes, days, labelled }: Exclusion): Reply {
  const question = `The stories dismissed here share "${words}". Keep such stories out of this channel?`
  const effect = `In the last ${days} days that would have kept out ${counted(goes.stories, 'story', 'stories')}, ${figure(goes.announced)} of them announced.`
  const examples: AnyBlock[] =
    goes.examples.length === 0
      ? []
      : [
          bullets(
            goes.examples.map(({ title, link: url, source }) => [
              link(url, clamp(title, 200)),
              ` (${clamp(source, 60)})`,
            ]),
          ),
        ]
  return {
    text: topLevel(`${question} ${effect} ${labelledWords(labelled)}`),
    blocks: [
      paragraph(bold(question), ` ${effect}`),
      ...examples,
      ...(labelled.of > 0 ? [paragraph(labelledWords(labelled))] : []),
      paragraph('It would be added to ', code(clamp(was, 500)), '.'),
      {
        type: 'actions',
        elements: [button('Keep them out', 'exclusion_accept', { id, words })],
      },
    ],
  }
}

/** Whether it would also cost news, by stories of which that is known. */
function labelledWords({ of, news, other, examples }: LabelledTest): string {
  if (of === 0) return ''
  const whole = `Of the ${figure(of)} labelled stories of the project`
  if (news + other === 0) return `${whole} it would keep out none.`
  const lost = news === 0 ? 'no news' : `${counted(news, 'piece')} of news`
  const titles =
    examples.length > 0 ? `: ${examples.map((title) => `"${clamp(title, 120)}"`).join(', ')}` : ''
  return `${whole} it would keep out ${figure(other)} that ${other === 1 ? 'is' : 'are'} none of our news, and ${lost}${titles}.`
}
