/**
 * The settings that are one word of a few. Each stands here once; from its row follow its key in `channels.yaml` and in the schema, its words in
 * `/watch` and in `export`, and its field in the form. Those of a watch are criteria (`criteria.ts`) too.
 * What it does is `route.ts`, what people read of it `views/choice-words.ts`.
 */

import { sureness } from '../facts.ts'

export interface Choice {
  /** In `channels.yaml`, and as a key of `/watch`. */
  key: string
  words: readonly string[]
  /** Where nobody chose. */
  usual: string
  /** For whoever edits `channels.yaml`. */
  about: string
}

export interface WatchChoice extends Choice {
  /** Why it lets an event go, for `/watch why`. */
  missed: string
}

/** Of a watch. */
export const watchChoices = {
  industry: {
    key: 'industry',
    words: ['tech', 'all'],
    usual: 'tech',
    about: 'all: also layoffs at employers that are no technology companies',
    missed: 'the employer is no technology company',
  },
  sure: {
    key: 'sure',
    words: sureness,
    usual: 'likely',
    about: 'the least sure that is heard; else likely',
    missed: 'it is not sure enough',
  },
  official: {
    key: 'official',
    words: ['any', 'only', 'off'],
    usual: 'any',
    about: 'filings and notices: beside the news (any), only these, or off until the news tells it',
    missed: 'it asks for official sources otherwise',
  },
  role: {
    key: 'role',
    words: ['any', 'employer', 'payer', 'recipient', 'target'],
    usual: 'any',
    about: 'only where the companies are the employer, pay, receive, or are bought (target)',
    missed: 'the company has another part in it',
  },
} as const satisfies Record<string, WatchChoice>

/** Of how a channel hears, as people say it in Slack: the verb of `/watch`, and what follows it. */
export const wayChoices = {
  updates: {
    key: 'updates',
    words: ['update', 'thread', 'every'],
    usual: 'update',
    about: 'what comes later of an event: in place, also in its thread, or each story a message',
    verb: 'threads',
    said: { on: 'thread', off: 'update', every: 'every' },
  },
} as const satisfies Record<string, Choice & { verb: string; said: Record<string, string> }>

/** Of how a channel hears, for whoever runs the bot. */
export const fileChoices = {
  onUnknown: {
    key: 'on_unknown',
    words: ['send', 'hold'],
    usual: 'hold',
    about: 'a message that may have arrived, where the history cannot be read',
  },
} as const satisfies Choices

/** "threads on" */
export function wayText(way: WayName, word: WayWord): string {
  const { verb, said } = wayChoices[way]
  const [as = word] = Object.entries(said).find(([, one]) => one === word) ?? []
  return `${verb} ${as}`
}

type WayWord = (typeof wayChoices)[WayName]['words'][number]

/** "on, off or every" */
export const oneOf = (words: readonly string[]): string => list.format(words)

const list = new Intl.ListFormat('en-GB', { type: 'disjunction' })

export type WayName = keyof typeof wayChoices
export const wayNames = Object.keys(wayChoices) as WayName[]

type Choices = Record<string, Choice>

/** The word chosen for each. */
export type Chosen<Rows extends Choices> = { [Name in keyof Rows]: Rows[Name]['words'][number] }

/** As `channels.yaml` has them. */
export type ChosenByKey<Rows extends Choices> = {
  [Name in keyof Rows as Rows[Name]['key']]?: Rows[Name]['words'][number] | undefined
}

/** What holds where nobody chose. */
export function usual<Rows extends Choices>(rows: Rows): Chosen<Rows> {
  return fromRows(rows, (row) => row.usual) as Chosen<Rows>
}

/** What was given by key; what was not is absent. */
export function givenByKey<Rows extends Choices>(
  rows: Rows,
  given: ChosenByKey<Rows>,
): Partial<Chosen<Rows>> {
  const words: Readonly<Record<string, string | undefined>> = given
  return fromRows(rows, ({ key }) => words[key]) as Partial<Chosen<Rows>>
}

type Ways = Chosen<typeof wayChoices>

/** Of a channel's settings, how it hears. */
export function waysOf(settings: Ways): Ways {
  return fromRows(wayChoices, (_, name) => settings[name as WayName]) as Ways
}

/** What was chosen, by key. */
export function byKey<Rows extends Choices>(
  rows: Rows,
  chosen: Chosen<Rows>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(rows).map(([name, { key }]) => [key, chosen[name] ?? '']),
  )
}

/** What people sent under the names; the usual where it is none of the words. */
export function readWays(sent: (name: string) => string): Ways {
  return fromRows(wayChoices, ({ words, usual }, name) =>
    words.includes(sent(name)) ? sent(name) : usual,
  ) as Ways
}

/** Without the names for which there is no word. */
function fromRows(
  rows: Choices,
  wordOf: (row: Choice, name: string) => string | undefined,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(rows).flatMap(([name, row]) => {
      const word = wordOf(row, name)
      return word === undefined ? [] : [[name, word]]
    }),
  )
}
