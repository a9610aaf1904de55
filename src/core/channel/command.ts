/**
 * The grammar of `/watch`. Whoever changes it changes `help` in views/watch-help.ts too.
 *
 *     add WORDS [type:layoffs|ai|any] [min:1000] [min:$100m] [not:"WORDS"] [company:NAME]  and the other criteria (criteria.ts)
 *     add feed:URL          remove WORDS | NUMBER | company:NAME | feed:URL | all that the watch was added with
 *     mute NAME | "WORDS" [[for] 7d | until monday 9:00]         unmute NAME | "WORDS"
 *     pause [for 2d | until tomorrow | until monday 9:00 | until 2026-12-01]    resume
 *     digest daily [9:00] [ZONE] | weekly [monday] [9:00] [ZONE] | off
 *     quiet 22:00-07:00 [ZONE] | off       threads on | off | every  and the like (choices.ts)
 *     list   feeds   test "HEADLINE"   why LINK   undo   reset   export   help
 *
 * One pair of quotes around all the words of a watch only holds them together; anything else is a pattern of the rules' language.
 * A mistake says what was understood, where it stopped, and what would be right.
 */

import { unescapeTyped } from '../text/unescape.ts'
import { criterionRows } from './asked.ts'
import { oneOf, type WayName, wayChoices, wayNames } from './choices.ts'
import {
  type Bare,
  command,
  type Muted,
  mistake,
  type Parse,
  type ParsedCommand,
} from './command-parts.ts'
import { isLength, parseDigest, parseQuiet, readUntil, unreadableTime } from './command-time.ts'
import { addressIn, parseAdd, readWatch } from './command-watch.ts'
import { cut, unquoted, type Word } from './command-words.ts'

const keys = [
  'feed',
  'words',
  ...criterionRows.flatMap(({ criterion }) => criterion.behind?.keys ?? []),
]

export function parseCommand(text: string): ParsedCommand {
  const typed = unescapeTyped(text)
  const [first, ...given] = cut(typed, keys)
  if (!first) return command({ kind: 'open' })
  const verb = first.text.toLowerCase().replace(/^-+(?=\w)|[.!]+$/g, '')
  const parse = first.key === null ? verbs.get(verb) : undefined
  if (!parse) {
    const because = `there is no "${first.raw}"`
    return mistake([], first, because, 'add "data center" type:ai')
  }
  return parse(withoutThanks(given), first, typed.trim().slice(first.raw.length).trim())
}

function withoutThanks(words: readonly Word[]): readonly Word[] {
  const last = words.at(-1)
  const isThanks =
    words.length > 1 && !last?.quoted && /^(?:please|thanks)[.!]?$/i.test(last?.text ?? '')
  return isThanks ? words.slice(0, -1) : words
}

const verbs: ReadonlyMap<string, Parse> = new Map(
  Object.entries<Parse>({
    add: parseAdd,
    remove: parseRemove,
    mute: parseMute,
    unmute: (words, verb) => {
      const what = muted(words)
      return what
        ? command({ kind: 'unmute', what })
        : mistake([verb], null, 'it needs a name or words', 'unmute amazon')
    },
    pause: parsePause,
    snooze: parsePause,
    digest: parseDigest,
    quiet: parseQuiet,
    ...Object.fromEntries(wayNames.map((way) => [wayChoices[way].verb, choosing(way)])),
    test: (_, verb, rest) => {
      const headline = unquoted(rest)
      return headline
        ? command({ kind: 'test', headline })
        : mistake([verb], null, 'it needs a headline', 'test "Amazon cuts 16,000 jobs"')
    },
    why: (words, verb) => {
      const link = words[0]?.text.replace(/^<|[|>].*$/g, '') ?? ''
      return /^https?:\/\/\S+$/.test(link) && words.length === 1
        ? command({ kind: 'why', link })
        : mistake(
            [verb],
            words[0] ?? null,
            'it needs the link of a story',
            'why https://news.example/story',
          )
    },
    list: alone('list'),
    feeds: alone('feeds'),
    resume: alone('resume'),
    undo: alone('undo'),
    reset: alone('reset'),
    export: alone('export'),
    help: alone('help'),
    '?': alone('help'),
    h: alone('help'),
    usage: alone('help'),
    ls: alone('list'),
    show: alone('list'),
    status: alone('list'),
    settings: alone('list'),
    unpause: alone('resume'),
  }),
)

