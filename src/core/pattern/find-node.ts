/**
 * Where a tree of words stands in a text, in time linear in the tokens (times the tree's nodes) for every tree: there is
 * no going back. All the places that a match may have reached move through the tree together. A place keeps one beginning,
 * the latest, so of the matches that end at one word the shortest is found.
 */

import type { Token } from '../text/text.ts'
import type { Matchable } from './matchable.ts'
import type { Node, Slot, Words } from './pattern.ts'

/** Tokens, `to` excluded. */
export interface Range {
  from: number
  to: number
}

/** Every match of `node`, one for each end, in the order of their ends. */
export function findNode(node: Node, text: Matchable): Range[] {
  if (!hasAllOf(node, text)) return []
  const ranges: Range[] = []
  const front = advance(node, text, null)
  front.keys.forEach((key, index) => {
    const to = key >> 1
    const from = front.from[index] ?? 0
    const last = ranges.at(-1)
    if (last?.to === to) last.from = Math.max(last.from, from)
    else ranges.push({ from, to })
  })
  return ranges
}

/** Whether the text has what a match needs, wherever it stands: mostly not, and this is sooner asked than where. */
function hasAllOf(node: Node, text: Matchable): boolean {
  switch (node.kind) {
    case 'words':
      return text.has(node)
    case 'slot':
      return text.spans[node.slot].length > 0
    case 'sequence':
      return hasEach(node.parts, text)
    case 'choice':
      return hasSome(node.options, text)
    default:
      return true
  }
}

/** A loop, as is `hasSome`: a closure for each would be a tenth of what judging a story leaves behind. */
function hasEach(parts: readonly Node[], text: Matchable): boolean {
  for (const part of parts) if (!hasAllOf(part, text)) return false
  return true
}

function hasSome(options: readonly Node[], text: Matchable): boolean {
  for (const option of options) if (hasAllOf(option, text)) return true
  return false
}

/**
 * Places reached, ascending. A key is the next token to read, doubled, plus one where a gap came before it: a word after a gap
 * may follow a dash or bracket, a word after a word may not. Beside each key, where its match began.
 */
interface Front {
  keys: number[]
  from: number[]
}

/** `front` null: a match may begin at every token. */
function advance(node: Node, text: Matchable, front: Front | null): Front {
  switch (node.kind) {
    case 'words':
      return readWords(node, text, front)
    case 'slot':
      return readSlot(node.slot, text, front)
    case 'gap':
      return skip(node.most, text.tokens, front ?? everywhere(text))
    case 'optional':
      return union(front ?? everywhere(text), advance(node.part, text, front))
    case 'choice':
      return readChoice(node.options, text, front)
    case 'sequence':
      return readSequence(node.parts, text, front)
  }
}

/** Reached by nothing. */
const nowhere: Front = { keys: [], from: [] }

function readChoice(options: readonly Node[], text: Matchable, front: Front | null): Front {
  let reached = nowhere
  for (const option of options) reached = union(reached, advance(option, text, front))
  return reached
}

function readSequence(parts: readonly Node[], text: Matchable, front: Front | null): Front {
  let reached = front
  for (const part of parts) {
    reached = advance(part, text, reached)
    if (reached.keys.length === 0) return reached
  }
  return reached ?? everywhere(text)
}

function everywhere({ tokens }: Matchable): Front {
  return { keys: tokens.map((_, at) => at * 2), from: tokens.map((_, at) => at) }
}

function readWords(words: Words, text: Matchable, front: Front | null): Front {
  const { tokens } = text
  const found = text.places(words)
  if (found.length === 0) return nowhere
  const reached: Front = { keys: [], from: [] }
  let next = 0
  for (const place of found) {
    const at = place >> 1
    const to = at + 1 + (place & 1)
    if (front === null) put(reached, to, at)
    else next = goOn(front, next, tokens, at, to, reached)
  }
  return reached
}

