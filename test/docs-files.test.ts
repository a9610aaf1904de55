import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

test('every file of the program that a page names is there', () => {
  const missing = globSync(['README.md', 'docs/*.md'], { cwd: root }).flatMap((page) => {
    const text = readFileSync(join(root, page), 'utf8')
    const named = [...text.matchAll(/`([\w*./-]+\.tsx?)`/g)]
    return named
      .map(([, path = '']) => path)
      .filter((path) => !isThere(path))
      .map((path) => `${page}: ${path}`)
  })
  expect(missing).toEqual([])
})

function isThere(path: string): boolean {
  return globSync([path, join('src', path)], { cwd: root }).length > 0
}
