import { stemOf } from '../text/plural.ts'
import type { Token } from '../text/text.ts'
import { childrenOf } from './node.ts'
import type { Node, Words } from './pattern.ts'
import type { Places } from './places.ts'
import { createWordFile } from './word-file.ts'

/** Finds where the words of some nodes stand in a text, all in one walk over it. */
export type Locator = (tokens: readonly Token[]) => (words: Words) => Places

export function createLocator(nodes: readonly Node[]): Locator {
  const file = createWordFile<Words>()
  const filed = new Set<Words>()
  const add = (node: Node) => {
    if (node.kind === 'words' && !filed.has(node)) {
      filed.add(node)
      file.add(node, node)
    }
    childrenOf(node).forEach(add)
  }
  nodes.forEach(add)
  return (tokens) => {
    const places = new Map<Words, number[]>()
    const note = (words: Words, place: number) => {
      const known = places.get(words)
      if (known) known.push(place)
      else places.set(words, [place])
    }
    tokens.forEach(({ text, stem, joined }, at) => {
      for (const words of file.lookUp(text, stem)) note(words, at * 2)
      if (joined === null) return
      for (const words of file.lookUp(joined, stemOf(joined))) note(words, at * 2 + 1)
    })
    return (words) => places.get(words) ?? nowhere
  }
}

const nowhere: Places = []
