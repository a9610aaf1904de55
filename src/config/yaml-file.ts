import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Fault } from './faults.ts'

export type Path = readonly PropertyKey[]

/** One file, read and checked against its shape. */
export interface YamlFile<T> {
  /** Null where it has faults. */
  value: T | null
  /** A fault at the line of a path inside the file; of the nearest parent where the path itself is absent. */
  faultAt(path: Path, message: string): Fault
  faults: Fault[]
}

/** Reads `dir/file`. A missing, unreadable or misshapen file is told in `faults`; nothing is thrown. */
export function readYamlFile<T>(dir: string, file: string, shape: z.ZodType<T>): YamlFile<T> {
  const bare = (message: string): YamlFile<T> => ({
    value: null,
    faultAt: (_, text) => ({ file, line: null, message: text }),
    faults: [{ file, line: null, message }],
  })
  let text: string
  try {
    text = readFileSync(join(dir, file), 'utf8')
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    return bare(missing ? `no such file in ${dir}` : `cannot be read: ${(error as Error).message}`)
  }
  return checkYaml(file, text, shape)
}

function checkYaml<T>(file: string, text: string, shape: z.ZodType<T>): YamlFile<T> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const lineOf = (path: Path): number | null => {
    for (let depth = path.length; depth >= 0; depth--) {
      const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true)
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
    }
    return null
  }
  const faultAt = (path: Path, message: string): Fault => ({ file, line: lineOf(path), message })
  if (document.errors.length > 0) {
    const faults = document.errors.map((error) => ({
      file,
      line: lines.linePos(error.pos[0]).line,
      message: `not valid YAML: ${error.message}`,
    }))
    return { value: null, faultAt, faults }
  }
  const result = shape.safeParse(document.toJS({ maxAliasCount: 100 }) ?? {})
  if (result.success) return { value: result.data, faultAt, faults: [] }
  const faults = result.error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') {
      return [faultAt(issue.path, `${place(issue.path)}${issue.message}`)]
    }
    return issue.keys.map((key) => {
      const parent = issue.path.length === 0 ? document.contents : document.getIn(issue.path, true)
      const pair = isMap(parent)
        ? parent.items.find((item) => isScalar(item.key) && item.key.value === key)
        : undefined
      const at = pair && isNode(pair.key) ? pair.key.range?.[0] : undefined
      const line = at === undefined ? lineOf(issue.path) : lines.linePos(at).line
      return { file, line, message: `${place(issue.path)}there is no key "${key}"` }
    })
  })
  return { value: null, faultAt, faults }
}

/** `feeds[3].url: ` */
function place(path: Path): string {
  const words = path.map((part, index) =>
    typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`,
  )
  return words.length === 0 ? '' : `${words.join('')}: `
}
