import { compileRules, type RuleBook, type Rules } from '../core/judge/rules.ts'
import type { Fault } from './faults.ts'
import { rulesShape, shapedRules } from './rules-shape.ts'
import { type Path, readYamlFile } from './yaml-file.ts'

/** The rules as written and as compiled; null where there are faults. */
export interface ReadRules {
  book: RuleBook | null
  rules: Rules | null
  faults: Fault[]
}

/** Reads and compiles `rules.yaml`. A rule that has not its shape hides no fault of the others. */
export function readRules(dir: string): ReadRules {
  const { value, written, faults, faultAt } = readYamlFile(dir, 'rules.yaml', rulesShape)
  const { words, rules } = value ?? shapedRules.safeParse(written).data ?? { words: {}, rules: [] }
  const places = rules.flatMap((rule, place) => (rule ? [{ rule, place }] : []))
  const compiled = compileRules({ words, rules: places.map(({ rule }) => rule) })
  if (compiled.kind === 'rules') return { book: value, rules: value && compiled.rules, faults }
  const inFile = (path: Path): Path =>
    path.map((part, depth) =>
      depth === 1 && path[0] === 'rules' ? (places[Number(part)]?.place ?? 0) : part,
    )
  return {
    book: value,
    rules: null,
    faults: [
      ...faults,
      ...compiled.faults.map(({ path, message }) => faultAt(inFile(path), message)),
    ],
  }
}