/** "threads on" */
function choosing(way: WayName): Parse {
  const { verb: name, said } = wayChoices[way]
  const words = new Map(Object.entries(said))
  const [example] = words.keys()
  return ([word, ...rest], verb) => {
    const chosen = words.get(word?.text.toLowerCase() ?? '')
    return chosen && rest.length === 0
      ? command({ kind: 'choose', way, word: chosen })
      : mistake([verb], word ?? null, `it is ${oneOf([...words.keys()])}`, `${name} ${example}`)
  }
}

function alone(kind: Bare): Parse {
  return (words, verb) =>
    words.length === 0
      ? command({ kind })
      : mistake([verb], words[0] ?? null, 'nothing follows it', kind)
}

function parsePause(words: readonly Word[], verb: Word): ParsedCommand {
  const until = readUntil(words)
  if (until !== 'unreadable') return command({ kind: 'pause', until })
  return unreadableTime([verb], words, 'pause until 1 december 9:00')
}

function parseRemove(words: readonly Word[], verb: Word): ParsedCommand {
  const [word, ...others] = words
  const example = 'remove "data center"'
  if (!word) return mistake([verb], null, 'it needs words, or a number from the list', example)
  if (word.key === 'feed')
    return command({ kind: 'remove', what: { kind: 'feed', url: addressIn(word.text) } })
  if (word.key === 'company' && others.length === 0) {
    return command({ kind: 'remove', what: { kind: 'company', name: word.text } })
  }
  const feed = words.find(({ key }) => key === 'feed')
  if (feed) return mistake([verb], feed, 'a feed is removed by itself', example)
  if (words.some(({ key }) => key !== null && key !== 'words')) {
    const read = readWatch(words, verb, example)
    return read.kind === 'mistake' ? read : command({ kind: 'remove', what: read })
  }
  const number = Number(word.text)
  if (others.length === 0 && !word.quoted && Number.isInteger(number) && number > 0) {
    return command({ kind: 'remove', what: { kind: 'number', number } })
  }
  return command({ kind: 'remove', what: { kind: 'words', words: joined(words) } })
}

const joined = (words: readonly Word[]): string =>
  words.length === 1 ? (words[0]?.text ?? '') : words.map(({ raw }) => raw).join(' ')

function parseMute(given: readonly Word[], verb: Word): ParsedCommand {
  const words = withoutForever(given)
  const split = untilBegins(words)
  const named = split < 0 ? words : words.slice(0, split)
  const until = split < 0 ? null : readUntil(words.slice(split))
  const example = 'mute amazon for 7d'
  const what = muted(named)
  if (!what) return mistake([verb], words[0] ?? null, 'it needs a company or words', example)
  if (isAll(named)) {
    return mistake(
      [verb],
      named[0] ?? null,
      'a channel that hears nothing is paused',
      'pause for 7d',
    )
  }
  if (until === 'unreadable') {
    return unreadableTime([verb, ...named], words.slice(split), 'mute amazon until 1 december')
  }
  return command({ kind: 'mute', what, until })
}

/** "Mute everything", "mute 7d". */
function isAll(named: readonly Word[]): boolean {
  const [word, ...more] = named
  if (!word || word.quoted || word.key !== null) return false
  return (
    isLength(named) ||
    (more.length === 0 && /^(?:all|everything|channel|this|it)$/i.test(word.text))
  )
}

/** A mute without an end needs no words for it. */
function withoutForever(words: readonly Word[]): readonly Word[] {
  const isForever = /^(?:forever|indefinitely|permanently)$/i.test(words.at(-1)?.text ?? '')
  return words.length > 1 && isForever && !words.at(-1)?.quoted ? words.slice(0, -1) : words
}

/** Where "for 7d" or "until monday" begins, or a length by itself at the end ("amazon 7d"); -1 where nothing does. */
function untilBegins(words: readonly Word[]): number {
  const led = words.findIndex(({ text, quoted }) => !quoted && /^(for|until|till?)$/i.test(text))
  if (led >= 0) return led
  return words.findIndex((word, at) => at > 0 && isTime(word, words[at + 1]))
}

/** Begins a time, even where something follows that makes none of it ("amazon 7d, thanks"). */
function isTime(word: Word, next: Word | undefined): boolean {
  if (word.key !== null || word.quoted) return false
  if (/^(?:today|tonight|tomorrow)$/i.test(word.text)) return true
  return isLength([word]) || (next !== undefined && isLength([word, next]))
}

function muted(words: readonly Word[]): Muted | null {
  const name = joined(words)
  const [first] = words
  if (!first || name === '') return null
  if (first.key === 'company') return { kind: 'company', name }
  if (first.key === 'words' || first.quoted) return { kind: 'words', name }
  return first.key === null ? { kind: 'either', name } : null
}
