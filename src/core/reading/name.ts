/**
 * Whose news it is: the names in a text, known or not.
 *
 * A name is what the directory knows, or a run of capitalised words ("Ayar Labs"). In a sentence any capital inside it may be a
 * name's; where a headline capitalises everything, verbs and common nouns end a run.
 */

import { currencyOfCode } from '../quantity/money.ts'
import { numberWord } from '../quantity/numeral.ts'
import { beginsClause, stretchAt } from '../text/sentences.ts'
import type { Token } from '../text/text.ts'
import { isLegalSuffix, unknownCompany } from './company.ts'
import { functionWords, initials } from './function-words.ts'
import { ledNameEnd } from './led-name.ts'
import type { Lexicon } from './lexicon.ts'
import { isGrown, isOwnNumber, numberedNameEnd } from './numbered-name.ts'
import { beginsOddly } from './odd-start.ts'
import { isPayingPerson, payingPersonEnd } from './paying-person.ts'
import { isPlaceOnly, isRegion, placedNameEnd } from './placed-name.ts'
import { isSmallName } from './small-name.ts'
import {
  isGoverning,
  isRivals,
  leadOf,
  modifies,
  ownsPossessive,
  standsDescribed,
} from './standing.ts'
import { isFirstWord, isPerson, isPublisherSpeaking, isQuoted, mayBePerson } from './teller.ts'
import { type Bare, isGlued, isVerb, mayFollow, type Named, type Written } from './written.ts'

/** What is read of a text so far. */
interface Names {
  found: Named[]
  /** The last name that is no part of the one before it, whether or not it is a company's. */
  last: Bare | null
  /** Whether the last that is no modifier follows a preposition. */
  governed: boolean
}

/** All companies named, in order; persons, places and publishers that only tell are left out. */
export function readNames(written: Written): Named[] {
  const names: Names = { found: [], last: null, governed: false }
  for (let at = 0; at < written.tokens.length; ) {
    const name = nameAt(written, at)
    at = name === null ? at + 1 : take(written, name, names)
  }
  return names.found
}

function nameAt(written: Written, at: number): Bare | null {
  if (isCutShort(written, at)) return null
  const known = knownAt(written, at)
  return known === null && mayBegin(written, at) ? runAt(written, at) : known
}

/** "Led by Sk...": what a feed left of a word is no name of three letters. */
function isCutShort({ text, tokens }: Written, at: number): boolean {
  const token = tokens[at]
  if (!token || at < tokens.length - 1 || token.raw.length > 3) return false
  return token.raw !== token.raw.toUpperCase() && /^(?:\.\.\.|…)/.test(text.slice(token.end))
}

/** Where what comes after the name begins. */
function take(written: Written, name: Bare, names: Names): number {
  if (belongsTo(written, name, names.last)) {
    widen(written, names.found, name)
    return name.end
  }
  names.last = name
  if (!isNoCompany(written, name)) names.found.push(stand(written, name, names))
  return name.end
}

const isNoCompany = (written: Written, name: Bare): boolean =>
  (isPerson(written, name) && !isPayingPerson(written, name)) ||
  isPublisherSpeaking(written, name) ||
  isFirstWord(written, name) ||
  isQuoted(written, name)

/** How it stands among those before it, which may turn out to stand otherwise. */
function stand(written: Written, name: Bare, names: Names): Named {
  const lead = leadOf(written, name.start)
  const modifier = modifies(written, name)
  if (modifier) modifyBefore(written, names.found, name)
  else names.governed = isGoverning(lead) || (names.governed && goesOn(written, name, lead))
  return {
    ...name,
    personal: mayBePerson(written, name) || isPayingPerson(written, name),
    modifier,
    described: standsDescribed(written, name.start),
    lead,
    governed: names.governed && !modifier,
  }
}

/** "Acme and Globex-backed Quillon", "Acme, Globex researchers": what stands in front of another with `last` does so too. */
function modifyBefore(written: Written, found: Named[], last: Bare): void {
  let { start } = last
  for (let at = found.length - 1; at >= 0; at--) {
    const name = found[at]
    if (!name || name.modifier || !sharesPlace(written, name, start, last.end)) return
    found[at] = { ...name, modifier: true }
    start = name.start
  }
}

/**
 * Whether "and" joins a name to what starts there, or a comma before people of both. Of "Acme and Globex-led" it is not said, nor of
 * "from Acme and Globex-backed funds".
 */
