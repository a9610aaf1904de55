import { expect, test } from 'vitest'
import { bareFormula, guardFormula } from '../../../src/core/history/formula.ts'

test.each(['=1+1', '+1', '-1', '@A1', '\tx', '\rx', '\nx', '＝1', "'=1", "''@x"])(
  'a cell that a spreadsheet would run, or one that looks guarded, goes out guarded and comes back: %j',
  (text) => {
    expect(guardFormula(text)).toBe(`'${text}`)
    expect(bareFormula(guardFormula(text))).toBe(text)
  },
)

test.each(['Acme', "'Tis", "O'Neill", '', "'", '3M'])('another cell stays as it is: %j', (text) => {
  expect(guardFormula(text)).toBe(text)
  expect(bareFormula(text)).toBe(text)
})
