/**
 * Whose news it is: the names in a sentence, known or not, and which of them stands where a company must stand.
 *
 * A name is a run of capitalised words ("Ayar Labs", "Bank of America"), or what the directory knows. It is a modifier, and not
 * whom the sentence is about, in "Nvidia-backed X", "former Google engineer's start-up X", "OpenAI rival X", "Finland's X".
 * In a headline with capitals everywhere a run ends at the words in `common`; what stands after "startup", "maker" or "giant" is a name.
 */

import { unknownCompany } from './company.ts'
import type { Company } from './event.ts'
import { hasCapital } from './mention.ts'
import { clauseStart, type Prose, sentenceEnd } from './prose.ts'
import { common, descriptors, hangers, people, places, roles } from './vocabulary.ts'

export interface Named {
  company: Company
  known: boolean
  /** Token indexes, `end` excluded. */
  start: number
  end: number
  /** Stands in front of another name, or of a person, that the sentence is about. */
  modifier: boolean
  /** Right after "startup", "maker", "giant". */
  described: boolean
}

/** All names between two token indexes, in order. */
export function namesIn(prose: Prose, from: number, to: number): Named[] {
  const found: Named[] = []
  for (let at = from; at < to; ) {
    const name = knownAt(prose, at) ?? runAt(prose, at, to)
    if (name === null) at++
    else {
      if (!isPublisherSpeaking(prose, name)) found.push(name)
      at = name.end
    }
  }
  return found
}

function knownAt(prose: Prose, at: number): Named | null {
  const mention = prose.mentions.get(at)
  if (!mention) return null
  return flagged(prose, { company: mention.company, known: true, start: at, end: mention.end })
}

const longestName = 5
const joiners = new Set(['of', 'and', 'the', 'de', 'for'])

function runAt(prose: Prose, at: number, to: number): Named | null {
  const { tokens } = prose
  if (!isNameWord(prose, at)) return null
  let end = at + 1
  while (end < to && !tokens[end - 1]?.possessive) {
    if (continuesName(prose, end)) end++
    else if (joinsName(prose, end, to)) end += 2
    else break
  }
  if (end - at > longestName) return null
  const name = written(prose, at, end)
  if (name.length < 2) return null
  return flagged(prose, { company: unknownCompany(name), known: false, start: at, end })
}

/** "Interface.ai", "Run:ai" are one name; else the next word must be a name's word and stand close. */
function continuesName(prose: Prose, at: number): boolean {
  const token = prose.tokens[at]
  const last = prose.tokens[at - 1]
  if (!token || !last) return false
  if (token.start === last.end + 1 && (token.before === '.' || token.before === ':')) return true
  if (token.pause !== 'none' || prose.mentions.has(at)) return false
  if (token.before.includes('-') && hangers.has(token.text)) return false
  return (token.kind === 'number' && /^\d{1,2}$/.test(token.text)) || isNameWord(prose, at)
}

function joinsName(prose: Prose, at: number, to: number): boolean {
  const token = prose.tokens[at]
  if (prose.titled || !token || token.pause !== 'none' || at + 1 >= to) return false
  const last = prose.tokens[at - 1]?.text ?? ''
  return (
    joiners.has(token.text) &&
    (token.text === 'of' ? institutions.has(last) : false) &&
    isNameWord(prose, at + 1)
  )
}

const institutions = new Set(
  'bank university department bureau institute college city board house office'.split(' '),
)

function isNameWord(prose: Prose, at: number): boolean {
  const token = prose.tokens[at]
  if (token?.kind !== 'word' || !hasCapital(token.raw)) return false
  if (common.has(token.text) || descriptors.has(token.text) || roles.has(token.text)) return false
  return !places.has(token.text) || isInsideName(prose, at)
}

/** "Bank of America", "Indian Hotels": a place's name beside a name that is no place. */
function isInsideName(prose: Prose, at: number): boolean {
  const token = prose.tokens[at]
  const next = prose.tokens[at + 1]
  if (
    token?.possessive ||
    prose.titled ||
    !next ||
    next.pause !== 'none' ||
    next.before.includes('-')
  )
    return false
  return (
    hasCapital(next.raw) &&
    !common.has(next.text) &&
    !descriptors.has(next.text) &&
    !places.has(next.text) &&
    !roles.has(next.text)
  )
}

