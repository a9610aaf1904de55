import { compileRules, type RuleBook, type Rules } from '../core/rules.ts'
import type { Fault } from './faults.ts'
import { rulesShape } from './rules-shape.ts'
import { readYamlFile } from './yaml-file.ts'

/** The rules as written and as compiled; null where there are faults. */
export interface ReadRules {
  book: RuleBook | null
  rules: Rules | null
  faults: Fault[]
}

/** Reads and compiles `rules.yaml`. */
export function readRules(dir: string): ReadRules {
  const { value: book, faults, faultAt } = readYamlFile(dir, 'rules.yaml', rulesShape)
  if (!book) return { book, rules: null, faults }
  const compiled = compileRules(book)
  if (compiled.kind === 'rules') return { book, rules: compiled.rules, faults }
  return {
    book,
    rules: null,
    faults: compiled.faults.map(({ path, message }) => faultAt(path, message)),
  }
}
