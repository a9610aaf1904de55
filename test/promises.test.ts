import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(join(import.meta.dirname, path), 'utf8')
const page = read('../docs/using.md')
const table = cellsOf(read('promises.md'))

test('the table has what the page says, word for word', () => {
  const gone = table.filter(({ promise }) => !oneLine(page).includes(promise))
  expect(gone.map(({ promise }) => promise)).toEqual([])
})

test('the page promises nothing, in a row or a paragraph, that no test is named for', () => {
  const bare = passagesOf(page).filter(
    (text) => !table.some(({ promise }) => text.includes(promise)),
  )
  expect(bare).toEqual([])
})

test('every test that is named is there', () => {
  const missing = table.filter(({ file, name }) => !isTestIn(read(file), name))
  expect(missing).toEqual([])
})

/** As the first argument of `test`, `test.each` or `describe`. */
function isTestIn(written: string, name: string): boolean {
  return [`'${name}',`, `"${name}",`].some((argument) =>
    written
      .split(argument)
      .slice(0, -1)
      .some((before) => before.trimEnd().endsWith('(')),
  )
}

function cellsOf(text: string): { promise: string; file: string; name: string }[] {
  const [, , ...rows] = text.split('\n').filter((line) => line.startsWith('|'))
  return rows.map((row) => {
    const cells = row.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'))
    const [, promise = '', file = '', name = ''] = cells
    return { promise, file, name }
  })
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Rows of tables and paragraphs, without headings, examples, the contents and what only leads over to the next. */
function passagesOf(text: string): string[] {
  const passages = text.split(/\n\n+|\n(?=[|-])/).map(oneLine)
  return passages.filter(
    (one) => !/^(?:#|>|- \[|\|---|\| (?:type|ask|entry) )/.test(one) && !one.endsWith(':'),
  )
}
