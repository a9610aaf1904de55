/**
 * Whose news it is: the names in a sentence, known or not, and which of them stands where a company must stand.
 *
 * A name is what the directory knows, or a run of capitalised words ("Ayar Labs"). In a sentence any capital inside it may be a
 * name's; where a headline capitalises everything, verbs and common nouns end a run. A name is a modifier, and not whom the
 * sentence is about, in "Nvidia-backed X", "former Google engineer's start-up X", "OpenAI rival X", "Musk's start-up".
 */

import type { Company } from '../facts.ts'
import { currencyOfCode } from '../quantity/money.ts'
import { numberWord } from '../quantity/numeral.ts'
import { type Stretch, stretchAt } from '../text/sentences.ts'
import type { Token } from '../text/text.ts'
import { type Directory, unknownCompany } from './company.ts'
import { deeds, hasCapital, type Mention } from './mention.ts'
import { isGrown, isOwnNumber, numberedNameEnd } from './numbered-name.ts'
import {
  commonWords,
  descriptors,
  firstNames,
  functionWords,
  hangers,
  headlineVerbs,
  nameNouns,
  people,
  places,
  premises,
  roles,
} from './vocabulary.ts'

/** A company named in a text, with how it stands there. */
export interface Named extends Stretch {
  company: Company
  known: boolean
  /** Stands in front of another name, or of a person, that the sentence is about. */
  modifier: boolean
  /** Right after "startup", "maker", "giant". */
  described: boolean
  /** The word that leads to it, "the" apart: the "at" of "at the Acme office". Empty where it begins its clause. */
  lead: string
  /** Follows a preposition, or one that does by "and": "after Amazon and Meta, IBM …". Not the subject then. */
  governed: boolean
}

/** A text whose names are to be read. */
export interface Written {
  text: string
  tokens: readonly Token[]
  /** The known companies, in order. */
  mentions: readonly Mention[]
  titled: boolean
  directory: Directory
}

/** All companies named, in order; persons, places and publishers that only tell are left out. */
export function readNames(prose: Written): Named[] {
  const found: Named[] = []
  let governed = false
  for (let at = 0; at < prose.tokens.length; ) {
    const name = knownAt(prose, at) ?? runAt(prose, at)
    if (name === null) {
      at++
      continue
    }
    at = name.end
    if (isPerson(prose, name) || isPublisherSpeaking(prose, name) || isFirstWord(prose, name))
      continue
    if (!name.modifier) {
      governed = governing.has(name.lead) || (governed && name.lead === 'and')
      name.governed = governed
    }
    found.push(name)
  }
  return found
}

const governing = new Set(
  'in at on with from against to for of over after despite following by into as than before between among like'.split(
    ' ',
  ),
)

function knownAt(prose: Written, at: number): Named | null {
  const mention = stretchAt(prose.mentions, at)
  if (mention?.start !== at) return null
  return flagged(prose, { company: mention.company, known: true, start: at, end: mention.end })
}

function beginsMention({ mentions }: Written, at: number): boolean {
  return stretchAt(mentions, at)?.start === at
}

const longestName = 6

function runAt(prose: Written, at: number): Named | null {
  const numbered = numberedNameEnd(prose, at)
  if (numbered === null && !beginsName(prose, at)) return null
  let end = numbered ?? at + 1
  while (end - at < longestName && !prose.tokens[end - 1]?.possessive) {
    if (!continuesName(prose, end)) break
    end++
  }
  return resolved(prose, at, end)
}

/** The run as a company: the directory may know it, or a part of it that headline capitals hid ("Meta Reassigns"). */
function resolved(prose: Written, start: number, end: number): Named | null {
  const { directory } = prose
  const whole = written(prose, start, end)
  if (whole.length < 2) return null
  const described = isDescribed(prose, start)
  const known = directory.find(whole) ?? (described ? directory.find(`${whole} AI`) : null)
  if (known) return flagged(prose, { company: known, known: true, start, end })
  for (let cut = start + 1; cut < end; cut++) {
    const tail = prose.titled ? directory.find(written(prose, cut, end)) : null
    if (tail) return flagged(prose, { company: tail, known: true, start: cut, end })
    const headEnd = end - (cut - start)
    const rest = prose.tokens[headEnd]?.text ?? ''
    const head =
      prose.titled || rest === 'ai' ? directory.find(written(prose, start, headEnd)) : null
    if (head) return flagged(prose, { company: head, known: true, start, end: headEnd })
  }
  return flagged(prose, { company: unknownCompany(whole), known: false, start, end })
}

