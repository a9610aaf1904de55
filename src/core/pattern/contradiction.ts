import { stemOf } from '../text/plural.ts'
import { childrenOf } from './node.ts'
import type { Node, Pattern, RequiredTerm, Term, Words } from './pattern.ts'

/**
 * Why no story can match a pattern, or why a part of it can change nothing; null where neither is so. Sure of what it names,
 * but no proof that the rest can match.
 */
export function contradictionIn({ required, excluded }: Pattern): string | null {
  for (const term of required) {
    const fault = ruledOut(term, excluded) ?? exceptedAlways(term) ?? exceptedNever(term)
    if (fault !== null) return fault
  }
  return null
}

function ruledOut(term: Term, excluded: readonly Term[]): string | null {
  const barred = excluded.find(
    ({ titleOnly, node }) => (term.titleOnly || !titleOnly) && covers(node, term.node),
  )
  return barred ? `never matches: it asks for "${term.text}" and rules out "${barred.text}"` : null
}

function exceptedAlways({ text, node, notNear, notWithin }: RequiredTerm): string | null {
  const always = [...notNear, ...notWithin].find((one) => covers(one.node, node))
  return always ? `never matches: every "${text}" is a "${always.text}"` : null
}

function exceptedNever({ text, node, notWithin }: RequiredTerm): string | null {
  const never = notWithin.find((one) => !mayOverlap(one.node, node))
  return never ? `"${text}" is never a part of "${never.text}": write NOT or NOT NEAR` : null
}

/** Whether, wherever `narrow` matches, `wide` surely matches within it. */
function covers(wide: Node, narrow: Node): boolean {
  if (narrow.kind === 'choice') return narrow.options.every((option) => covers(wide, option))
  if (wide.kind === 'choice') return wide.options.some((option) => covers(option, narrow))
  if (narrow.kind === 'sequence') {
    const parts = wide.kind === 'sequence' ? wide.parts : [wide]
    return narrow.parts.some((_, at) =>
      parts.every((part, offset) => coversPart(part, narrow.parts[at + offset])),
    )
  }
  return coversPart(wide, narrow)
}

function coversPart(wide: Node, narrow: Node | undefined): boolean {
  if (!narrow) return false
  if (narrow.kind === 'choice') return narrow.options.every((option) => coversPart(wide, option))
  if (wide.kind === 'words') return narrow.kind === 'words' && coversWords(wide, narrow)
  if (wide.kind === 'slot') return narrow.kind === 'slot' && narrow.slot === wide.slot
  if (wide.kind === 'gap') return narrow.kind === 'gap' && narrow.most <= wide.most
  if (wide.kind === 'choice') return wide.options.some((option) => coversPart(option, narrow))
  return false
}

function coversWords(wide: Words, narrow: Words): boolean {
  const { exact, stems, endings } = wide
  const ends = (word: string) => endings.some((ending) => word.startsWith(ending))
  return (
    [...narrow.exact].every((word) => exact.has(word) || stems.has(stemOf(word)) || ends(word)) &&
    [...narrow.stems].every((stem) => stems.has(stem) || ends(stem.replace(/y$/, ''))) &&
    narrow.endings.every(ends)
  )
}

/** Whether the two can share a word of a story. */
function mayOverlap(one: Node, other: Node): boolean {
  const leaves = leavesOf(one)
  return leavesOf(other).some((leaf) => leaves.some((each) => mayMeet(leaf, each)))
}

function leavesOf(node: Node): Node[] {
  const children = childrenOf(node)
  return children.length === 0 ? [node] : children.flatMap(leavesOf)
}

function mayMeet(one: Node, other: Node): boolean {
  if (one.kind !== 'words' || other.kind !== 'words') return true
  const ends = [...one.endings, ...other.endings]
  if (ends.length > 0) return sharePrefix(one, other)
  return [...stemsOf(one)].some((stem) => stemsOf(other).has(stem))
}

function stemsOf({ exact, stems }: Words): Set<string> {
  return new Set([...stems, ...[...exact].map(stemOf)])
}

function sharePrefix(one: Words, other: Words): boolean {
  const starts = (words: Words) => [...words.exact, ...words.stems, ...words.endings]
  return starts(one).some((left) =>
    starts(other).some((right) => left.startsWith(right) || right.startsWith(left)),
  )
}