function written(prose: Prose, start: number, end: number): string {
  const first = prose.tokens[start]
  const last = prose.tokens[end - 1]
  if (!first || !last) return ''
  const text = prose.text.slice(first.start, last.end)
  return last.possessive ? text.slice(0, -2) : text
}

function flagged(prose: Prose, name: Omit<Named, 'modifier' | 'described'>): Named {
  const { tokens } = prose
  const before = tokens[name.start - 1]
  const close = tokens[name.start]?.pause === 'none'
  return {
    ...name,
    modifier: isModifier(prose, name.start, name.end),
    described: close && before !== undefined && descriptors.has(before.text),
  }
}

const formers = new Set(['former', 'ex', 'onetime', 'formerly', 'founded', 'founders'])

function isModifier(prose: Prose, start: number, end: number): boolean {
  const next = prose.tokens[end]
  const before = prose.tokens[start - 1]
  if (before && formers.has(before.text) && prose.tokens[start]?.pause === 'none') return true
  if (next?.pause !== 'none') return false
  if (next.before === '-' && hangers.has(next.text)) return true
  return people.has(next.text)
}

const speaking = new Set(
  'says said reports report reported reportedly writes analysis exclusive'.split(' '),
)
const publishers = new Set(
  (
    'reuters|bloomberg|cnbc|cnn|bbc|wsj|ft|forbes|fortune|axios|politico|techcrunch|engadget|wired|the verge|the information|' +
    'wall street journal|the wall street journal|new york times|financial times|business insider|associated press|ap|' +
    'washington post|the guardian|nikkei|npr|afp|cbs|fox business|et|pti|ians|the hindu|mint|livemint|bloomberg news'
  ).split('|'),
)

/** "Reuters reports", "…, says Bloomberg", "(Reuters)": the teller, not whom it is told of. */
function isPublisherSpeaking(prose: Prose, name: Named): boolean {
  const { tokens } = prose
  if (!publishers.has(name.company.name.toLowerCase())) return false
  const next = tokens[name.end]?.text ?? ''
  const before = tokens[name.start - 1]?.text ?? ''
  const bracketed = tokens[name.start]?.before.endsWith('(') ?? false
  return (
    bracketed ||
    speaking.has(next) ||
    speaking.has(before) ||
    before === 'via' ||
    before === 'per' ||
    before === 'to' ||
    name.end === tokens.length
  )
}

/**
 * Whom the words before `at` are about: the subject of the verb that stands there, or the owner of the noun. Null where no
 * company is named.
 */
export function subjectBefore(prose: Prose, at: number): Named | null {
  const clause = namesIn(prose, clauseStart(prose, at), at)
  const sentence = clauseStart(prose, at, true)
  return (
    pickSubject(clause) ??
    (sentence < clauseStart(prose, at) ? pickSubject(namesIn(prose, sentence, at)) : null)
  )
}

function pickSubject(names: readonly Named[]): Named | null {
  const own = names.filter((name) => !name.modifier)
  return (
    own.findLast((name) => name.known) ??
    own.find((name) => name.described) ??
    own[0] ??
    names.findLast((name) => name.known && name.described) ??
    null
  )
}

const stops = new Set(
  'for to as amid after with while over despite because but when where which that who if until before since than against'.split(
    ' ',
  ),
)

/** The first company named from `at` on, before the sentence turns to something else. */
export function objectAfter(prose: Prose, at: number): Named | null {
  const end = sentenceEnd(prose, at)
  let stop = at
  while (stop < end && !(stops.has(prose.tokens[stop]?.text ?? '') && stop > at)) stop++
  const names = namesIn(prose, at, stop).filter((name) => !name.modifier)
  return names.find((name) => name.described) ?? names[0] ?? null
}

/** The company that follows "at", "by" or "from" somewhere behind `at`, in the same sentence. */
export function placeAfter(prose: Prose, at: number): Named | null {
  const end = sentenceEnd(prose, Math.max(at - 1, 0))
  for (const name of namesIn(prose, at, end)) {
    const before = prose.tokens[name.start - 1]?.text ?? ''
    const beforeThat = prose.tokens[name.start - 2]?.text ?? ''
    const led =
      located.has(before) || (before === 'the' && located.has(beforeThat)) || name.described
    if (!name.modifier && (led || name.start === at)) return name
  }
  return null
}

const located = new Set([
  'at',
  'by',
  'from',
  'across',
  'within',
  'in',
  'of',
  'hit',
  'hits',
  'hitting',
])
