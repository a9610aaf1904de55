/** How a name stands in its sentence. */

import type { Token } from '../text/text.ts'
import { functionWords } from './function-words.ts'
import { type Bare, isVerb, type Written } from './written.ts'

/**
 * The word that leads to the name at `start`, "the", a place and a person apart ("with Milan's Acme", "beating Jo Doe's Acme"); empty
 * where the name begins its clause.
 */
export function leadOf(written: Written, start: number): string {
  const { tokens, lexicon } = written
  if (tokens[start]?.pause !== 'none') return ''
  const before = tokens[start - 1]?.text ?? ''
  if (before === 'the' || lexicon.places.has(before)) return leadTo(tokens, start - 1) || before
  const person = ownerAt(written, start - 1)
  return person < 0 ? before : leadTo(tokens, person)
}

function leadTo(tokens: readonly Token[], start: number): string {
  return tokens[start]?.pause === 'none' ? (tokens[start - 1]?.text ?? '') : ''
}

/** Where the person begins whose possessive stands at `at`: "Jo Doe's", "Doe's". -1 where none does. */
function ownerAt({ tokens, lexicon }: Written, at: number): number {
  const owner = tokens[at]
  if (!owner?.possessive || !owner.capital) return -1
  const first = tokens[at - 1]
  if (owner.pause === 'none' && first && lexicon.firstNames.has(first.text)) return at - 1
  return lexicon.surnames.has(owner.text) ? at : -1
}

const governing = new Set(
  (
    'in at on with from against to for of over after despite following by into as than before between among like ' +
    'surpassing surpasses surpassed overtook overtakes overtaking eclipsing eclipses beating beats topping tops passing outpacing'
  ).split(' '),
)

/** "After Amazon and Meta, IBM …", "surpassing OpenAI": what follows a preposition or a comparison is not the subject. */
export function isGoverning(lead: string): boolean {
  return governing.has(lead) || isRivals(lead)
}

/** They stand beside whom the news is about. */
export function isRivals(word: string): boolean {
  return word === 'rivals' || word === 'competitors'
}

/** Whether it stands right after "startup", "maker", "giant". */
export function standsDescribed(written: Written, start: number): boolean {
  return written.tokens[start]?.pause === 'none' && isDescriptor(written, start - 1)
}

/** "Startup", "toolmaker", the "up" of "start-up", but not of "use up". */
function isDescriptor({ tokens, lexicon }: Written, at: number): boolean {
  const { text = '', before = '' } = tokens[at] ?? {}
  if (text === 'up' || text === 'ups') return before === '-'
  return lexicon.descriptors.has(text) || /.{3}makers?$/.test(text)
}

/** After "Macy's" these show that the 's is the name's own. */
const owned = new Set(
  'to will is has plans cuts lays says axes slashes closes sheds falls enters collapses'.split(' '),
)

/** Whether the name that ends at `end` has its 's from itself: "Macy's cuts", not "Acme's jobs". */
export function ownsPossessive(tokens: readonly Token[], end: number): boolean {
  return owned.has(tokens[end]?.text ?? '')
}

const formers = new Set('former ex onetime formerly founded founders departing outgoing'.split(' '))

/** Whether it stands in front of another name, or of a person, that the sentence is about. */
export function modifies(written: Written, { start, end, known }: Bare): boolean {
  const { tokens } = written
  const [first, next] = [tokens[start], tokens[end]]
  if (first?.pause === 'none' && isFormer(tokens[start - 1])) return true
  if (first === undefined || next?.pause !== 'none') return false
  if (isOfGroup(written, end)) return false
  if (isLikened(first, next) || isInFront(written, next) || isOfPeople(written, end)) return true
  return known ? isStartup(written, next.text === 'ai' ? end + 1 : end) : placesOnly(written, end)
}

/** "Who founded Acme", but not "the Welsh-founded Acme". */
function isFormer(word: Token | undefined): boolean {
  return word !== undefined && formers.has(word.text) && word.before !== '-'
}

/** "Buys ‘Acme for China’": what another is said to be like. */
function isLikened(first: Token, next: Token): boolean {
  return next.text === 'for' && /['"]$/.test(first.before)
}

const groups = new Set(['consortium', 'group', 'alliance', 'coalition', 'syndicate', 'consortia'])

/** "A Globex-led consortium": whoever leads it acts. */
function isOfGroup({ tokens }: Written, end: number): boolean {
  const [led, group] = [tokens[end], tokens[end + 1]]
  return led?.text === 'led' && led.before === '-' && groups.has(group?.text ?? '')
}

/** "Nvidia-backed", "Google engineer", "OpenAI rival", "Meta's former chief". */
function isInFront({ lexicon }: Written, { text, joined, before, possessive }: Token): boolean {
  if (text === 'former') return true
  if (before === '-' && lexicon.hangers.has(text)) return true
  return lexicon.people.has(joined ?? text) || (lexicon.roles.has(text) && possessive)
}

/** "Google security veterans": people of a company, by what they did there. */
function isOfPeople(written: Written, end: number): boolean {
  const [field, people] = [written.tokens[end], written.tokens[end + 1]]
  if (field?.kind !== 'word' || functionWords.has(field.text) || isVerb(written, end)) return false
  // "Acme slaps investors", "Acme chief scientist".
  if (field.text.endsWith('s') || written.lexicon.roles.has(field.text)) return false
  return people?.pause === 'none' && written.lexicon.people.has(people.text)
}

const somebody = new Set(['firm', 'company', 'startup'])

/** Of an unknown name: what follows makes it say where, which or whose. */
function placesOnly(written: Written, end: number): boolean {
  const [next = '', noun = ''] = written.tokens.slice(end, end + 2).map(({ text }) => text)
  if (written.lexicon.premises.has(next) || isOwnerOfName(written, end)) return true
  if (next === 'ai' && somebody.has(noun)) return true
  return describes(written, end) || isOfTrade(written, end)
}

/** "Christchurch events company": somebody of that place. */
function isOfTrade({ tokens, lexicon }: Written, at: number): boolean {
  const [trade, word] = [tokens[at], tokens[at + 1]]
  if (trade?.kind !== 'word' || trade.capital || functionWords.has(trade.text)) return false
  if (lexicon.headlineVerbs.has(trade.text)) return false
  return word?.pause === 'none' && (word.text === 'company' || word.text === 'firm')
}

/** "A YC AI start-up": one of theirs. */
function isStartup({ tokens }: Written, at: number): boolean {
  const word = tokens[at]
  return word?.pause === 'none' && /^startups?$/.test(word.joined ?? word.text)
}

/** "Milan's Quillbyte raises": of two names the second is spoken of. */
function isOwnerOfName({ tokens, titled, lexicon, isIn }: Written, end: number): boolean {
  const next = tokens[end]
  if (!tokens[end - 1]?.possessive || next?.kind !== 'word' || !next.capital) return false
  if (ownsPossessive(tokens, end)) return false
  if (titled || lexicon.headlineWords.has(next.text) || lexicon.headlineVerbs.has(next.text))
    return false
  return !(isIn('jobs', end) || isIn('layoffs', end))
}

/** "Luxury carmaker", "Doom Developer id Software": no name, or what somebody makes. */
function describes(written: Written, at: number): boolean {
  const { tokens, titled } = written
  const [word, after] = [tokens[at], tokens[at + 1]]
  if (!word || !isDescriptor(written, at) || tokens[at - 1]?.possessive) return false
  return !word.capital || (titled && after?.pause === 'none' && after.raw !== after.text)
}
