import { expect, test } from 'vitest'
import { noOrder, noteDay, orderOf, readDay } from '../../../src/core/text/date-column.ts'

const now = Date.UTC(2026, 10, 23)

function readColumn(...cells: string[]) {
  const order = orderOf(cells.reduce(noteDay, noOrder)) ?? 'month first'
  return cells.map((cell) => {
    const at = readDay(cell, order, now)
    return at === undefined ? undefined : new Date(at).toISOString().slice(0, 10)
  })
}

test.each([
  '2023-03-15',
  '2023/3/15',
  '2023-03-15T23:30:00-08:00',
  '2023-03-15 00:00:00',
  '20230315',
  '45000',
  '45000.75',
  '3/15/2023',
  '3/15/23',
  '03-15-23',
  '3/15/2023 0:00',
  '15.03.2023',
  'Mar 15, 2023',
  'March 15th, 2023',
  '15. März 2023',
  '15 de marzo de 2023',
  'mercredi 15 mars 2023',
  'Mar 15 2023',
  '15 Mar 2023',
  '15-Mar-23',
  '15th March 2023',
  'Wed, 15 Mar 2023 08:00:00 GMT',
  '3/15/2023 - 4/30/2023',
  '3/15/23-4/30/23',
  '3/15/2023*',
  'Beginning:  March 15, 2023; Ending:  May 1, 2023',
])('15 March 2023, however it is written: %s', (cell) => {
  expect(readColumn(cell)).toEqual(['2023-03-15'])
})

test.each([
  { column: ['15/3/2023', '5/3/2023'], days: ['2023-03-15', '2023-03-05'] },
  { column: ['12/16/2022', '3/6/23'], days: ['2022-12-16', '2023-03-06'] },
  { column: ['1/17/2023 0:00', '02-01-2021 00:00'], days: ['2023-01-17', '2021-02-01'] },
  {
    column: ['5.3.2023', '3/5/2023', '3/16/2023'],
    days: ['2023-03-05', '2023-03-05', '2023-03-16'],
  },
])('the order of day and month is decided by the column: $column', ({ column, days }) => {
  expect(readColumn(...column)).toEqual(days)
})

test('one slip among many dates does not change their order', () => {
  const right = Array.from({ length: 19 }, () => '12/16/2022')
  expect(readColumn(...right, '16/12/2022', '3/6/2023').slice(19)).toEqual([
    '2022-12-16',
    '2023-03-06',
  ])
})

test('where a column says both, what can be either is not guessed', () => {
  expect(readColumn('15/3/2023', '3/15/2023', '3/4/2023', '4/4/2023')).toEqual([
    '2023-03-15',
    '2023-03-15',
    undefined,
    '2023-04-04',
  ])
})

test('two figures of a year are of this century unless that is to come', () => {
  expect(readColumn('1/31/99', '1/31/26')).toEqual(['1999-01-31', '2026-01-31'])
})

test.each([
  'soon',
  '2023-02-30',
  '13/13/2023',
  '4/8/20/20',
  '2/19/219',
  'Mar 2023',
  '2023',
  '5/1820',
])('what is no certain day is not guessed: %s', (cell) => {
  expect(readColumn(cell)).toEqual([undefined])
})
