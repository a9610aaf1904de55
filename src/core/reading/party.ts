/**
 * Which of the names in a sentence stands where a company must stand: the subject before a verb, the object after it, the place
 * behind "at".
 */

import { stretchAt } from '../text/sentences.ts'
import type { Token } from '../text/text.ts'
import { functionWords } from './function-words.ts'
import { clauseAt, namesBetween, type Prose, sentenceAt } from './prose.ts'
import { isVerb, type Named } from './written.ts'

/** Whom the words before `at` are about: the subject of the verb that stands there, or the owner of the noun. */
export function subjectBefore(prose: Prose, at: number): Named | null {
  const clause = clauseAt(prose, at).start
  const near = pickSubject(prose, namesBetween(prose, clause, at), at)
  if (clause === 0 || (near && !isAsideAt(prose, clause, at))) return near
  return pickSubject(prose, namesBetween(prose, sentenceAt(prose, clause).start, at), at)
}

/** From a name to what it does: "Eddie Bauer is set to lay off". */
const closeness = 3

function pickSubject(prose: Prose, names: readonly Named[], at: number): Named | null {
  const own = names
    .slice(behindOpening(prose, names, at))
    .filter((name) => !name.modifier && !isAside(prose, names, name, at))
  const free = own.filter(({ governed }) => !governed)
  const acting = own.find(({ lead, end }) => lead === 'as' && end === at)
  const picked =
    acting ??
    free.find((name) => opensClause(prose, name)) ??
    free.findLast((name) => name.described) ??
    free.findLast((name) => name.known) ??
    free.find((name) => !name.personal) ??
    own.findLast((name) => name.known) ??
    names.flatMap((name) => ownerOf(prose, name) ?? []).at(-1) ??
    free.find(({ end }) => at - end <= closeness && prose.tokens[end]?.pause === 'none')
  if (!picked) return null
  const row = rowOf(prose, free, picked)
  const first = row.find(({ personal }) => personal === picked.personal)
  return groupOwner(prose, names, row) ?? first ?? picked
}

const subordinate = new Set('as while after when amid despite once since with'.split(' '))

/** "As readers leave Globex, Acme raises": how many names stand in the clause that only leads to it. */
function behindOpening(prose: Prose, [first, ...rest]: readonly Named[], at: number): number {
  if (!first) return 0
  const { start } = clauseAt(prose, first.start)
  if (!subordinate.has(prose.tokens[start]?.text ?? '')) return 0
  const comma = closingComma(prose, start, at - 1)
  const behind = rest.findIndex((name) => name.start >= comma)
  return comma < 0 || first.start >= comma || behind < 0 ? 0 : behind + 1
}

const asides = new Set(['which', 'who', 'whose', 'a', 'an', 'the'])

/** "Acme, which counts Globex as a customer, raises": what is said of the first name between two commas. */
function isAside(prose: Prose, [first]: readonly Named[], name: Named, at: number): boolean {
  if (!first || name.start <= first.start || !isAsideAt(prose, first.end, at)) return false
  return name.end <= closingComma(prose, first.end, at)
}

/** Whether between `start` and `at` something is said of whom stands before. */
function isAsideAt(prose: Prose, start: number, at: number): boolean {
  const opening = prose.tokens[start]
  if (opening?.pause !== 'comma' || !asides.has(opening.text)) return false
  return closingComma(prose, start, at) >= 0
}

function closingComma({ tokens }: Prose, start: number, at: number): number {
  return tokens.findIndex(({ pause }, here) => here > start && here <= at && pause === 'comma')
}

/** They tell of what another does or pays. */
const notActing = new Set(
  'says said reports report claims sees names tells asks asked urges warns scores wins lands'.split(
    ' ',
  ),
)

/** "Acme accelerates Globex projects": who begins a headline and does something is whom it is about, known or not. */
function opensClause(prose: Prose, { start, end, personal }: Named): boolean {
  const verb = prose.tokens[end]
  if (personal || start !== clauseAt(prose, start).start || verb?.pause !== 'none') return false
  if (willing.has(verb.text)) return true
  return (isVerb(prose, end) || isPast(prose, verb)) && !notActing.has(verb.text)
}

/** "Pursued", where verbs have small letters; not the "funded" of "Globex-funded". */
function isPast({ titled, lexicon }: Prose, { text, capital, before }: Token): boolean {
  return !titled && !capital && before === '' && /.{3}ed$/.test(text) && !lexicon.hangers.has(text)
}