function sharesPlace(
  { tokens, lexicon }: Written,
  { start: from, end }: Named,
  start: number,
  of: number,
): boolean {
  const [first, next] = [tokens[from], tokens[of]]
  if (next?.pause !== 'none') return false
  const isJoined = start === end + 1 && tokens[end]?.text === 'and'
  if (next.before === '-' && lexicon.hangers.has(next.text))
    return isJoined && next.text !== 'led' && first !== undefined && beginsClause(first)
  const isListed = start === end && tokens[start]?.pause === 'comma'
  return (isJoined || isListed) && arePeople(tokens, lexicon, of)
}

/** "Engineers", "chip researchers". */
function arePeople(tokens: readonly Token[], { people }: Lexicon, at: number): boolean {
  return tokens.slice(at, at + 2).some(({ text }) => text.endsWith('s') && people.has(text))
}

/** "After Amazon and Meta", "rivals Amazon, Meta"; but "after Amazon, Meta cuts". */
function goesOn({ tokens }: Written, { start }: Bare, lead: string): boolean {
  if (lead === 'and') return true
  return tokens[start]?.pause === 'comma' && isRivals(tokens[start - 2]?.text ?? '')
}

const parts = new Set(['fund', 'enterprise', 'enterprises', 'foundation'])

/** "Hero Enterprise" is a company of Hero's; "GM Oshawa" is GM. */
function widen(written: Written, found: Named[], tail: Bare): void {
  const owner = found.at(-1)
  if (!owner || owner.end !== tail.start) return
  const { titled, tokens, lexicon } = written
  const word = tokens[tail.end - 1]?.text ?? ''
  const isNamed = parts.has(word) || lexicon.nameNouns.has(word)
  const isPart = !titled && isNamed && word !== 'ai' && !isLegalSuffix(word)
  const name = spelled(written, owner.start, tail.end)
  const parent = owner.company.parent ?? owner.company.key
  const company = isPart ? { ...unknownCompany(name), parent } : owner.company
  const modifier = titled ? owner.modifier : modifies(written, { ...owner, end: tail.end })
  found[found.length - 1] = { ...owner, company, end: tail.end, modifier }
}

/** "GM Oshawa", "Tesla Optimus": what stands right behind a known company is a part of it, and no other. */
function belongsTo({ tokens }: Written, name: Bare, last: Bare | null): boolean {
  if (!last?.known || name.known || last.end !== name.start) return false
  return tokens[name.start]?.pause === 'none' && !tokens[name.start - 1]?.possessive
}

/** Most words are in small letters, and begin no name that is not known. */
function mayBegin(written: Written, at: number): boolean {
  const token = written.tokens[at]
  if (token === undefined) return false
  if (token.capital || token.kind === 'number' || isCoined(token.text)) return true
  if (isSmallName(written, at)) return true
  return isGlued(written, at + 1) && domains.has(written.tokens[at + 1]?.text ?? '')
}

/** Of names in small letters: "n8n.io", not the "planet.com" of a publisher. */
const domains = new Set(['ai', 'io', 'vc', 'ventures', 'capital', 'dev'])

function knownAt(written: Written, at: number): Bare | null {
  const mention = stretchAt(written.mentions, at)
  if (mention?.start !== at || isDotted(written, mention.end)) return null
  return armOf(written, { ...mention, known: true })
}

/** "Cohere.io" is not Cohere. */
function isDotted(written: Written, end: number): boolean {
  return isGlued(written, end) && !written.tokens[end]?.capital
}

const arms = new Set(['ventures', 'capital'])
const longArms = new Set(['equity', 'investment', 'investments', 'fund'])
const noArm = new Set('spending expenditure expenditures outlay raise gains markets'.split(' '))

/** "Intel Capital", "Salesforce Ventures": a known company's own investor is a unit of it. */
function armOf(written: Written, owner: Bare): Bare {
  const { tokens } = written
  const end = armEnd(written, owner.end)
  if (end === null) return owner
  if (tokens[owner.end - 1]?.possessive || noArm.has(tokens[end]?.text ?? '')) return owner
  const name = spelled(written, owner.start, end)
  const company = written.directory.find(name)
  const parent = owner.company.parent ?? owner.company.key
  const unit = { ...unknownCompany(name), parent }
  return { company: company ?? unit, known: true, start: owner.start, end }
}

const longestArm = 3

