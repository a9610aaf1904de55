import { listName } from './lexemes.ts'
import { choice } from './node.ts'
import { parsePhrase } from './parse.ts'
import type { Node, WordLists } from './pattern.ts'

/** Compiles lists of words that may name one another. `report` is told each fault, with the path in `words`. */
export function compileLists(
  words: Readonly<Record<string, readonly string[]>>,
  report: (path: readonly (string | number)[], message: string) => void,
): WordLists {
  const sources = new Map<string, string>()
  for (const written of Object.keys(words)) {
    const name = listName(written)
    if (sources.has(name)) report(['words', written], `the list "${written}" is given twice`)
    if (!/^[\p{L}\p{N}][\p{L}\p{N} -]*$/u.test(name)) {
      report(['words', written], `"${written}" is no name for a list: use letters and digits`)
    }
    sources.set(name, written)
  }
  const lists = new Map<string, Node>()
  const begun = new Set<string>()
  const open = new Set<string>()

  const compile = (name: string, written: string) => {
    begun.add(name)
    open.add(name)
    const options = (words[written] ?? []).flatMap((text, at) => {
      for (const other of namedIn(text)) {
        const source = sources.get(other)
        if (open.has(other)) {
          report(['words', written, at], `the list {${name}} names itself by way of {${other}}`)
          return []
        }
        if (source !== undefined && !begun.has(other)) compile(other, source)
      }
      const phrase = parsePhrase(text, lists)
      if (!('kind' in phrase)) return [phrase.node]
      report(
        ['words', written, at],
        `list {${name}}: ${phrase.message} (at ${phrase.at + 1} of "${text}")`,
      )
      return []
    })
    open.delete(name)
    if (options.length > 0) lists.set(name, choice(options))
  }

  for (const [name, written] of sources) if (!begun.has(name)) compile(name, written)
  return lists
}

function namedIn(text: string): string[] {
  return [...text.matchAll(/\{([^}]*)\}/g)].map((match) => listName(match[1] ?? ''))
}