function beginsName(prose: Written, at: number): boolean {
  const token = prose.tokens[at]
  if (token?.kind === 'number') return isGrown(token.raw)
  if (token?.kind !== 'word' || !(hasCapital(token.raw) || isCoined(token.raw))) return false
  if (numberWord(token.text) !== null || isCurrency(prose, at)) return false
  if (functionWords.has(token.text) || roles.has(token.text) || descriptors.has(token.text))
    return false
  if (places.has(token.text)) return isFollowedByName(prose, at)
  if (token.text === 'united' && places.has(prose.tokens[at + 1]?.text ?? '')) return false
  if (headlineVerbs.has(token.text))
    return !prose.titled && at > 0 && token.pause === 'none' && isFollowedByName(prose, at)
  if (isGlued(prose, at + 1)) return true
  if (!commonWords.has(token.text) || isFollowedByName(prose, at)) return true
  return isInstitution(prose, at) || isPaired(prose, at)
}

/** "AUD 5 million". */
function isCurrency({ tokens }: Written, at: number): boolean {
  return tokens[at + 1]?.kind === 'number' && currencyOfCode(tokens[at]?.text ?? '') !== null
}

/** "Unit and Loop lay off": a common word beside a name, with a capital. */
function isPaired(prose: Written, at: number): boolean {
  const other = prose.tokens[at + 2]
  if (prose.titled || prose.tokens[at + 1]?.text !== 'and' || !other) return false
  return hasCapital(other.raw) && !commonWords.has(other.text) && !functionWords.has(other.text)
}

const institutions = new Set(
  'bank university department bureau institute ministry city board college bank'.split(' '),
)

/** "Bank of Montreal", "Department of Education". */
function isInstitution(prose: Written, at: number): boolean {
  const of = prose.tokens[at + 1]
  const rest = prose.tokens[at + 2]
  if (!institutions.has(prose.tokens[at]?.text ?? '') || of?.text !== 'of') return false
  return rest?.pause === 'none' && hasCapital(rest.raw)
}

/** "n8n", "d4": letters and digits that no dictionary has. */
function isCoined(raw: string): boolean {
  return /^[a-z]+\d+[a-z]+$/i.test(raw)
}

/** Whether a common word begins a name, because more of it follows: "First Transit", "Bank of America". Not in headline capitals. */
function isFollowedByName(prose: Written, at: number): boolean {
  const next = prose.tokens[at + 1]
  if (
    prose.titled ||
    prose.tokens[at]?.possessive ||
    next?.pause !== 'none' ||
    next.kind !== 'word'
  )
    return false
  if (next.before.includes('-') || !hasCapital(next.raw) || beginsMention(prose, at + 1))
    return false
  return !(
    functionWords.has(next.text) ||
    roles.has(next.text) ||
    descriptors.has(next.text) ||
    places.has(next.text)
  )
}

/** A word glued on is the name's; else it must be capitalised, and in a headline no word of every day. */
function continuesName(prose: Written, at: number): boolean {
  const token = prose.tokens[at]
  const last = prose.tokens[at - 1]
  if (!token || !last) return false
  if (isGlued(prose, at)) return true
  if (token.pause !== 'none' || token.before.includes("'") || beginsMention(prose, at)) return false
  if (token.text === 'of') return isInstitution(prose, at - 1)
  if (last.text === 'of') return true
  if (token.before.includes('-') && hangers.has(token.text)) return false
  if (token.kind === 'number' || numberWord(token.text) !== null) return isOwnNumber(prose, at)
  if (token.kind !== 'word' || !hasCapital(token.raw)) return false
  if (nameNouns.has(token.text)) return true
  if (functionWords.has(token.text) || roles.has(token.text)) return false
  if (!prose.titled) return true
  return !(
    headlineVerbs.has(token.text) ||
    commonWords.has(token.text) ||
    descriptors.has(token.text) ||
    places.has(token.text)
  )
}

/** The "ai" of "Interface.ai" and "Run:ai". */
function isGlued({ tokens }: Written, at: number): boolean {
  const token = tokens[at]
  if (token?.before !== '.' && token?.before !== ':') return false
  return token.start === (tokens[at - 1]?.end ?? 0) + 1
}

