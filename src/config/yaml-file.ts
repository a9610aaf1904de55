import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { explain } from './explain.ts'
import type { Fault } from './faults.ts'

export type Path = readonly PropertyKey[]

/** Stands in a path for every entry of a list. */
export const each = Symbol('each')
export type Step = string | typeof each

/** One file, read and checked against its shape. */
export interface YamlFile<T> {
  /** Null where it has faults. */
  value: T | null
  /** What stands in the file, right or not: so that one fault hides no other. */
  written: unknown
  /** The texts that stand at a path, right or not, but empty ones. */
  textsAt(...path: Step[]): Written[]
  /** A fault at the line of a path inside the file; of the nearest parent where the path itself is absent. */
  faultAt(path: Path, message: string): Fault
  faults: Fault[]
}

interface Written {
  path: Path
  text: string
}

/**
 * Reads `dir/file`. A missing, unreadable or misshapen file is told in `faults`; nothing is thrown.
 * @param absent what a file that one may leave out says when it is
 */
export function readYamlFile<T>(
  dir: string,
  file: string,
  shape: z.ZodType<T>,
  absent?: string,
): YamlFile<T> {
  const bare = (message: string): YamlFile<T> => ({
    value: null,
    written: undefined,
    textsAt: () => [],
    faultAt: (_, text) => ({ file, line: null, message: text }),
    faults: [{ file, line: null, message }],
  })
  let text: string
  try {
    text = readFileSync(join(dir, file), 'utf8')
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && absent !== undefined) return checkYaml(file, absent, shape)
    const why = unreadable[code] ?? `cannot be read (${code})`
    return bare(code === 'ENOENT' || code === 'ENOTDIR' ? `no such file in ${dir}` : why)
  }
  return checkYaml(file, text, shape)
}

const unreadable: Readonly<Record<string, string>> = {
  EISDIR: 'is a folder; a file of YAML belongs here',
  EACCES: 'cannot be read; give read permission to whoever runs Bellwether',
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
    return { value: null, written: undefined, textsAt: () => [], faultAt, faults }
  }
  const written: unknown = document.toJS({ maxAliasCount: 100 }) ?? {}
  const found = { written, textsAt: (...path: Step[]) => textsIn(written, path, []), faultAt }
  const result = shape.safeParse(written, { error: explain })
  if (result.success) return { ...found, value: result.data, faults: [] }
  const faults = result.error.issues.flatMap(within).flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') {
      return [faultAt(issue.path, `${place(issue.path)}${issue.message}`)]
    }
    const said = issue.message.split('\n')
    return issue.keys.map((key, index) => {
      const at = keyOffset(document, issue.path, key)
      const line = at === undefined ? lineOf(issue.path) : lines.linePos(at).line
      return { file, line, message: `${place(issue.path)}${said[index]}` }
    })
  })
  return { ...found, value: null, faults }
}

/** Of a value that may be one thing or another: what is wrong inside it, where it is one of them but for that. */
function within(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const inside = issue.errors.find((issues) => issues.some(({ path }) => path.length > 0))
  return inside?.map((one) => ({ ...one, path: [...issue.path, ...one.path] })) ?? [issue]
}

/** Where a key itself is written, which is not where its value is. */
function keyOffset(document: Document.Parsed, path: Path, key: string): number | undefined {
  const parent = path.length === 0 ? document.contents : document.getIn(path, true)
  if (!isMap(parent)) return undefined
  const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key)
  return pair && isNode(pair.key) ? pair.key.range?.[0] : undefined
}

function textsIn(value: unknown, [step, ...rest]: readonly Step[], path: Path): Written[] {
  if (step === undefined) {
    return typeof value === 'string' && value.trim() !== '' ? [{ path, text: value }] : []
  }
  if (step === each) {
    return Array.isArray(value)
      ? value.flatMap((entry, index) => textsIn(entry, rest, [...path, index]))
      : []
  }
  return typeof value === 'object' && value !== null && Object.hasOwn(value, step)
    ? textsIn((value as Record<string, unknown>)[step], rest, [...path, step])
    : []
}

/** `feeds[3].url: ` */
function place(path: Path): string {
  const words = path.map((part, index) =>
    typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`,
  )
  return words.length === 0 ? '' : `${words.join('')}: `
}