/** Of "Ventures", and where a capital tells a name of "Growth Equity", "Venture Investment". */
function armEnd({ tokens, titled }: Written, from: number): number | null {
  for (let at = from; at < from + (titled ? 1 : longestArm); at++) {
    const token = tokens[at]
    if (!token?.capital || token.pause !== 'none' || token.before === '-') return null
    if (arms.has(token.text) || (at > from && longArms.has(token.text))) return at + 1
  }
  return null
}

const longestName = 6

function runAt(written: Written, at: number): Bare | null {
  const person = payingPersonEnd(written, at)
  if (person !== null) return resolved(written, at, person)
  const from = firstEnd(written, at)
  if (from === null) {
    const led = ledNameEnd(written, at)
    return led === null ? null : resolved(written, at, led)
  }
  let end = from
  while (end - at < longestName && !isOwner(written.tokens[end - 1])) {
    if (!continuesName(written, end)) break
    end++
  }
  const start = nameStart(written, at, end)
  if (isBareNoun(written, start, end) || isSmallElsewhere(written, start, end)) return null
  return resolved(written, start, end)
}

/** "Acme's", but not the "Children's" of "Children's Hospital". */
const isOwner = (token: Token | undefined): boolean =>
  token?.possessive === true && !everybody.has(token.text)

const everybody = new Set(['children', 'women', 'men', 'people'])

/** The end of what a name begins with at `at`; null where none does. */
function firstEnd(written: Written, at: number): number | null {
  const sure = numberedNameEnd(written, at) ?? placedNameEnd(written, at)
  if (sure !== null) return sure
  return beginsName(written, at) && !isPlaceOnly(written, at) ? at + 1 : null
}

/** "Use Up Benefits", where the summary has "benefits": headline capitals make no name of it. But "stc" may open one as "Stc". */
function isSmallElsewhere(written: Written, start: number, end: number): boolean {
  const { tokens, titled } = written
  if (!titled || !tokens[start]?.capital || (start === 0 && isVerb(written, end))) return false
  const { small } = written.casing()
  return tokens.slice(start, end).every(({ text }) => small.has(text))
}

/** "Industries", "Lab", "Growth": alone in headline capitals they name nobody. */
function isBareNoun(written: Written, start: number, end: number): boolean {
  const { tokens, titled, lexicon } = written
  const token = tokens[start]
  if (!titled || end - start > 1 || !token) return false
  if (lexicon.nameNouns.has(token.text)) return true
  const isLone = lexicon.loneWords.has(token.text) || lexicon.loneWords.has(token.stem)
  return isLone && !standsLikeName(written, start)
}

/** "Startup Growth", "acquires Growth", "backed by Growth", "Growth raises". */
function standsLikeName(written: Written, at: number): boolean {
  const { tokens, isIn } = written
  if (tokens[at]?.possessive || standsDescribed(written, at)) return true
  if (tokens[at]?.pause !== 'none') return at === 0 && isVerb(written, at + 1)
  return tokens[at - 1]?.text === 'by' || isIn('acquire', at - 1) || isIn('buy', at - 1)
}

/** Headline capitals run a description into the name: "Search Company Tavily". */
function nameStart({ tokens, titled, lexicon }: Written, start: number, end: number): number {
  if (!titled) return start
  for (let at = end - 2; at > start; at--) {
    const isLegal = isLegalSuffix(tokens[at + 1]?.text ?? '')
    if (lexicon.descriptors.has(tokens[at]?.text ?? '') && !isLegal) return at + 1
  }
  return start
}

/** The run as a company: the directory may know it, or a part of it that headline capitals hid ("Meta Reassigns"). */
function resolved(written: Written, start: number, end: number): Bare | null {
  const name = spelled(written, start, end)
  if (name.length < 2) return null
  const words = written.tokens.slice(start, end).map(({ text }) => text)
  const known =
    knownFrom(written, start, words) ??
    (standsDescribed(written, start) ? knownFrom(written, start, [...words, 'ai']) : null)
  if (known) return { company: known, known: true, start, end }
  // "Oracle of Omaha".
  if (written.directory.findFolded(words)) return null
  return (
    knownPart(written, start, words) ?? {
      company: unknownCompany(name, words),
      known: false,
      start,
      end,
    }
  )
}

/** The company of that name, unless the text has it in another thing's. */
function knownFrom({ directory, tokens }: Written, at: number, words: readonly string[]) {
  const company = directory.findFolded(words)
  return company && !directory.isOtherThing(tokens, at) ? company : null
}

