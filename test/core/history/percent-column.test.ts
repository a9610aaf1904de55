import { expect, test } from 'vitest'
import {
  isOfShares,
  noSizes,
  notePercent,
  readPercent,
} from '../../../src/core/history/percent-column.ts'

function readColumn(...cells: string[]) {
  const ofShares = isOfShares(cells.reduce(notePercent, noSizes))
  return cells.map((cell) => readPercent(cell, ofShares))
}

test.each([
  { column: ['0.15', '1', '0.07'], values: [15, 100, 7] },
  { column: ['1.0', '0.7', '17.0'], values: [1, 0.7, 17] },
  { column: ['10', '1'], values: [10, 1] },
  { column: ['15%', '0.5%'], values: [15, 0.5] },
  { column: ['15%', '0.2'], values: [15, 20] },
  { column: ['0,15', '0,5'], values: [15, 50] },
  { column: ['12,5', '1,0'], values: [12.5, 1] },
])('a share of 1 or of a hundred is decided by the column: $column', ({ column, values }) => {
  expect(readColumn(...column)).toEqual(values)
})

test('one slip among many shares is a slip', () => {
  const shares = Array.from({ length: 19 }, () => '0.2')
  expect(readColumn(...shares, '15')).toEqual([...shares.map(() => 20), undefined])
})

test.each([
  ['5-10%', 10],
  ['~10%', 10],
  ['10 percent', 10],
  ['0', null],
  ['140%', undefined],
  ['-5%', undefined],
  ['some', undefined],
])('a cell alone: %s is %s', (cell, value) => {
  expect(readColumn(cell)).toEqual([value])
})
