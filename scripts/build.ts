/**
 * Writes the program to dist/ as plain JavaScript, file by file and line by line. What stays running runs from there: of TypeScript
 * that Node strips and compiles itself it keeps what it made, some 10 MB, for as long as it runs.
 */

import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '..')
/** What is read from beside the source when it runs. */
const beside = ['config/learned.bin', 'config/learned.json', 'preview/page/dist/page.html']

try {
  build()
} catch (error) {
  console.error(`dist/ cannot be written: ${(error as Error).message}`)
  process.exitCode = 1
}

function build(): void {
  for (const path of globSync('**/*.ts', { cwd: join(root, 'src') })) {
    const source = readFileSync(join(root, 'src', path), 'utf8')
    put(path.replace(/\.ts$/, '.js'), withBuiltPaths(stripTypeScriptTypes(source)))
  }
  for (const path of beside) put(path, readFileSync(join(root, 'src', path)))
}

/** Of modules that are imported, and of those that threads begin with. */
function withBuiltPaths(script: string): string {
  return script.replace(/'(\.{1,2}\/[^'\n]+)\.ts'/g, "'$1.js'")
}

/** A process that runs from dist/ may import more of it later: what is as it was stays untouched, and nobody finds half a file. */
function put(path: string, content: string | Buffer): void {
  const to = join(root, 'dist', path)
  if (existsSync(to) && readFileSync(to).equals(Buffer.from(content))) return
  mkdirSync(dirname(to), { recursive: true })
  const part = `${to}.${process.pid}`
  writeFileSync(part, content)
  renameSync(part, to)
}
