import { compileRules, type RuleBook, type Rules } from '../core/judge/rules.ts'
import type { WordLists } from '../core/pattern/pattern.ts'
import { factLists } from '../core/reading/lexicon.ts'
import type { Fault } from './faults.ts'
import { rulesShape, shapedRules } from './rules-shape.ts'
import { type Path, readYamlFile } from './yaml-file.ts'

/** The rules as written and as compiled; null where there are faults. */
export interface ReadRules {
  book: RuleBook | null
  rules: Rules | null
  lists: WordLists
  faults: Fault[]
}

/**
 * Reads and compiles `rules.yaml`. A rule that has not its shape hides no fault of the others.
 * @param publishers what the list {publishers} holds; null where that is not known, so that no pattern can be judged
 */
export function readRules(dir: string, publishers: readonly string[] | null): ReadRules {
  const { value, written, faults, faultAt } = readYamlFile(dir, 'rules.yaml', rulesShape)
  if (publishers === null) return { book: value, rules: null, lists: new Map(), faults }
  const { words, rules } = value ?? shapedRules.safeParse(written).data ?? { words: {}, rules: [] }
  const places = rules.flatMap((rule, place) => (rule ? [{ rule, place }] : []))
  const compiled = compileRules({
    words: { ...(publishers.length > 0 && { publishers: publishers.map(quoted) }), ...words },
    rules: places.map(({ rule }) => rule),
  })
  const lists = compiled.kind === 'rules' ? compiled.lists : new Map()
  if (compiled.kind === 'rules' && value) {
    const missing = factLists.filter((name) => !lists.has(name))
    faults.push(
      ...missing.map((name) => faultAt(['words'], `the list {${name}} is missing; ${why}`)),
    )
  }
  if (compiled.kind === 'rules') {
    return { book: value, rules: faults.length > 0 ? null : compiled.rules, lists, faults }
  }
  const inFile = (path: Path): Path =>
    path.map((part, depth) =>
      depth === 1 && path[0] === 'rules' ? (places[Number(part)]?.place ?? 0) : part,
    )
  return {
    book: value,
    rules: null,
    lists,
    faults: [
      ...faults,
      ...compiled.faults.map(({ path, message }) => faultAt(inFile(path), message)),
    ],
  }
}

const why = 'facts are read by its words'

function quoted(name: string): string {
  return `"${name.replaceAll('"', '')}"`
}
