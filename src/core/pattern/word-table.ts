import type { Node, Pattern, Phrase, Words } from './pattern.ts'

/** Gives equal sets of words as one, numbered from 0 in the order in which they come. */
export interface WordTable {
  /** All so far; the number of each is its place. */
  readonly all: readonly Words[]
  /** The same tree, of the table's own words. */
  share(node: Node): Node
  shareWords(words: Words): Words
  sharePattern(pattern: Pattern): Pattern
}

export function createWordTable(): WordTable {
  const all: Words[] = []
  const known = new Map<string, Words>()
  const done = new Map<Node, Node>()

  function share(node: Node): Node {
    const before = done.get(node)
    if (before) return before
    const shared = shareOne(node)
    done.set(node, shared)
    return shared
  }

  function shareOne(node: Node): Node {
    switch (node.kind) {
      case 'words':
        return shareWords(node)
      case 'sequence':
        return { ...node, parts: node.parts.map(share) }
      case 'choice':
        return { ...node, options: node.options.map(share) }
      case 'optional':
        return { ...node, part: share(node.part) }
      default:
        return node
    }
  }

  function shareWords(words: Words): Words {
    const key = JSON.stringify([...words.exact, 0, ...words.stems, 0, ...words.endings])
    const same = known.get(key)
    if (same) return same
    const numbered = { ...words, number: all.length }
    known.set(key, numbered)
    all.push(numbered)
    return numbered
  }

  return { all, share, shareWords, sharePattern: (pattern) => mapPhrases(pattern, share) }
}

function mapPhrases(pattern: Pattern, change: (node: Node) => Node): Pattern {
  const each = <T extends Phrase>(phrase: T): T => ({ ...phrase, node: change(phrase.node) })
  return {
    ...pattern,
    required: pattern.required.map((term) => ({
      ...each(term),
      notNear: term.notNear.map(each),
      notWithin: term.notWithin.map(each),
    })),
    excluded: pattern.excluded.map(each),
  }
}