/**
 * Lets the matches of `front` that have come to `at` go on to `to`. What is found comes in order: `next` is the first place of the
 * front that may be there, and what is returned the same for what is found after it.
 */
function goOn(
  front: Front,
  next: number,
  tokens: readonly Token[],
  at: number,
  to: number,
  reached: Front,
): number {
  let here = next
  while (placeAt(front, here) < at) here++
  const token = tokens[at]
  for (let each = here; token && placeAt(front, each) === at; each++) {
    const from = front.from[each] ?? 0
    if (mayFollow(token, front.keys[each] ?? 0, from)) put(reached, to, from)
  }
  return here
}

function mayFollow({ pause }: Token, key: number, from: number): boolean {
  if (key >> 1 === from) return true
  return key & 1 ? pause !== 'sentence' : pause === 'none' || pause === 'comma'
}

function readSlot(slot: Slot, { tokens, spans }: Matchable, front: Front | null): Front {
  if (spans[slot].length === 0) return nowhere
  const reached: Front = { keys: [], from: [] }
  let next = 0
  for (const span of spans[slot]) {
    if (front === null) put(reached, span.to, span.from)
    else next = goOn(front, next, tokens, span.from, span.to, reached)
  }
  return reached
}

function placeAt({ keys }: Front, index: number): number {
  const key = keys[index]
  return key === undefined ? Infinity : key >> 1
}

/** Places come nearly in order: what is late by a few is put back. */
function put(front: Front, at: number, from: number): void {
  const { keys, from: begins } = front
  let index = keys.length
  while (index > 0 && (keys[index - 1] ?? 0) > at * 2) index--
  if (keys[index - 1] === at * 2) begins[index - 1] = Math.max(begins[index - 1] ?? 0, from)
  else if (index === keys.length) {
    keys.push(at * 2)
    begins.push(from)
  } else {
    keys.splice(index, 0, at * 2)
    begins.splice(index, 0, from)
  }
}

/** From every place of the front, that place and the next `most`, up to the end of its sentence. */
function skip(most: number, tokens: readonly Token[], front: Front): Front {
  const reached: Front = { keys: [], from: [] }
  let oldest = 0
  let next = 0
  let at = placeAt(front, 0)
  while (at < tokens.length) {
    while (placeAt(front, next) === at) next++
    const isNewSentence = tokens[at]?.pause === 'sentence'
    oldest = isNewSentence ? next : firstFrom(front, oldest, next, at - most)
    if (oldest === next) at = placeAt(front, next)
    else {
      reached.keys.push(at * 2 + 1)
      reached.from.push(latest(front.from, oldest, next))
      at++
    }
  }
  return reached
}

/** The first index, at most `end`, whose place is `place` or later. */
function firstFrom(front: Front, start: number, end: number, place: number): number {
  let index = start
  while (index < end && placeAt(front, index) < place) index++
  return index
}

function latest(from: readonly number[], start: number, end: number): number {
  let most = 0
  for (let index = start; index < end; index++) most = Math.max(most, from[index] ?? 0)
  return most
}

function union(left: Front, right: Front): Front {
  if (left.keys.length === 0) return right
  if (right.keys.length === 0) return left
  return merge(left, right)
}

function merge(left: Front, right: Front): Front {
  const merged: Front = { keys: [], from: [] }
  let l = 0
  let r = 0
  while (l < left.keys.length || r < right.keys.length) {
    const a = keyAt(left, l)
    const b = keyAt(right, r)
    merged.keys.push(Math.min(a, b))
    merged.from.push(Math.max(a <= b ? fromAt(left, l) : 0, b <= a ? fromAt(right, r) : 0))
    if (a <= b) l++
    if (b <= a) r++
  }
  return merged
}

const keyAt = ({ keys }: Front, index: number): number => keys[index] ?? Infinity
const fromAt = ({ from }: Front, index: number): number => from[index] ?? 0
