/** One thing that a watch can ask for: what every reader and writer of watches is told of it. */

import { readCountOrDollars } from '../quantity/amount.ts'
import { oneOf, type WatchChoice } from './choices.ts'
import type { Word } from './command-words.ts'
import { type Sent, textOf } from './form-values.ts'

export interface Fault {
  kind: 'fault'
  because: string
}

export type Read<Value> = { kind: 'read'; value: Value } | Fault

interface Behind<Value> {
  /** The usual one first. Where criteria share a key, the first that can read the word takes it. */
  keys: readonly string[]
  /** @param before what was said of it already */
  take(word: Word, before: Value): Read<Value>
}

/** Companies are names in the values of this, as people write them; whoever keeps them asks for their keys (tune.ts). */
export interface Criterion<Value, Key extends string = string, Shown = string> {
  /** In `channels.yaml`. */
  key: Key
  /** What asks for nothing. */
  nothing: Value
  /** Whether a value that a button brought back can be one. */
  is(value: unknown): boolean
  /** What is equal where two values ask for the same. */
  meaning(value: Value): unknown
  /** Behind a key and a colon in `/watch`; absent where words without a key are meant. */
  behind?: Behind<Value>
  /** In the words of `/watch`, which reads them back. */
  say(value: NonNullable<Value>): readonly string[]
  /** In its field of the form, which has the criterion's name. */
  show(value: Value): Shown
  read(sent: Sent): Read<Value>
  /** Why it lets an event go, for `/watch why`. */
  missed: string
}

export const read = <Value>(value: Value): Read<Value> => ({ kind: 'read', value })

export const fault = (because: string): Fault => ({ kind: 'fault', because })

type Amount = NonNullable<ReturnType<typeof readCountOrDollars>>

interface Minimum<Key extends string>
  extends Pick<Criterion<number | null, Key>, 'key' | 'missed'> {
  /** Whether it is the one that is meant by an amount behind `min:`. */
  isMeant(amount: Amount): boolean
  write(value: number): string
  /** What its field takes. */
  about: string
}

/** The least of a number; one that is not known passes. */
export function minimum<Key extends string>(row: Minimum<Key>): Criterion<number | null, Key> {
  return {
    key: row.key,
    nothing: null,
    is: (value) => value === null || (Number.isSafeInteger(value) && Number(value) >= 0),
    meaning: (value) => value,
    behind: {
      keys: ['min'],
      take({ text }) {
        const amount = readCountOrDollars(text)
        return amount && row.isMeant(amount)
          ? read(amount.value)
          : fault('a minimum is a number of jobs, or of dollars as in $100m')
      },
    },
    say: (value) => [`min:${row.write(value)}`],
    show: (value) => value?.toString() ?? '',
    read(sent) {
      const written = textOf(sent)
      if (written === '' || written === '$') return read(null)
      const amount = readCountOrDollars(written)
      return amount ? read(amount.value) : fault(row.about)
    },
    missed: row.missed,
  }
}

/** One word of a few, for each row. */
export function choices<Rows extends Readonly<Record<string, WatchChoice>>>(rows: Rows) {
  return Object.fromEntries(
    Object.entries(rows).map(([name, row]) => [name, choice(row)]),
  ) as never as {
    [Name in keyof Rows]: Criterion<Rows[Name]['words'][number], Rows[Name]['key']>
  }
}

function choice({ key, words, usual, missed }: WatchChoice): Criterion<string> {
  const known = (text: string) => words.find((word) => word === text)
  return {
    key,
    nothing: usual,
    is: (value) => words.some((word) => word === value),
    meaning: (value) => value,
    behind: {
      keys: [key],
      take({ text }) {
        const word = known(text.toLowerCase())
        return word === undefined ? fault(`${key}: is ${oneOf(words)}`) : read(word)
      },
    },
    say: (word) => [`${key}:${word}`],
    show: (word) => word,
    read: (sent) => read(known(textOf(sent)) ?? usual),
    missed,
  }
}