/** The longest part of the words, from `start` on, that the directory knows. */
function knownPart(written: Written, start: number, words: readonly string[]): Bare | null {
  const { tokens, titled } = written
  const end = start + words.length
  for (let cut = 1; cut < words.length; cut++) {
    const tail = titled ? knownFrom(written, start + cut, words.slice(cut)) : null
    if (tail) return { company: tail, known: true, start: start + cut, end }
    const isSure = titled || tokens[end - cut]?.text === 'ai'
    const head = isSure ? knownFrom(written, start, words.slice(0, -cut)) : null
    if (head) return { company: head, known: true, start, end: end - cut }
  }
  return null
}

function beginsName(written: Written, at: number): boolean {
  const token = written.tokens[at]
  if (token?.kind === 'number') return isGrown(token.raw)
  if (token?.kind !== 'word') return false
  if (isCurrency(written, at)) return false
  if (numberWord(token.text) !== null) return isNumberNamed(written, at)
  return isFirstOfName(written, at, token)
}

/** Of a word that counts nothing. */
function isFirstOfName(written: Written, at: number, token: Token): boolean {
  const { lexicon } = written
  if (beginsOddly(written, at) || isSmallName(written, at)) return true
  if (isNoName(token, lexicon) || isNoNameHere(written, at)) return false
  if (lexicon.places.has(token.text)) return beginsAsPlace(written, at, token)
  if (isGlued(written, at + 1) || isExplained(written, at)) return true
  return isVerb(written, at) ? isVerbNamed(written, at) : isNameWord(written, at, token)
}

/** "Boston Optics", but not the "Bulgarian" of "US-Bulgarian Brightarm". */
function beginsAsPlace(written: Written, at: number, { before }: Token): boolean {
  const isPaired = before === '-' && written.lexicon.places.has(written.tokens[at - 1]?.text ?? '')
  return !isPaired && isFollowedByName(written, at)
}

/** Whatever the word is, it does not begin a name where it stands. */
function isNoNameHere(written: Written, at: number): boolean {
  if (isDoing(written, at) || isRelation(written, at) || isHanging(written, at)) return true
  if (isManner(written, at) || isRoundNamed(written, at) || isOfNation(written, at)) return true
  return isLeft(written, at)
}

/** "United States". */
function isOfNation({ tokens, lexicon }: Written, at: number): boolean {
  return tokens[at]?.text === 'united' && lexicon.places.has(tokens[at + 1]?.text ?? '')
}

/** What a name or a place before it left over: the "Focused" of "Brightarm Focused on", the "City" of "York City". */
function isLeft(written: Written, at: number): boolean {
  const { tokens, titled, lexicon } = written
  const [last, token] = [tokens[at - 1], tokens[at]]
  if (!last?.capital || token?.pause !== 'none') return false
  if (isRegion(token.text) && lexicon.places.has(last.text)) return true
  return titled && !functionWords.has(last.text) && isDone(written, at)
}

/** The "based" of "London-based". */
function isHanging({ tokens, lexicon }: Written, at: number): boolean {
  const token = tokens[at]
  return token?.before === '-' && lexicon.hangers.has(token.text)
}

/** "The maker of Scale Robotics": inside a sentence a verb with a capital, in front of another. */
function isVerbNamed(written: Written, at: number): boolean {
  if (written.titled || at === 0 || written.tokens[at]?.pause !== 'none') return false
  return isFollowedByName(written, at)
}

/** A word that is not of every day, or that stands as one of a name does. */
function isNameWord(written: Written, at: number, token: Token): boolean {
  if (!isEveryday(token, written.lexicon) || isFollowedByName(written, at)) return true
  return isInstitution(written, at) || isPaired(written, at) || opensHeadline(written, at)
}

/** "Paid, the AI agent", "Series, a game platform": what opens a text and is said to be something is a name. */
function isExplained({ tokens }: Written, at: number): boolean {
  const next = tokens[at + 1]
  return at === 0 && next?.pause === 'comma' && articles.has(next.text)
}

const articles = new Set(['a', 'an', 'the'])

/** "Seven AI Raises", but not "Two AI start-ups raise". */
function isNumberNamed(written: Written, at: number): boolean {
  const next = written.tokens[at + 1]
  return next?.text === 'ai' && next.pause === 'none' && isVerb(written, at + 2)
}

/** "Nvidia Rival Positron": what it is to another. */
function isRelation({ tokens, titled, lexicon, mentions }: Written, at: number): boolean {
  return (
    titled && lexicon.people.has(tokens[at]?.text ?? '') && mentions.some(({ end }) => end === at)
  )
}

