/** Writes lint/walls.json and the table in docs/architecture.md from lint/walls.ts. `--check` only compares. */

import { readFileSync, writeFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { type Room, rooms } from '../lint/walls.ts'

const root = join(import.meta.dirname, '..')
const fence = /(<!-- walls -->\n)[\s\S]*?(<!-- \/walls -->)/

const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
const made = {
  'lint/walls.json': `${JSON.stringify({ overrides: rooms.map(override) }, null, 2)}\n`,
  'docs/architecture.md': page.replace(fence, `$1${picture()}\n$2`),
}
for (const [name, text] of Object.entries(made)) {
  const path = join(root, name)
  if (!process.argv.includes('--check')) writeFileSync(path, text)
  else if (readFileSync(path, 'utf8') !== text) {
    console.error(`${name} is not current; run: npm run walls`)
    process.exitCode = 1
  }
}

/** Denied is what no row allows: the linter compares what an import spells, so that each room has spellings of its own. */
function override({ room, sees, packages }: Room) {
  const inner = rooms.filter((other) => other.room.startsWith(`${room}/`))
  const allowed = [
    ...(isFile(room) ? [] : ['./*.ts', './*.tsx']),
    ...sees.map((seen) => spelled(isFile(room) ? posix.dirname(room) : room, seen)),
    ...packages.flatMap((name) => (name === 'node:*' ? ['node:*', 'node:*/*'] : [name])),
  ]
  const message = `src/${room} may import: ${[...sees, ...packages].join(', ') || 'only itself'} (lint/walls.ts)`
  return {
    includes: [filesOf(room), ...inner.map((other) => `!${filesOf(other.room)}`)],
    linter: {
      rules: {
        style: {
          noRestrictedImports: {
            level: 'error',
            options: { patterns: [{ group: ['**', ...allowed.map((one) => `!${one}`)], message }] },
          },
        },
      },
    },
  }
}

function filesOf(room: string): string {
  return isFile(room) ? `src/${room}` : `src/${room}/**`
}

function spelled(from: string, seen: string): string {
  const path = posix.relative(from, seen)
  const start = path.startsWith('.') ? path : `./${path}`
  return isFile(seen) ? start : `${start}/*.ts`
}

function isFile(room: string): boolean {
  return room.endsWith('.ts')
}

function picture(): string {
  const lines = rooms.map(
    ({ room, holds, sees, packages }) =>
      `| \`${room}\` | ${holds} | ${list(sees)} | ${list(packages)} |`,
  )
  return ['| room | holds | sees | packages |', '|---|---|---|---|', ...lines].join('\n')
}

function list(names: readonly string[]): string {
  const all = rooms.filter(({ room }) => /^core(\/|$)/.test(room)).map(({ room }) => room)
  const rest = all.every((one) => names.includes(one))
    ? ['core/**', ...names.filter((name) => !all.includes(name))]
    : names
  return rest.map((name) => `\`${name}\``).join(' ') || '–'
}