const willing = new Set('to will would may might could is are has have'.split(' '))

const groups = new Set(['team', 'teams', 'unit', 'units', 'division', 'divisions'])

/** "Google's Pixel, Fitbit teams": parts that no one knows as companies are their owner's. */
function groupOwner(prose: Prose, names: readonly Named[], row: readonly Named[]): Named | null {
  const first = row[0]
  const last = row.at(-1)
  if (!first || !last || first.known || !groups.has(prose.tokens[last.end]?.text ?? '')) return null
  const owner = names.find(({ known, end }) => known && end === first.start)
  return owner && prose.tokens[owner.end - 1]?.possessive ? owner : null
}

/** "Facebook owner" is who owns Facebook, where the directory knows, else Facebook. */
function ownerOf(prose: Prose, name: Named): Named | null {
  const next = prose.tokens[name.end]?.text
  if (!name.known || (next !== 'owner' && next !== 'parent')) return null
  const { parent } = name.company
  return { ...name, company: (parent && prose.directory.get(parent)) ?? name.company }
}

/** The names joined to `picked` by "and" or commas, with it, in order. */
export function rowOf(prose: Prose, names: readonly Named[], picked: Named): Named[] {
  const at = names.findIndex(({ start }) => start === picked.start)
  if (at < 0) return [picked]
  let first = at
  let last = at
  while (first > 0 && isJoined(prose, names[first - 1], names[first])) first--
  while (last + 1 < names.length && isJoined(prose, names[last], names[last + 1])) last++
  // "After Amazon and Meta, IBM …": those before the comma are not of its row.
  if (first < at && names[first]?.governed) first = at
  return names.slice(first, last + 1)
}

function isJoined(prose: Prose, left: Named | undefined, right: Named | undefined): boolean {
  if (!left || !right || left.modifier || right.modifier) return false
  const next = prose.tokens[right.start]
  if (right.start === left.end) return next?.pause === 'comma' || next?.before.trim() === '&'
  const between = prose.tokens[left.end]
  return right.start === left.end + 1 && between?.text === 'and'
}

/** Words that may stand between two names of one list, or before its first. */
const listing = new Set(
  (
    'and the a an its as well along with alongside also from by both other others new existing returning current former investors ' +
    'investor backers backer including include like such ventures venture vc arm of fund funds capital firm firms group private equity ' +
    'growth strategic participation support joined shareholder shareholders plus co lead participants angel institutional major silicon valley tech us global ' +
    'chip chipmaker industry leader leaders crossover sovereign wealth billionaire big companies names inc corp ltd llc plc s banking management'
  ).split(' '),
)
const listGap = 6

/** The companies of a list that begins at `at`: "from existing investors A, B and the chip maker C". */
export function rowFrom(prose: Prose, at: number): Named[] {
  const row: Named[] = []
  const names = namesBetween(prose, at, sentenceAt(prose, at).end)
  let end = at
  let isOwned = false
  for (const [here, name] of names.entries()) {
    if (!goesOn(prose, end, name, isOwned || row.length === 0)) break
    isOwned = isOwner(prose, name, names[here + 1])
    if (!(name.modifier || isOwned || isOfPerson(row.at(-1), name))) row.push(name)
    end = name.end
  }
  return row
}

/** "Jo Doe of Brightarm": whose he is. */
function isOfPerson(last: Named | undefined, { lead, start }: Named): boolean {
  return lead === 'of' && last?.end === start - 1
}

/** "Globex's Acme", "Harrow Enterprises' Acme", "Globex Inc.'s Acme", "Globex's Jo Doe": whose the next is. */
function isOwner(prose: Prose, { end }: Named, next: Named | undefined): boolean {
  const { tokens, titled } = prose
  const isOwn = tokens[end - 1]?.possessive === true
  const [first, second] = [tokens[end], tokens[end + 1]]
  if (first?.pause !== 'none') return false
  if (isOwn && !titled && first.capital && second?.capital === true) return true
  if (next?.start === end) return isOwn || (first.before === "'" && endsInS(tokens[end - 1]))
  return next?.start === end + 2 && second?.text === 's' && second.before === ".'"
}

const endsInS = (token: Token | undefined): boolean => token?.text.endsWith('s') === true

