import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { rooms } from '../lint/walls.ts'

const root = join(import.meta.dirname, '..')
const files = globSync('src/**/*.{ts,tsx}', { cwd: root }).filter((file) => !file.endsWith('.d.ts'))
const imports = new Map(files.map((file) => [file, importsOf(file)]))

test('the linter and the picture in docs/architecture.md say what the table of walls says', () => {
  const { stderr, status } = spawnSync(process.execPath, ['scripts/walls.ts', '--check'], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  expect(status).toBe(0)
})

test('every file stands in a room of the table, and every room has a file', () => {
  expect(files.filter((file) => roomOf(file) === undefined)).toEqual([])
  const used = new Set(files.map(roomOf))
  expect(rooms.filter(({ room }) => !used.has(room)).map(({ room }) => room)).toEqual([])
})

test('a room sees only rooms below it, so that no two see each other', () => {
  const names = rooms.map(({ room }) => room)
  const upward = rooms.flatMap(({ room, sees }, at) =>
    sees
      .filter((seen) => names.indexOf(holderOf(seen)) <= at)
      .map((seen) => `${room} sees ${seen}`),
  )
  expect(upward).toEqual([])
})

test('every import, of a value or of a type, is one that its room may make', () => {
  const forbidden = [...imports].flatMap(([file, seen]) =>
    seen.filter((path) => !isAllowed(file, path)).map((path) => `${file} imports ${path}`),
  )
  expect(forbidden).toEqual([])
})

test('no circle of imports, of values or of types, between files or rooms', () => {
  expect(circledIn(imports)).toEqual([])
  const ofRooms = Map.groupBy(imports, ([file]) => roomOf(file) ?? '')
  const seen = [...ofRooms].map(([room, inside]): [string, string[]] => [
    room,
    inside
      .flatMap(([, paths]) => paths.map((path) => roomOf(path) ?? ''))
      .filter((to) => to !== room),
  ])
  expect(circledIn(new Map(seen))).toEqual([])
})

/** What is left when what imports nothing that is left, and what nothing left imports, is taken away again and again. */
function circledIn(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const left = new Map(graph)
  for (;;) {
    const imported = new Set([...left.values()].flat())
    const ends = [...left].filter(
      ([name, seen]) => !imported.has(name) || !seen.some((one) => left.has(one)),
    )
    if (ends.length === 0) return [...left.keys()].sort()
    for (const [name] of ends) left.delete(name)
  }
}

/** Files of `src/` that it imports, values and types alike. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  const spelled = [...text.matchAll(/(?:\bfrom|\bimport\(?)\s*'(\.[^']+)'/g)]
  return spelled
    .map(([, path = '']) => normalize(join(dirname(file), path)))
    .filter((path) => path.startsWith('src/'))
}

/** The innermost room of the table that holds the file. */
function roomOf(file: string): string | undefined {
  const path = file.slice('src/'.length)
  const holding = rooms.filter(({ room }) => path === room || path.startsWith(`${room}/`))
  return holding.map(({ room }) => room).sort((a, b) => b.length - a.length)[0]
}

/** Of a single file of a room, the room. */
function holderOf(seen: string): string {
  return rooms.some(({ room }) => room === seen) ? seen : dirname(seen)
}

function isAllowed(file: string, path: string): boolean {
  const from = roomOf(file)
  const to = roomOf(path)
  const row = rooms.find(({ room }) => room === from)
  if (from === to || row === undefined || to === undefined) return from === to
  return row.sees.includes(to) || row.sees.includes(path.slice('src/'.length))
}
