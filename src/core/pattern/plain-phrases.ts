import type { Node, Pattern, Words } from './pattern.ts'

/** One word of a plain phrase: spelled so, or of that stem. */
export interface PlainWord {
  as: 'exact' | 'stem'
  text: string
}

export type PlainPhrase = readonly PlainWord[]

const most = 64

/**
 * The phrases that a pattern stands for, one of which must be anywhere in the story; null where it is more than that, or they
 * are very many. Most of what people watch is one phrase.
 */
export function plainPhrases({ required, excluded }: Pattern): readonly PlainPhrase[] | null {
  const [term, ...more] = required
  if (!term || more.length + excluded.length > 0 || term.titleOnly) return null
  if (term.notNear.length + term.notWithin.length > 0) return null
  return expand(term.node)
}

function expand(node: Node): readonly PlainPhrase[] | null {
  switch (node.kind) {
    case 'words':
      return expandWords(node)
    case 'choice':
      return expandChoice(node.options)
    case 'sequence':
      return expandSequence(node.parts)
    case 'optional': {
      const phrases = expand(node.part)
      return phrases && [[], ...phrases]
    }
    default:
      return null
  }
}

function expandWords({ exact, stems, endings }: Words): PlainPhrase[] | null {
  if (endings.length > 0 || exact.size + stems.size > most) return null
  const phrases: PlainPhrase[] = []
  for (const text of exact) phrases.push([{ as: 'exact', text }])
  for (const text of stems) phrases.push([{ as: 'stem', text }])
  return phrases
}

function expandChoice(options: readonly Node[]): PlainPhrase[] | null {
  const all: PlainPhrase[] = []
  for (const option of options) {
    const phrases = expand(option)
    if (!phrases || all.length + phrases.length > most) return null
    all.push(...phrases)
  }
  return all
}

function expandSequence(parts: readonly Node[]): PlainPhrase[] | null {
  let starts: PlainPhrase[] = [[]]
  for (const part of parts) {
    const ends = expand(part)
    if (!ends || starts.length * ends.length > most) return null
    starts = starts.flatMap((start) => ends.map((end) => [...start, ...end]))
  }
  return starts
}
