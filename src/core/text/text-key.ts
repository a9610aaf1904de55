/**
 * A signature of a story's title that survives what outlets do to wire copy: the publisher's name behind a dash, "UPDATE 2-"
 * before it, case, punctuation, small words, the order of words.
 */

import type { Told } from '../story.ts'
import { partTitle, withoutPublisher } from './publisher.ts'
import { smallWords } from './small-words.ts'
import { fold } from './text.ts'

const labels =
  /^(?:update \d+ ?[-:]|exclusive ?[-:|]|breaking ?[-:|]|watch ?[-:|]|report ?[-:|])\s*/i

/** The title's words, folded, without small ones, each once, in order, joined by spaces: equal for the same wire copy. */
export function textKey(told: Pick<Told, 'title' | 'source'>): string {
  const words = fold(headline(told)).split(' ')
  return [...new Set(words.filter((word) => !smallWords.has(word)))].sort().join(' ')
}

/** The share of words that two keys have in common, 0 to 1 (Jaccard). */
export function likeness(a: string, b: string): number {
  if (a === '' || b === '') return 0
  const left = new Set(a.split(' '))
  const right = new Set(b.split(' '))
  const shared = left.intersection(right).size
  return shared / (left.size + right.size - shared)
}

function headline({ title, source }: Pick<Told, 'title' | 'source'>): string {
  const body = withoutPublisher(title.replace(labels, ''), source)
  const parts = partTitle(body)
  // An outlet that copies may leave the name of the agency.
  const isName = parts && wordCount(parts.tail) <= 3 && wordCount(parts.headline) >= 4
  return isName ? parts.headline : body
}

const wordCount = (text: string): number => text.split(/\s+/).length
