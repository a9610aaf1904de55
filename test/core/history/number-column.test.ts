import { expect, test } from 'vitest'
import { noMarks, noteNumber, readNumber } from '../../../src/core/history/number-column.ts'

function readColumn(...cells: string[]) {
  const marks = cells.reduce(noteNumber, noMarks)
  return cells.map((cell) => readNumber(cell, marks))
}

test.each([
  ['1200', 1200],
  ['1,200', 1200],
  ['1.200', 1200],
  ['1 200', 1200],
  ['1\u00a0200', 1200],
  ["12'000", 12_000],
  ['1,200,300', 1_200_300],
  ['12,34,567', 1_234_567],
  ['1.200,0', 1200],
  ['53.0', 53],
  ['100-150', 150],
  ['100 – 150', 150],
  ['1k', 1000],
  ['1.5k', 1500],
  ['2-3k', 3000],
  ['~300', 300],
  ['100+', 100],
  ['450 +/-', 450],
  ['300*', 300],
  ['up to 300', 300],
  ['about 300 employees', 300],
  ['207 total locations', 207],
  ['120 (2 in Idaho)', 120],
  ['1.5E+11', 150_000_000_000],
])('a cell alone: %s is %i', (cell, value) => {
  expect(readColumn(cell)).toEqual([value])
})

test.each([
  '-5',
  '(5)',
  '12.5',
  '10%',
  'many',
  'Phase 2',
  '54 Union 3 Non Union',
  '2023-05-01',
  '150-100',
  '1,20',
])('a cell that gives no whole number is not guessed: %s', (cell) => {
  expect(readColumn(cell)).toEqual([undefined])
})

test('0 says nothing', () => {
  expect(readColumn('0', '0.0')).toEqual([null, null])
})

test.each([
  { column: ['1.200', '1.200.000'], values: [1200, 1_200_000] },
  { column: ['1.200', '53,0'], values: [1200, 53] },
  { column: ['1,200', '53.0'], values: [1200, 53] },
  { column: ['1,200', '1,200.0'], values: [1200, 1200] },
  { column: ['53.0', '1.200'], values: [53, undefined] },
  { column: ['53.0', '1.200.000', '1.200'], values: [53, 1_200_000, undefined] },
])('whether a mark parts thousands is decided by the column: $column', ({ column, values }) => {
  expect(readColumn(...column)).toEqual(values)
})
