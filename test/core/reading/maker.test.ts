import { expect, test } from 'vitest'
import { compileCompanies } from '../../../src/core/reading/company.ts'
import { readStyle } from '../../../src/core/reading/style.ts'
import { tokenize } from '../../../src/core/text/text.ts'
import { companyEntry } from '../../support/rows.ts'

const lexicon = {
  makers: new Set(['maker', 'makers', 'creator', 'developer', 'parent']),
  owners: new Set(['owner', 'parent']),
  somebody: new Set(['company']),
  relations: new Set(['rival', 'backed', 'supplier', 'former']),
}

const directory = compileCompanies([
  companyEntry('globex', 'Globex', {
    products: ['Skyhold', 'Iron Tide'],
    units: [
      companyEntry('initech', 'Initech'),
      companyEntry('slate', 'Slate', { plainWord: true }),
    ],
  }),
])

/** The companies that a text names, and the words that name them. */
function named(text: string): string[] {
  const tokens = tokenize(text)
  const by = { style: readStyle(tokens), lexicon }
  return directory.mentions(tokens, by).map(({ company, start, end }) => {
    const words = text.slice(tokens[start]?.start, tokens[end - 1]?.end)
    return `${company.name}: ${words}`
  })
}

test.each([
  ['Skyhold maker lays off 300', 'Globex: Skyhold maker'],
  ['Skyhold Maker Lays Off 300', 'Globex: Skyhold Maker'],
  ['The creator of Iron Tide cuts jobs', 'Globex: creator of Iron Tide'],
  ['The company behind Skyhold raises $40m', 'Globex: company behind Skyhold'],
  ['Iron Tide’s developer confirms layoffs', 'Globex: Iron Tide’s developer'],
  ['Initech owner cuts 40 jobs', 'Globex: Initech owner'],
  ['Slate owner plans to cut 40 jobs', 'Globex: Slate owner'],
  ['Initech’s parent company cuts 40 jobs', 'Globex: Initech’s parent company'],
])('%s', (text, whom) => {
  expect(named(text)).toEqual([whom])
})

test('a unit called after its house needs no capital behind it', () => {
  const house = compileCompanies([
    companyEntry('globex', 'Globex', { units: [companyEntry('cloud', 'Globex Cloud')] }),
  ])
  const by = { style: 'sentence', lexicon } as const
  const [mention] = house.mentions(tokenize('Globex cloud raises $40m'), by)
  expect(mention?.company.name).toBe('Globex Cloud')
})

test.each([
  ['a product alone names nobody', 'Skyhold gets a new season', []],
  ['nor does one beside the name of its maker', 'Skyhold maker Hooli lays off 300', []],
  ['nor one at the end of a longer name', 'Night Skyhold’s developer lays off staff', []],
  ['nor what is made for it', 'The maker of Skyhold cases cuts 40 jobs', []],
  ['nor somebody beside its maker', 'Rival of Skyhold maker cuts 40 jobs', []],
  ['nor who was', 'Studio of former Skyhold developer shuts', []],
  ['nor who is backed by it', 'Start-up backed by the Skyhold maker raises $4m', []],
  ['nor who supplies it', 'Skyhold maker supplier cuts 40 jobs', []],
  ['a unit is itself', 'Initech cuts 40 jobs', ['Initech: Initech']],
  [
    'an owner who is named stands for himself',
    'Initech owner Globex cuts 40 jobs',
    ['Initech: Initech', 'Globex: Globex'],
  ],
])('%s', (_what, text, whom) => {
  expect(named(text)).toEqual(whom)
})
