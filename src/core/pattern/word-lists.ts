import { listName } from './lexemes.ts'
import { choice } from './node.ts'
import { parsePhrase } from './parse.ts'
import type { Node, WordLists } from './pattern.ts'

type Report = (path: readonly (string | number)[], message: string) => void

/** Compiles lists of words that may name one another. `report` is told each fault, with the path in `words`. */
export function compileLists(
  words: Readonly<Record<string, readonly string[]>>,
  report: Report,
): WordLists {
  const sources = sourcesOf(Object.keys(words), report)
  const lists = new Map<string, Node>()
  const begun = new Set<string>()
  const open = new Set<string>()

  /** The lists that a text names, compiled; false where one of them is this one, or names it. */
  const compileNamed = (text: string, tell: (message: string) => void, name: string): boolean => {
    for (const other of namedIn(text)) {
      if (open.has(other)) {
        tell(`the list {${name}} names itself by way of {${other}}`)
        return false
      }
      const source = sources.get(other)
      if (source !== undefined) compile(other, source)
    }
    return true
  }
  const compile = (name: string, written: string) => {
    if (begun.has(name)) return
    begun.add(name)
    open.add(name)
    const options = (words[written] ?? []).flatMap((text, at) => {
      const tell = (message: string) => report(['words', written, at], message)
      return compileNamed(text, tell, name) ? readOption(text, lists, name, tell) : []
    })
    open.delete(name)
    if (options.length > 0) lists.set(name, choice(options))
  }

  for (const [name, written] of sources) compile(name, written)
  return lists
}

/** Of each list, by its name, how the name is written. */
function sourcesOf(names: readonly string[], report: Report): Map<string, string> {
  const sources = new Map<string, string>()
  for (const written of names) {
    const name = listName(written)
    if (sources.has(name)) report(['words', written], `the list "${written}" is given twice`)
    if (!/^[\p{L}\p{N}][\p{L}\p{N} -]*$/u.test(name)) {
      report(['words', written], `"${written}" is no name for a list: use letters and digits`)
    }
    sources.set(name, written)
  }
  return sources
}

function readOption(
  text: string,
  lists: WordLists,
  name: string,
  tell: (message: string) => void,
): Node[] {
  const phrase = parsePhrase(text, lists)
  if (!('kind' in phrase)) return [phrase.node]
  tell(`list {${name}}: ${phrase.message} (at ${phrase.at + 1} of "${text}")`)
  return []
}

function namedIn(text: string): string[] {
  return [...text.matchAll(/\{([^}]*)\}/g)].map((match) => listName(match[1] ?? ''))
}