/** "Startup Deploying AI", "…, Targeting AI", "Is Giving": what it does, and no part of its name. */
function isDoing(written: Written, at: number): boolean {
  const isGerund = /.{3}ing$/.test(written.tokens[at]?.text ?? '')
  if (!isGerund || !written.titled) return false
  const isApart = at > 0 && written.tokens[at]?.pause !== 'none'
  return isApart || being.has(written.tokens[at - 1]?.text ?? '') || standsDescribed(written, at)
}

const being = new Set(['is', 'are', 'was', 'were', 'be', 'been'])

/** "Code Metal Raises", "Exclusive | First Brands Cuts": a common word that opens a headline is the name's, where its verb follows. */
function opensHeadline(written: Written, at: number): boolean {
  const [opening, next] = [written.tokens[at], written.tokens[at + 1]]
  if (at > 0 && opening?.pause === 'none') return false
  if (!written.titled || next?.kind !== 'word' || next.pause !== 'none') return false
  if (functionWords.has(next.text)) return false
  const isNaming = written.lexicon.nameNouns.has(next.text)
  if (!next.capital || (!isNaming && isHeadlineWord(written, at + 1, next))) return false
  return isVerb(written, at + 2)
}

/** "Musk Discreetly Bought", but not "Cleerly Raises". */
function isManner(written: Written, at: number): boolean {
  if (!written.titled || at === 0 || !/.{3}ly$/.test(written.tokens[at]?.text ?? '')) return false
  return isVerb(written, at + 1)
}

function isNoName({ text, before }: Token, { roles, descriptors }: Lexicon): boolean {
  if (before.endsWith('$') || forms.has(text)) return true
  return functionWords.has(text) || roles.has(text) || descriptors.has(text)
}

/** Behind a name and a comma: "Brightarm, Inc. $BRT". */
const forms = new Set(['inc', 'ltd', 'llc', 'corp', 'plc', 'limited'])

/** Capitalised in a headline, it need not be a name. */
function isEveryday({ text }: Token, { headlineWords, surnames }: Lexicon): boolean {
  return headlineWords.has(text) || surnames.has(text)
}

/** "Series B". */
function isRoundNamed({ tokens }: Written, at: number): boolean {
  const letter = tokens[at + 1]
  return tokens[at]?.text === 'series' && letter?.pause === 'none' && /^[A-K]\d?$/.test(letter.raw)
}

const magnitudes = new Set(['million', 'billion', 'trillion', 'crore', 'lakh'])

/** "AUD 5 million", "38 million SEK". */
function isCurrency({ tokens }: Written, at: number): boolean {
  const isBeside = tokens[at + 1]?.kind === 'number' || magnitudes.has(tokens[at - 1]?.text ?? '')
  return isBeside && currencyOfCode(tokens[at]?.text ?? '') !== null
}

/** "Unit and Loop lay off", "staff at Unit, Loop": a common word beside a name, with a capital. */
function isPaired({ tokens, titled, lexicon }: Written, at: number): boolean {
  const isListed = tokens[at + 1]?.pause === 'comma' && tokens[at - 1]?.text === 'at'
  const other = isListed ? tokens[at + 1] : tokens[at + 2]
  if (titled || !(isListed || tokens[at + 1]?.text === 'and') || !other) return false
  return other.capital && !isEveryday(other, lexicon) && !functionWords.has(other.text)
}

const institutions = new Set(
  'bank university department bureau institute ministry city board college'.split(' '),
)

/** "Bank of Montreal", "Department of Education". */
function isInstitution({ tokens }: Written, at: number): boolean {
  const of = tokens[at + 1]
  const rest = tokens[at + 2]
  if (!institutions.has(tokens[at]?.text ?? '') || of?.text !== 'of') return false
  return rest?.pause === 'none' && rest.capital
}

/** "n8n", "d4": letters and digits that no dictionary has. */
function isCoined(raw: string): boolean {
  return raw.length < 12 && /\d[a-z]/.test(raw)
}