/** Whether from `end` on a list leads to `name`. Whatever leads to "chip equipment maker Acme" says who that is. */
function goesOn(prose: Prose, end: number, name: Named, isFirst: boolean): boolean {
  const gap = prose.tokens.slice(end, name.start)
  const { pause, before = '' } = prose.tokens[name.start] ?? {}
  const isApart = !isFirst && gap.length === 0 && pause === 'none' && before !== '&'
  if (isApart || pause === 'clause' || gap.length > listGap) return false
  return (isFirst && name.described) || gap.every((token) => isListing(prose, token))
}

/** Where capitals tell names, one that is not read as a company is of the row too: "Jo Doe of Brightarm, Acme". */
function isListing({ lexicon, titled }: Prose, { text, capital }: Token): boolean {
  if (listing.has(text) || lexicon.roles.has(text) || (capital && !titled)) return true
  return lexicon.descriptors.has(text) || lexicon.places.has(text)
}

/** Whom the first sentence of a text is about: its first name that nothing governs. */
export function openingSubject(prose: Prose): Named | null {
  const opening = namesBetween(prose, 0, sentenceAt(prose, 0).end)
  return (
    opening.find(({ modifier, governed, personal }) => !(modifier || governed || personal)) ?? null
  )
}

const stops = new Set(
  'for to as amid after with while over despite because but when where which that who if until before since than against amidst using by'.split(
    ' ',
  ),
)

/**
 * The company that the words from `at` on are done to, up to where the sentence turns to something else: "acquires UK AI start-up
 * Faculty", "invests $10bn in Anthropic".
 */
export function objectAfter(prose: Prose, at: number): Named | null {
  const within = namesBetween(prose, at, turnAfter(prose, at))
  const names = within.filter((name) => !name.modifier && !isSeller(prose, within, name))
  const sure = names.filter((name) => name.known || !prose.titled || isSolid(prose, name))
  const isAlone = ({ end }: Named) => prose.tokens[end]?.text !== 'and'
  return (
    names.find((name) => name.described) ??
    sure.find(({ personal }) => !personal) ??
    sure.find((name) => !name.governed && isAlone(name)) ??
    null
  )
}

const owned = new Set(['unit', 'arm', 'division', 'business', 'subsidiary'])

/** "Buys Globex's Acme", "buys Globex's chip unit": what is bought is not the owner. */
function isSeller({ tokens, titled }: Prose, names: readonly Named[], { end }: Named): boolean {
  if (!tokens[end - 1]?.possessive) return false
  const isThing = ({ start, known }: Named) => start === end && (known || !titled)
  if (names.some(isThing) && tokens[end]?.text !== 'series') return true
  return tokens.slice(end, end + 4).some(({ text }) => owned.has(text))
}

/** Where the sentence turns to something else; a sum of money is passed over whole. */
function turnAfter({ tokens, quantities, sentences }: Prose, at: number): number {
  const end = stretchAt(sentences, at)?.end ?? at
  for (let turn = at; turn < end; turn++) {
    const sum = stretchAt(quantities, turn)
    if (sum?.start === turn) turn = sum.end - 1
    else if (turn > at && (stops.has(tokens[turn]?.text ?? '') || tokens[turn]?.pause === 'clause'))
      return turn
  }
  return end
}

/** In headline capitals any noun may look like a name; one that ends its clause or stands before "at" or a comma is taken for one. */
function isSolid(prose: Prose, { end }: Named): boolean {
  const next = prose.tokens[end]
  if (next === undefined || next.pause !== 'none') return true
  return functionWords.has(next.text) || purchases.has(next.text)
}

const purchases = new Set(['acquisition', 'purchase', 'takeover', 'buyout', 'deal', 'stake', 'buy'])

const located = new Set(['at', 'by', 'from'])
const locatedKnown = new Set([
  ...located,
  ...['across', 'within', 'in', 'of', 'hit', 'hits', 'hitting', 'off'],
])

/** The company that follows "at", "by" or "from" somewhere behind `at`, in the same sentence. */
export function placeAfter(prose: Prose, at: number): Named | null {
  const { end } = sentenceAt(prose, Math.max(at - 1, 0))
  const isPlace = ({ known, lead, described, modifier }: Named) =>
    !modifier && (described || (known ? locatedKnown : located).has(lead))
  return namesBetween(prose, at, end).find(isPlace) ?? null
}