/** After "Macy's" these show that the 's is the name's own. */
const owned = new Set('to will is has plans cuts lays says axes slashes closes sheds'.split(' '))

function written(prose: Written, start: number, end: number): string {
  const first = prose.tokens[start]
  const last = prose.tokens[end - 1]
  if (!first || !last) return ''
  const text = prose.text.slice(first.start, last.end)
  return last.possessive && !owned.has(prose.tokens[end]?.text ?? '') ? text.slice(0, -2) : text
}

type Bare = Pick<Named, 'company' | 'known' | 'start' | 'end'>

function flagged(prose: Written, name: Bare): Named {
  return {
    ...name,
    modifier: isModifier(prose, name),
    described: isDescribed(prose, name.start),
    lead: leadOf(prose, name.start),
    governed: false,
  }
}

function leadOf({ tokens }: Written, start: number): string {
  if (tokens[start]?.pause !== 'none') return ''
  const before = tokens[start - 1]?.text ?? ''
  return before === 'the' ? (tokens[start - 2]?.text ?? '') : before
}

function isDescribed(prose: Written, start: number): boolean {
  const before = prose.tokens[start - 1]
  return (
    prose.tokens[start]?.pause === 'none' && before !== undefined && descriptors.has(before.text)
  )
}

const formers = new Set(['former', 'ex', 'onetime', 'formerly', 'founded', 'founders'])

function isModifier(prose: Written, { start, end, known }: Bare): boolean {
  const next = prose.tokens[end]
  const before = prose.tokens[start - 1]
  if (before && formers.has(before.text) && prose.tokens[start]?.pause === 'none') return true
  if (next?.pause !== 'none') return false
  if (next.before === '-' && hangers.has(next.text)) return true
  if (people.has(next.text) || (roles.has(next.text) && next.possessive)) return true
  return !known && premises.has(next.text)
}

/** "Jensen Huang", "CEO Kress": a first name in front, or a job title before an unknown name. */
function isPerson(prose: Written, name: Named): boolean {
  if (name.known) return false
  const { tokens } = prose
  const first = tokens[name.start]
  if (first && firstNames.has(first.text) && (name.end - name.start > 1 || first.possessive))
    return true
  const before = tokens[name.start - 1]
  if (first?.pause === 'none' && before !== undefined && roles.has(before.text)) return true
  return isSpeaker(prose, name)
}

/** "…, says Kress": who speaks, behind all the rest. */
function isSpeaker({ tokens }: Written, { start, end }: Pick<Named, 'start' | 'end'>): boolean {
  const ends = (at: number) => tokens[at] === undefined || tokens[at].pause === 'sentence'
  if (start === 0) return false
  if (says.has(tokens[end]?.text ?? '') && ends(end + 1)) return true
  return says.has(tokens[start - 1]?.text ?? '') && tokens[start]?.pause === 'none' && ends(end)
}

const says = new Set(['says', 'said'])

/**
 * A sentence's first word has a capital in any case: alone it is a name only where what follows makes it one, as in "Lilium ceases",
 * "Runway, a start-up", "Zume's"; not in "Experts block", "Workers rally".
 */
function isFirstWord(prose: Written, { known, start, end }: Named): boolean {
  const first = prose.tokens[start]
  if (known || prose.titled || end - start > 1 || first?.pause !== 'sentence') return false
  const next = prose.tokens[end]
  if (
    first.possessive ||
    next === undefined ||
    next.pause === 'comma' ||
    hasInnerCapital(first.raw)
  )
    return false
  if (/(?:[^s]s|ed|ing)$/.test(next.text) && next.kind === 'word') return false
  return first.text.endsWith('s') || !deeds.has(next.text)
}

function hasInnerCapital(raw: string): boolean {
  return hasCapital(raw.slice(1))
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
function isPublisherSpeaking(prose: Written, name: Named): boolean {
  const { tokens } = prose
  if (!publishers.has(name.company.name.toLowerCase())) return false
  const next = tokens[name.end]?.text ?? ''
  const before = tokens[name.start - 1]?.text ?? ''
  const bracketed = tokens[name.start]?.before.endsWith('(') ?? false
  const told = speaking.has(next) || speaking.has(before) || tellers.has(before)
  return bracketed || told || (name.end === tokens.length && tokens[name.start]?.pause === 'clause')
}

const tellers = new Set(['via', 'per', 'to'])