/** Whether a common word begins a name, because more of it follows: "First Transit", "Bank of America". Not in headline capitals. */
function isFollowedByName(written: Written, at: number): boolean {
  const { tokens, titled, lexicon } = written
  const next = tokens[at + 1]
  if (titled || tokens[at]?.possessive || next?.pause !== 'none' || next.kind !== 'word')
    return false
  if (next.before.includes('-') || !next.capital || beginsMention(written, at + 1)) return false
  return !(
    functionWords.has(next.text) ||
    lexicon.roles.has(next.text) ||
    lexicon.places.has(next.text) ||
    (lexicon.places.has(tokens[at]?.text ?? '') && isRegion(next.text))
  )
}

function beginsMention({ mentions }: Written, at: number): boolean {
  return stretchAt(mentions, at)?.start === at
}

/** A word glued on is the name's; else it must be capitalised, and in a headline no word of every day. */
function continuesName(written: Written, at: number): boolean {
  const token = written.tokens[at]
  const last = written.tokens[at - 1]
  if (!token || !last) return false
  if (isGlued(written, at)) return true
  if (isParted(written, at, token)) return false
  if (isLettered(last, token)) return true
  if (token.text === 'of') return isInstitution(written, at - 1)
  return last.text === 'of' || goesOnPlainly(written, at, token)
}

/** "Q-Head". */
const isLettered = (letter: Token, { before, capital }: Token): boolean =>
  before === '-' && letter.raw.length === 1 && capital

/** Of a word that stands by itself. */
function goesOnPlainly(written: Written, at: number, token: Token): boolean {
  if (isCompound(written, at, token)) return false
  if (token.kind === 'number' || numberWord(token.text) !== null) return isOwnNumber(written, at)
  return token.kind === 'word' && token.capital && goesOnNaming(written, at, token)
}

function isParted(written: Written, at: number, { pause, before }: Token): boolean {
  if (pause !== 'none' || /["'$]/.test(before)) return true
  return beginsMention(written, at) || isRoundNamed(written, at)
}

/** "Acme-backed", "Acme co-founder". */
function isCompound({ tokens, lexicon }: Written, at: number, { text, before }: Token): boolean {
  if (before.includes('-') && lexicon.hangers.has(text)) return true
  return text === 'co' && tokens[at + 1]?.before === '-'
}

/** Of a word with a capital. */
function goesOnNaming(written: Written, at: number, token: Token): boolean {
  const { titled, lexicon } = written
  if (lexicon.nameNouns.has(token.text)) return !isOfTrade(written, at)
  if (functionWords.has(token.text) || lexicon.roles.has(token.text)) return false
  if (written.isIn('lay off', at) || written.isIn('layoffs', at)) return false
  return (
    !titled || isFund(written, at) || !(isHeadlineWord(written, at, token) || isDone(written, at))
  )
}

/** "Tessel AI cloud business", "a Leeds AI firm": where capitals tell names, this "AI" goes with the noun in small letters. */
function isOfTrade({ tokens, titled }: Written, at: number): boolean {
  const next = tokens[at + 1]
  if (titled || tokens[at]?.text !== 'ai' || next?.pause !== 'none' || next.capital) return false
  return next.before === '' && trades.has(next.text)
}

const trades = new Set(
  'firm company startup cloud software chip chips infrastructure hub fund'.split(' '),
)

/** "Lantern Growth Fund": where no object follows it. */
function isFund(written: Written, at: number): boolean {
  if (written.tokens[at]?.text !== 'fund') return false
  return !mayFollow(written, at + 1) || isVerb(written, at + 1)
}

const isSmallWord = (word: string): boolean => functionWords.has(word) && !initials.has(word)

/** "Brightarm Focused on", "Brightarm Shops $3 Billion": what is said of the name, by its ending and by what follows. */
function isDone({ tokens }: Written, at: number): boolean {
  const [word, next] = [tokens[at], tokens[at + 1]]
  if (!word || next?.pause !== 'none') return false
  if (/.{3}ed$/.test(word.text)) return !isLegalSuffix(word.text) && isSmallWord(next.text)
  return /[^s]s$/.test(word.text) && /^\p{Sc}/u.test(next.raw)
}

function isHeadlineWord(written: Written, at: number, token: Token): boolean {
  const { descriptors, places } = written.lexicon
  if (descriptors.has(token.text) || places.has(token.text)) return true
  return isVerb(written, at) || isEveryday(token, written.lexicon)
}

function spelled({ tokens, text }: Written, start: number, end: number): string {
  const first = tokens[start]
  const last = tokens[end - 1]
  if (!first || !last) return ''
  const name = text.slice(first.start, last.end)
  return last.possessive && !ownsPossessive(tokens, end) ? name.slice(0, -2) : name
}
