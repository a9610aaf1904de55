import { describe, expect, test } from 'vitest'
import { readFiling } from '../../../src/core/official/filing.ts'

const numbers = (text: string) => {
  const { headcount, percent } = readFiling(text)
  return [headcount, percent]
}

describe('how many jobs a filing says go', () => {
  test.each([
    ['The Plan will reduce the workforce by approximately 140 employees.', 140],
    ['The Company will eliminate up to 75 positions at its Dayton plant.', 75],
    ['The action impacts over 1,200 current non-clinical support roles.', 1200],
    ['It expects workforce reductions of approximately 2,000 - 3,000 employees by 2028.', 3000],
    ['This is a reduction in workforce of approximately 34 full-time employees.', 34],
    [
      'The closure affects 4 salaried and 60 hourly employees in Ohio and 7 salaried and 29 hourly employees in Iowa.',
      100,
    ],
    ['The Company will pay termination benefits to approximately 80 employees.', 80],
    ['In May, it further reduced its workforce by three employees.', 3],
  ])('%s', (text, headcount) => {
    expect(numbers(text)).toEqual([headcount, null])
  })

  test.each([
    ['The Company will eliminate up to 75 positions.', 'most'],
    ['The action impacts over 1,200 support roles.', 'least'],
    ['It will reduce its workforce by up to 12%.', 'most'],
    ['The Plan will reduce the workforce by approximately 140 employees.', undefined],
  ])('and which end of what may be that is: %s', (text, bound) => {
    expect(readFiling(text)).toMatchObject({ approximate: true, bound })
  })

  test.each([
    'After the reduction the Company will retain approximately 60 employees.',
    'The reductions leave a core workforce of about 9,000 employees.',
    'The Company expects to reduce its workforce to approximately 45 employees.',
    'The plan affects its current 310 employees.',
    'The Company plans to sever or retain approximately 200 to 300 employees.',
    'The reduction will be complete within 90 days.',
    'Acme Widgets, founded in 1987, employs 2,400 people.',
  ])('not those who stay, were there, or are not people: %s', (text) => {
    expect(readFiling(text).headcount).toBeNull()
  })
})

describe('what share of the staff', () => {
  test.each([
    [
      'It will reduce its global workforce by approximately 12%, or approximately 300 employees.',
      [300, 12],
    ],
    ['The plan includes decreasing total headcount by approximately half.', [null, 50]],
    ['The immediate effect is a reduction in current headcount of 9%.', [null, 9]],
    ['It will cut approximately one-third of its current approximately 240 employees.', [null, 33]],
    ['The Plan includes a 20% workforce reduction.', [null, 20]],
  ])('%s', (text, expected) => {
    expect(numbers(text)).toEqual(expected)
  })

  test('a part of the staff is not the whole', () => {
    expect(readFiling('It will cut 20% of its U.S. sales workforce.').percent).toBeNull()
    expect(readFiling('The Company will retain 30% of its workforce.').percent).toBeNull()
  })
})

test('the cost is the first sum that is expected, with its range; what is saved is none', () => {
  const text =
    'The Plan is expected to result in annualized savings of $90 million. The Company estimates that it will incur charges of ' +
    'approximately $14 million to $18 million, of which $3 million is non-cash.'
  expect(readFiling(text).cost).toEqual({ low: 14e6, high: 18e6, currency: 'USD' })
})

test('a plan that names no number is a cut all the same; one on a plant or a lease is none', () => {
  const cut = readFiling(
    'The Company began to notify affected employees. It expects severance of $2 million.',
  )
  expect(cut).toMatchObject({ headcount: null, percent: null, isCut: true })
  expect(
    readFiling('The Company will write down its Tulsa furnace and end two leases.').isCut,
  ).toBe(false)
})

test('its own words are kept: the sentences that say so', () => {
  const text =
    'On May 4 the board met. It approved a reduction of 90 positions. The weather was fine.'
  expect(readFiling(text).wording).toBe('It approved a reduction of 90 positions.')
})
