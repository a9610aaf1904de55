/** What people read of the choices of `core/channel/choices.ts`: in the forms, in the list of a channel's settings, and in `/watch help`. */

import { type Chosen, type watchChoices, wayNames } from '../core/channel/choices.ts'
import type { WayChoices } from '../core/channel/settings.ts'

export interface ChoiceWords<Word extends string> {
  label: string
  hint?: string
  options: Readonly<Record<Word, string>>
}

type WatchChoices = Chosen<typeof watchChoices>

/** In the order of the form. */
export const watchChoiceWords: {
  readonly [Name in keyof WatchChoices]: ChoiceWords<WatchChoices[Name]>
} = {
  industry: {
    label: 'Layoffs at',
    hint: 'Of companies named above it hears in any case.',
    options: {
      tech: 'Technology companies, and those of unknown trade',
      all: 'Companies of any trade',
    },
  },
  role: {
    label: 'Where the companies',
    options: {
      any: 'Take part in any way',
      employer: 'Cut jobs',
      payer: 'Pay: invest, buy or spend',
      recipient: 'Receive the money',
      target: 'Are bought',
    },
  },
  sure: {
    label: 'How sure',
    options: {
      plain: 'Only what is told plainly',
      likely: 'What is plain or likely',
      possible: 'Also what is only possible',
    },
  },
  official: {
    label: 'Filings and notices to the authorities',
    options: {
      any: 'Beside the news',
      only: 'Only what is filed',
      off: 'Only what the news tells too',
    },
  },
}

/** What is added to what a watch hears; nothing for the usual. */
export const heardWords: {
  readonly [Name in keyof WatchChoices]: Readonly<Record<WatchChoices[Name], string>>
} = {
  industry: { tech: '', all: 'at employers of any trade' },
  role: {
    any: '',
    employer: 'where they cut jobs',
    payer: 'where they pay',
    recipient: 'where they receive the money',
    target: 'where they are bought',
  },
  sure: { plain: 'only what is told plainly', likely: '', possible: 'also what is only possible' },
  official: { any: '', only: 'only what is filed', off: 'only what the news tells too' },
}

/** The words of an option are a line of the list, too. */
export const wayChoiceWords: {
  readonly [Name in keyof WayChoices]: ChoiceWords<WayChoices[Name]> & {
    /** A command, and what it does. */
    help: readonly [string, string]
  }
} = {
  updates: {
    label: 'What comes later of an event',
    options: {
      update: 'What comes later changes the message in place.',
      thread: 'What comes later changes the message and goes into its thread.',
      every: 'Every story is a message of its own.',
    },
    help: [
      '/watch threads on',
      'later stories go into the thread of the message (off, or every: a message each)',
    ],
  },
}

/** What was chosen, a line each. */
export const wayChoiceLines = (chosen: WayChoices): string[][] =>
  wayNames.map((way) => {
    const { options }: ChoiceWords<string> = wayChoiceWords[way]
    return [options[chosen[way]] ?? '']
  })
