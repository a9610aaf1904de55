/**
 * Which of the names in a sentence stands where a company must stand: the subject before a verb, the object after it, the place
 * behind "at".
 */

import { type Named, namesIn } from './name.ts'
import { clauseStart, type Prose, sentenceEnd } from './prose.ts'
import { functionWords } from './vocabulary.ts'

/** Whom the words before `at` are about: the subject of the verb that stands there, or the owner of the noun. */
export function subjectBefore(prose: Prose, at: number): Named | null {
  const clause = clauseStart(prose, at)
  const near = pickSubject(prose, namesIn(prose, clause, at))
  if (near || clause === 0) return near
  return pickSubject(prose, namesIn(prose, clauseStart(prose, clause, true), at))
}

const governing = new Set(
  'in at on with from against to for of over after despite following by into as than before between among like'.split(
    ' ',
  ),
)

function pickSubject(prose: Prose, names: readonly Named[]): Named | null {
  const own = names.filter((name) => !name.modifier)
  const free: Named[] = []
  let governed = false
  for (const name of own) {
    governed = isGoverned(prose, name.start) || (governed && follows(prose, name.start, 'and'))
    if (!governed) free.push(name)
  }
  const picked =
    free.findLast((name) => name.described) ??
    free.findLast((name) => name.known) ??
    free[0] ??
    own.findLast((name) => name.known) ??
    names.flatMap((name) => ownerOf(prose, name) ?? []).at(-1)
  if (!picked) return null
  const row = rowOf(prose, free, picked)
  return groupOwner(prose, names, row) ?? row[0] ?? picked
}

const groups = new Set(['team', 'teams', 'unit', 'units', 'division', 'divisions'])

/** "Google's Pixel, Fitbit teams": parts that no one knows as companies are their owner's. */
function groupOwner(prose: Prose, names: readonly Named[], row: readonly Named[]): Named | null {
  const first = row[0]
  const last = row.at(-1)
  if (!first || !last || first.known || !groups.has(prose.tokens[last.end]?.text ?? '')) return null
  const owner = names.find(({ known, end }) => known && end === first.start)
  return owner && prose.tokens[owner.end - 1]?.possessive ? owner : null
}

function follows(prose: Prose, at: number, word: string): boolean {
  return prose.tokens[at]?.pause === 'none' && prose.tokens[at - 1]?.text === word
}

/** "After Amazon and Meta, IBM …": what follows a preposition is not the subject. */
function isGoverned(prose: Prose, start: number): boolean {
  const before = prose.tokens[start - 1]
  if (!before || prose.tokens[start]?.pause !== 'none') return false
  if (before.text === 'the') return governing.has(prose.tokens[start - 2]?.text ?? '')
  return governing.has(before.text)
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
  if (first < at && isGoverned(prose, names[first]?.start ?? 0)) first = at
  return names.slice(first, last + 1)
}

function isJoined(prose: Prose, left: Named | undefined, right: Named | undefined): boolean {
  if (!left || !right || left.modifier || right.modifier) return false
  const comma = prose.tokens[right.start]?.pause === 'comma'
  if (right.start === left.end) return comma
  const between = prose.tokens[left.end]
  return right.start === left.end + 1 && between?.text === 'and'
}

/** Whom the first sentence of a text is about: its first name that nothing governs. */
export function openingSubject(prose: Prose): Named | null {
  if (prose.tokens.length === 0) return null
  const names = namesIn(prose, 0, sentenceEnd(prose, 0)).filter((name) => !name.modifier)
  return names.find(({ start }) => !isGoverned(prose, start)) ?? null
}

const stops = new Set(
  'for to as amid after with while over despite because but when where which that who if until before since than against amidst'.split(
    ' ',
  ),
)

/**
 * The company that the words from `at` on are done to, up to where the sentence turns to something else: "acquires UK AI start-up
 * Faculty", "invests $10bn in Anthropic".
 */
export function objectAfter(prose: Prose, at: number): Named | null {
  const end = sentenceEnd(prose, at)
  let stop = at
  for (; stop < end; stop++) {
    const sum = prose.quantities.find(({ start }) => start === stop)
    if (sum) stop = sum.end - 1
    else if (
      stop > at &&
      (stops.has(prose.tokens[stop]?.text ?? '') || prose.tokens[stop]?.pause === 'clause')
    )
      break
  }
  const names = namesIn(prose, at, stop).filter((name) => !name.modifier)
  return (
    names.find((name) => name.described) ??
    names.find((name) => name.known || !prose.titled || isSolid(prose, name)) ??
    null
  )
}

/** In headline capitals any noun may look like a name; one that ends its clause or stands before "at" or a comma is taken for one. */
function isSolid(prose: Prose, { end }: Named): boolean {
  const next = prose.tokens[end]
  return next === undefined || next.pause !== 'none' || functionWords.has(next.text)
}

const located = new Set(['at', 'by', 'from'])
const locatedKnown = new Set([
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
  'off',
])

/** The company that follows "at", "by" or "from" somewhere behind `at`, in the same sentence. */
export function placeAfter(prose: Prose, at: number): Named | null {
  const end = sentenceEnd(prose, Math.max(at - 1, 0))
  for (const name of namesIn(prose, at, end)) {
    const before = prose.tokens[name.start - 1]?.text ?? ''
    const lead = before === 'the' ? (prose.tokens[name.start - 2]?.text ?? '') : before
    const led = name.known ? locatedKnown.has(lead) : located.has(lead)
    if (!name.modifier && (led || name.described)) return name
  }
  return null
}
