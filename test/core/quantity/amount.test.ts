import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseCommand } from '../../../src/core/channel/command.ts'
import { readWatchFields } from '../../../src/core/channel/settings-form.ts'
import { type Amount, readAmount } from '../../../src/core/quantity/amount.ts'
import { compileCompanies } from '../../../src/core/reading/company.ts'
import { readCorrectionFields } from '../../../src/views/correction.ts'

const number = (value: number): Amount => ({ kind: 'number', value })
const money = (value: number, currency = 'USD'): Amount => ({ kind: 'money', value, currency })
const percent = (value: number): Amount => ({ kind: 'percent', value })

test.each([
  ['0', number(0)],
  ['1000', number(1000)],
  ['1,000', number(1000)],
  ['2,000,000', number(2e6)],
  ['1,00,000', number(1e5)],
  ['1 500', number(1500)],
  ['1 500 000', number(1.5e6)],
  ['16.000', number(16_000)],
  ["16'000", number(16_000)],
  ['1.234,5', number(1234.5)],
  ['1200.0', number(1200)],
  ['1234.567', number(1234.567)],
  ['0.125', number(0.125)],
  ['.15', number(0.15)],
  ['1.5k', number(1500)],
  ['1.5K', number(1500)],
  ['2m', number(2e6)],
  ['2mn', number(2e6)],
  ['4b', number(4e9)],
  ['4bn', number(4e9)],
  ['4 bn', number(4e9)],
  ['1.125bn', number(1.125e9)],
  ['2.3bn', number(2.3e9)],
  ['1t', number(1e12)],
  ['1.2tn', number(1.2e12)],
  ['4 billion', number(4e9)],
  ['3million', number(3e6)],
  ['6,000 crore', number(6e10)],
  ['~1,000', number(1000)],
  ['≈ 1,000', number(1000)],
  ['500+', number(500)],
  [' 70 ', number(70)],
  ['$2bn', money(2e9)],
  ['$ 2 bn', money(2e9)],
  ['$100', money(100)],
  ['US$1.5bn', money(1.5e9)],
  ['US$ 100m', money(1e8)],
  ['~$500m', money(5e8)],
  ['€4bn', money(4e9, 'EUR')],
  ['£3 m', money(3e6, 'GBP')],
  ['4bn€', money(4e9, 'EUR')],
  ['10%', percent(10)],
  ['10 %', percent(10)],
  ['~10 %', percent(10)],
  ['5.375%', percent(5.375)],
  ['10,5%', percent(10.5)],
  ['.5%', percent(0.5)],
  ['15 percent', percent(15)],
])('%s is an amount', (text, amount) => {
  expect(readAmount(text)).toEqual(amount)
})

test.each([
  '',
  '   ',
  'many',
  '$',
  '%',
  '-5',
  '1-2',
  '15 00',
  '10 20',
  '10x',
  '2nd',
  '5 jobs',
  '$5%',
  '4bn bn',
  '1.2.3.4k5',
  '1e5',
  '٣',
  '99999999999999999999',
  '9999999999tn',
])('%s is no amount', (text) => {
  expect(readAmount(text)).toBeNull()
})

test('whatever is typed is an amount of a sane size or none', () => {
  const typed = fc.oneof(
    fc.string(),
    fc
      .array(fc.constantFrom(..."019.,'$€%~+- kmbt".split('')), { maxLength: 12 })
      .map((all) => all.join('')),
  )
  fc.assert(
    fc.property(typed, (text) => {
      const { value = 0 } = readAmount(text) ?? {}
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER)
    }),
  )
})

test('a long row of spaces or digits costs no more than its length', () => {
  expect(readAmount(`1${' '.repeat(200_000)}x`)).toBeNull()
  expect(readAmount('1 '.repeat(100_000))).toBeNull()
  expect(readAmount('9'.repeat(200_000))).toBeNull()
})

describe('one spelling means one number wherever it is entered', () => {
  const directory = compileCompanies([])
  const minimum = (text: string) => {
    const parsed = parseCommand(`add type:layoffs,ai min:"${text}"`)
    if (parsed.kind === 'mistake' || parsed.command.kind !== 'add') return null
    const { minHeadcount, minAmountUsd } = parsed.command.watch
    return minHeadcount ?? minAmountUsd
  }
  const field = (block: 'minHeadcount' | 'minAmountUsd') => (text: string) => {
    const read = readWatchFields({ types: ['layoff'], [block]: text }, directory)
    if (read.kind === 'faults') return null
    return block === 'minHeadcount' ? read.value.minHeadcount : read.value.minAmountUsd
  }
  const correction = (text: string) => {
    const read = readCorrectionFields({ number: text, currency: 'USD' }, 'ai_investment')
    return read.kind === 'read' ? read.value.value : null
  }

  test.each([
    ['2,000', 2000],
    ['1 500', 1500],
    ['1.5k', 1500],
    ['$100m', 1e8],
    ['$2bn', 2e9],
    ['$1.2tn', 1.2e12],
    ['250', 250],
    ['10%', null],
    ['€5m x', null],
  ])('%s', (text, value) => {
    expect([minimum(text), field('minHeadcount')(text), field('minAmountUsd')(text)]).toEqual([
      value,
      value,
      value,
    ])
    expect(correction(text)).toBe(value)
  })

  test('a minimum is in dollars: another currency is refused, where the currency is asked for it is taken', () => {
    expect([minimum('€5m'), field('minAmountUsd')('€5m'), field('minHeadcount')('€5m')]).toEqual([
      null,
      null,
      null,
    ])
    expect(correction('€5m')).toBe(5e6)
  })
})
