import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

/** What a `.env` file says; nothing where there is none. */
export function readEnvFile(path: string): Record<string, string | undefined> {
  try {
    return parseEnv(readFileSync(path, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
}

/** Sets one variable and leaves every other line as it is. Whole or not at all, and for its owner alone: it holds secrets. */
export function setInEnvFile(path: string, name: string, value: string): void {
  let lines: string[]
  try {
    lines = readFileSync(path, 'utf8').split('\n')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    lines = []
  }
  const at = lines.findIndex((line) => line.trimStart().startsWith(`${name}=`))
  if (at >= 0) lines[at] = `${name}=${value}`
  else lines.splice(lines.at(-1) === '' ? -1 : lines.length, 0, `${name}=${value}`)
  const partial = `${path}.partial`
  try {
    writeFileSync(partial, `${lines.join('\n').trimEnd()}\n`, { mode: 0o600 })
    renameSync(partial, path)
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
}
