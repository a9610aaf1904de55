import { compileRules, type Rules } from '../core/rules.ts'
import type { Fault } from './faults.ts'
import { rulesShape } from './rules-shape.ts'
import { readYamlFile } from './yaml-file.ts'

/** Reads and compiles `rules.yaml`. Null where it has faults. */
export function readRules(dir: string): { rules: Rules | null; faults: Fault[] } {
  const { value, faults, faultAt } = readYamlFile(dir, 'rules.yaml', rulesShape)
  if (!value) return { rules: null, faults }
  const compiled = compileRules(value)
  if (compiled.kind === 'rules') return { rules: compiled.rules, faults: [] }
  return {
    rules: null,
    faults: compiled.faults.map(({ path, message }) => faultAt(path, message)),
  }
}
