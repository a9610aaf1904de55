import { type Matchable, matchableOf } from '../pattern/matchable.ts'
import type { Span } from '../pattern/pattern.ts'
import { findQuantities, type Quantity } from '../quantity/quantity.ts'
import { tokenize } from '../text/text.ts'
import type { Directory } from './company.ts'
import { type Mention, readStyle } from './mention.ts'

/** A title or a summary, read once for all that look at it: what patterns match, and what facts are taken from. */
export interface Prose extends Matchable {
  text: string
  quantities: readonly Quantity[]
  /** Known companies by the token that begins their name. */
  mentions: ReadonlyMap<number, Mention>
  /** Whether most words are capitalised, as in American headlines: a capital then says little. */
  titled: boolean
  directory: Directory
}

/** The tokens of `prose` that made a rule speak, `to` excluded. */
export interface Evidence {
  prose: Prose
  from: number
  to: number
}

export function readProse(text: string, directory: Directory): Prose {
  const tokens = tokenize(text)
  const quantities = findQuantities(tokens)
  const mentions = directory.mentions(tokens)
  const spans: Span[] = [
    ...quantities.flatMap(spansOf),
    ...mentions.flatMap((mention) => companySpans(mention, directory)),
  ]
  return {
    ...matchableOf(tokens, spans),
    text,
    quantities,
    mentions: new Map(mentions.map((mention) => [mention.start, mention])),
    titled: readStyle(tokens) === 'title',
    directory,
  }
}

function companySpans({ company, start, end }: Mention, directory: Directory): Span[] {
  const span = { slot: 'company' as const, from: start, to: end }
  const isAi = directory.entry(company.key)?.sector === 'ai'
  return isAi ? [span, { ...span, slot: 'ai company' }] : [span]
}

/** A sum without a currency ("100M") may stand for money too. */
function spansOf({ kind, start, end, magnitude }: Quantity): Span[] {
  const span = { slot: kind, from: start, to: end }
  return kind === 'number' && magnitude >= 1e6 ? [span, { ...span, slot: 'money' }] : [span]
}

/** The first token of the clause (or, with `whole`, of the sentence) that the token at `at` stands in. */
export function clauseStart(prose: Prose, at: number, whole = false): number {
  let start = at
  for (; start > 0; start--) {
    const pause = prose.tokens[start]?.pause
    if (pause === 'sentence' || (pause === 'clause' && !whole)) break
  }
  return start
}

/** One past the last token of the sentence that the token at `at` stands in. */
export function sentenceEnd(prose: Prose, at: number): number {
  let end = at + 1
  while (end < prose.tokens.length && prose.tokens[end]?.pause !== 'sentence') end++
  return end
}
