/** Names that are no company's that the news is about: persons, publishers that tell it, words that only begin a sentence. */

import { isUnbroken } from '../text/sentences.ts'
import type { Token } from '../text/text.ts'
import { words } from '../text/words.ts'
import { deeds } from './deeds.ts'
import type { Lexicon } from './lexicon.ts'
import { ownsPossessive } from './standing.ts'
import { type Bare, isVerb, type Written } from './written.ts'

/** "‘Tone Deaf’: Acme to cut jobs": what somebody said. */
export function isQuoted({ tokens }: Written, { known, start, end }: Bare): boolean {
  return (
    !known && start === 0 && /['"]/.test(tokens[0]?.before ?? '') && tokens[end]?.pause === 'clause'
  )
}

/** What persons do, and companies do not, or not so often. */
const personal = new Set(
  (
    'says said joins joined steps stepped quits resigns resigned departs departed leaves left retires retired dies died thinks ' +
    'believes hopes tells told wants becomes became talks admits recalls'
  ).split(' '),
)

/** "CEO Kress", "Elon Musk", "…, says Kress", "Emma Carter joins", "Emma Carter's start-up". */
export function isPerson(written: Written, name: Bare): boolean {
  if (name.known) return false
  const { tokens, lexicon } = written
  const first = tokens[name.start]
  const before = tokens[name.start - 1]
  const isTitled = first?.pause === 'none' && before !== undefined && lexicon.roles.has(before.text)
  if (isTitled && !isCoined(name.company.name)) return !isAlumna(before, name)
  if (isSpeaker(written, name)) return true
  const surname = tokens[name.end - 1]?.text ?? ''
  if (name.end - name.start === 2 && lexicon.surnames.has(surname)) return true
  return lexicon.firstNames.has(first?.text ?? '') && actsAsPerson(written, name)
}

/** "YC alum Brightarm": people have two names there. */
const isAlumna = (role: Token, { start, end }: Bare): boolean =>
  role.text === 'alum' && end - start === 1

/** "QuillAI", "Quill.ai". */
const isCoined = (name: string): boolean => /\p{Ll}AI$|\.\p{Ll}/u.test(name)

/** Of what begins with a first name. */
function actsAsPerson(written: Written, name: Bare): boolean {
  const { tokens, lexicon } = written
  const last = tokens[name.end - 1]
  if (employs(written, name)) return false
  if (plansElsewhere(written, name)) return true
  if (last?.possessive) return !ownsPossessive(tokens, name.end)
  if (name.end - name.start === 1) return isCutShort(written, name)
  return lexicon.surnames.has(last?.text ?? '') || personal.has(tokens[name.end]?.text ?? '')
}

/** "Maria Quill plans 200 redundancies at Acme". */
function plansElsewhere({ tokens, mentions, isIn }: Written, { start, end }: Bare): boolean {
  if (end - start === 1) return false
  const employer = mentions.find((mention) => mention.start > end)
  if (!employer || tokens[employer.start - 1]?.text !== 'at') return false
  const between = tokens.slice(end, employer.start)
  return (
    isUnbroken(tokens, end, employer.start) &&
    between.some((_, ahead) => isIn('layoffs', end + ahead) || isIn('cut', end + ahead))
  )
}

/** "Jo Doe", where the surname is one of the words that end a name. */
function isCutShort({ tokens, lexicon }: Written, { end }: Bare): boolean {
  const next = tokens[end]
  return next?.pause === 'none' && next.capital && lexicon.surnames.has(next.text)
}

/** "Eddie Bauer", "Jensen Huang": a first name in front, and no word that goes on with a company's name ("Emma AI"). */
export function mayBePerson(written: Written, name: Bare): boolean {
  const { tokens, lexicon } = written
  const { known, start, end } = name
  if (known || end - start === 1 || !lexicon.firstNames.has(tokens[start]?.text ?? '')) return false
  if (tokens.slice(start + 1, end).some(({ text }) => lexicon.nameNouns.has(text))) return false
  return !employs(written, name)
}

/** "Laura Ashley staff", "Charles Schwab's layoffs". */
function employs({ tokens, isIn }: Written, { end }: Bare): boolean {
  return tokens[end]?.pause === 'none' && (isIn('jobs', end) || isIn('layoffs', end))
}

/** "…, says Kress": who speaks, behind all the rest, or as many: "…, say MPs as it cuts jobs". */
function isSpeaker({ tokens }: Written, { start, end }: Bare): boolean {
  const ends = (at: number) => tokens[at] === undefined || tokens[at].pause === 'sentence'
  if (start === 0) return false
  if (tokens[start - 1]?.text === 'say' && tokens[start]?.pause === 'none') return true
  if (says.has(tokens[end]?.text ?? '') && ends(end + 1)) return true
  return says.has(tokens[start - 1]?.text ?? '') && tokens[start]?.pause === 'none' && ends(end)
}

const says = new Set(['says', 'said'])

/**
 * A sentence's first word has a capital in any case: alone it is a name only where what follows makes it one, as in "Lilium ceases",
 * "Runway, a start-up", "Zume's"; not in "Experts block", "Workers rally".
 */
export function isFirstWord(written: Written, { known, start, end }: Bare): boolean {
  const { tokens, titled } = written
  const first = tokens[start]
  if (known || titled || end - start > 1 || first?.pause !== 'sentence') return false
  const next = tokens[end]
  if (!next || isOwner(written, first, next) || hasInnerCapital(first.raw)) return false
  if (written.lexicon.employers.has(first.text) || isOfEveryText(written, start)) return true
  if (isSetApart(first, next, tokens[end + 1]) || isActing(written, end)) return false
  return !written.casing().capital.has(first.stem)
}

const explaining = new Set(['a', 'an', 'which', 'whose'])

/** "Huge job losses", "Deeply worrying", "Leaked memo", "Teen founders": before anything but a verb it names nobody; "Weavily, which sews", is explained. */
function isOfEveryText(written: Written, at: number): boolean {
  const { tokens, lexicon } = written
  const [word = '', next] = [tokens[at]?.text, tokens[at + 1]]
  if (next?.pause === 'comma' && explaining.has(next.text)) return false
  if (isVerb(written, at + 1)) return false
  return lexicon.loneWords.has(word) || /.{3}ly$/.test(word) || isDoneTo(word, next)
}

/** "Leaked memo", but not "Nested to raise". */
function isDoneTo(word: string, next: Token | undefined): boolean {
  if (next?.pause !== 'none' || next.kind !== 'word') return false
  return /.{3}ed$/.test(word) && !leading.has(next.text) && !/(?:s|ed)$/.test(next.text)
}

const leading = words('to and will is are has in at by for of on as with from')

/** "Lilium ceases", "Nexus to cut", "Brightarm in talks", "Brightarm $30m Series A". */
function isActing({ tokens, lexicon }: Written, end: number): boolean {
  const [first, next, after] = tokens.slice(end - 1, end + 2)
  if (!first || !next) return false
  if (singular.has(next.text)) return true
  if (/(?:[^s]s|ed|ing|ly)$/.test(next.text) && next.kind === 'word') return true
  const isTalking = next.text === 'in' && after?.text === 'talks'
  return !isMany(first.text, lexicon) && (deeds.has(next.text) || isTalking || isSum(next))
}

/** "Zume's", "Lanternworks' third fund", but not "Builders' merchant". */
function isOwner({ lexicon }: Written, first: Token, next: Token): boolean {
  if (first.possessive) return true
  return first.text.endsWith('s') && next.before.startsWith("'") && !lexicon.people.has(first.text)
}

/** "Workers", "Hospitals"; not "Nexus", "Debenhams". */
function isMany(word: string, lexicon: Lexicon): boolean {
  if (!/[^isu]s$/.test(word)) return false
  if (/(?:[eo]r|[iy]st|ian|ee|[ae]nt|ie|tion)s$/.test(word)) return true
  const { employers, headlineWords, loneWords, people, descriptors } = lexicon
  const forms = [word, word.slice(0, -1), word.replace(/es$/, '')]
  return forms.some((one) =>
    [employers, headlineWords, loneWords, people, descriptors].some((list) => list.has(one)),
  )
}

const isSum = ({ kind, raw }: Token): boolean => kind === 'number' && /\p{Sc}/u.test(raw)

/** "Nexus isn't": of one, though it ends like many. */
const singular = new Set(['is', "isn't", 'was', "wasn't", 'has', "hasn't", "doesn't"])

/** "Runway, a start-up", "Bentley: carmaker to cut", "Kleiner and Thrive". */
function isSetApart(first: Token, next: Token, after: Token | undefined): boolean {
  if (next.pause === 'comma') return true
  if (next.before === ':') return !/(?:s|ed|ing)$/.test(first.text)
  return next.text === 'and' && after?.capital === true
}

function hasInnerCapital(raw: string): boolean {
  return /.\p{Lu}/u.test(raw)
}

const speaking = new Set(
  'says said reports report reported reportedly writes analysis exclusive'.split(' '),
)
/** "BBC says it will cut 500 jobs". */
const ownWords = new Set(['it', 'its'])
const tellers = new Set(['via', 'per', 'to', 'told'])

/** "Reuters", and behind an article "Information". */
function isPublisher({ publishers }: Lexicon, name: string, isArticled: boolean): boolean {
  const spelling = name.toLowerCase()
  return publishers.has(spelling) || (isArticled && publishers.has(`the ${spelling}`))
}

/** "Reuters reports", "…, says Bloomberg", "(Reuters)": the teller, not whom it is told of. */
export function isPublisherSpeaking({ tokens, lexicon }: Written, name: Bare): boolean {
  const [articled, first] = [tokens[name.start - 1], tokens[name.start]]
  const isArticled = articled?.text === 'the'
  if (!first || !isPublisher(lexicon, name.company.name, isArticled)) return false
  if (first.before.endsWith('(') || tells(tokens, name.end)) return true
  const before = tokens[name.start - (isArticled ? 2 : 1)]?.text ?? ''
  if (tellers.has(before) || (first.pause === 'none' && speaking.has(before))) return true
  return name.end === tokens.length && first.pause === 'clause'
}

/** "Reuters reports", but not "BBC says it". */
function tells(tokens: readonly Token[], end: number): boolean {
  return speaking.has(tokens[end]?.text ?? '') && !ownWords.has(tokens[end + 1]?.text ?? '')
}
