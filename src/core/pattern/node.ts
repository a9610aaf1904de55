import type { Node, Words } from './pattern.ts'

/** Parts in this order; sequences inside it are written out. */
export function sequence(parts: readonly Node[]): Node {
  const [first] = parts
  if (parts.length === 1 && first) return first
  const flat = parts.flatMap((part) => (part.kind === 'sequence' ? part.parts : [part]))
  return { kind: 'sequence', parts: flat }
}

/** One of these; all single words among them become one set, so that a long list costs no more than a word. */
export function choice(options: readonly Node[]): Node {
  const [first] = options
  if (options.length === 1 && first) return first
  const flat = options.flatMap((option) => (option.kind === 'choice' ? option.options : [option]))
  const words = flat.filter((option) => option.kind === 'words')
  const rest = flat.filter((option) => option.kind !== 'words')
  const all = words.length > 0 ? [merge(words), ...rest] : rest
  const [only] = all
  return all.length === 1 && only ? only : { kind: 'choice', options: all }
}

function merge(words: readonly Words[]): Words {
  const [only] = words
  if (words.length === 1 && only) return only
  return {
    kind: 'words',
    exact: new Set(words.flatMap((each) => [...each.exact])),
    stems: new Set(words.flatMap((each) => [...each.stems])),
    endings: [...new Set(words.flatMap((each) => each.endings))],
  }
}

/** The nodes of a tree, a node that stands in several places counted in each. */
export function nodeCount(node: Node): number {
  return childrenOf(node).reduce((count, child) => count + nodeCount(child), 1)
}

export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'sequence':
      return node.parts
    case 'choice':
      return node.options
    case 'optional':
      return [node.part]
    default:
      return []
  }
}

export function mayBeEmpty(node: Node): boolean {
  switch (node.kind) {
    case 'optional':
    case 'gap':
      return true
    case 'sequence':
      return node.parts.every(mayBeEmpty)
    case 'choice':
      return node.options.some(mayBeEmpty)
    default:
      return false
  }
}
