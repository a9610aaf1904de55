import { expect, test } from 'vitest'
import { compileJudge } from '../../../src/core/learned/weigh.ts'
import { readConfig } from '../../support/labelled.ts'

/** By the rules alone. */
const { rules, readStory } = readConfig()
const judge = compileJudge(rules, readStory, null)

function payersOf(title: string, summary = '') {
  const told = { title, summary, source: 'Example Wire', publishedAt: null }
  const deal = judge(told).facts.find((facts) => facts.category === 'ai_investment')
  return deal?.category === 'ai_investment' ? deal.payers : []
}

const named = (title: string, summary?: string) =>
  payersOf(title, summary).map(({ company, amount, lead }) => [company.name, amount, lead])

test('each of several payers has the part that the text says is its own', () => {
  const title = 'Microsoft and Nvidia to invest up to $15 billion in AI lab Vantor'
  const summary = 'Nvidia will invest up to $10 billion and Microsoft up to $5 billion in Vantor.'
  expect(named(title, summary)).toEqual([
    ['Microsoft', 5e9, false],
    ['Nvidia', 10e9, false],
  ])
  expect(named(title)).toEqual([
    ['Microsoft', null, false],
    ['Nvidia', null, false],
  ])
})

test('sums in two currencies may be one told twice, so that nobody has a part', () => {
  const title = 'Vantor secures £500m, about $700m, from Nokia and Nvidia for AI data centres'
  expect(named(title)).toEqual([
    ['Nokia', null, false],
    ['Nvidia', null, false],
  ])
})

test('who leads is marked', () => {
  const summary = 'Harrow Group led the round, and Pell Partners participated.'
  expect(named('AI startup Quillon raises $40 million', summary)).toEqual([
    ['Harrow Group', null, true],
    ['Pell Partners', null, false],
  ])
})

test.each([
  [
    'It was led by existing backer Pell Partners, with new investor Ostra also participating.',
    ['Pell Partners', 'Ostra'],
  ],
  [
    'It was led by Harrow, with participation from existing shareholders Ostra and Pell Partners.',
    ['Harrow', 'Ostra', 'Pell Partners'],
  ],
  [
    'Investors including Ada Lindqvist of Brightarm, Harrow, and Pell Partners took part.',
    ['Ada Lindqvist', 'Harrow', 'Pell Partners'],
  ],
  ['It was led by Brightarm co-founder Emma Carter.', ['Emma Carter']],
  [
    "In a round that closed last week it raised some money from Alphabet Inc.'s Google, Harrow Enterprises' Ostra and Intel's Pell Partners.",
    ['Google', 'Ostra', 'Pell Partners'],
  ],
  [
    'This round, which closed last week, was led by Harrow, Ostra Northern, 13books and Last Out.',
    ['Harrow', 'Ostra Northern', '13books', 'Last Out'],
  ],
])('all in a row pay: %s', (summary, payers) => {
  const told = payersOf('AI startup Quillon raises $40 million', summary)
  expect(told.map(({ company }) => company.name)).toEqual(payers)
})

test.each([
  ['Quillon, an AI lab, raises $12m from investors such as Harrow & Adobe', ['Harrow', 'Adobe']],
  [
    'Quillon, an AI lab, raises $4 million with Harrow and Ostra Northern',
    ['Harrow', 'Ostra Northern'],
  ],
  ['Quillon, an AI lab, raises $4 million with Nvidia chips', []],
  [
    "Quillon, an AI lab, raises $4 million from Harrow, Adobe's Ada Lindqvist, others",
    ['Harrow', 'Ada Lindqvist'],
  ],
  [
    'Quillon, an AI lab, raises a $4m seed led by Khosla; its founder led Bench, which raised $30m',
    ['Khosla'],
  ],
])('of the title %j those pay: %j', (title, payers) => {
  expect(named(title).map(([name]) => name)).toEqual(payers)
})

test('who buys other firms is not bought, and who owns it pays nothing', () => {
  const title =
    "Pell Capital's Quillon Holdings, which acquires small companies and adds AI, raised $2B from SoftBank and Harrow"
  expect(named(title).map(([name]) => name)).toEqual(['SoftBank', 'Harrow'])
})

test.each([
  ['Brightarm Secures $865M AI Data Center Contract with Nscale', '', 'Nscale'],
  [
    'Google deepens Mistral ties with a new multibillion-dollar AI deal',
    'Mistral has signed a multibillion-dollar deal with Google Cloud for AI chips.',
    'Mistral AI',
  ],
])('who gets the capacity pays: %s', (title, summary, payer) => {
  expect(named(title, summary)).toEqual([[payer, null, false]])
})

test('an investor of an earlier round, or of another company, pays nothing', () => {
  const summary = 'Its previous round was led by Harrow Group.'
  expect(named('Nvidia-backed AI startup Quillon raises $40 million', summary)).toEqual([])
})

test('a name with a dot, and a rival of somebody, are companies of their own', () => {
  const recipientOf = (title: string) => {
    const told = { title, summary: '', source: 'Example Wire', publishedAt: null }
    const deal = judge(told).facts.find((facts) => facts.category === 'ai_investment')
    return deal?.category === 'ai_investment' ? deal.recipient?.name : undefined
  }
  expect(recipientOf('Globex acquires AI support startup Cohere.io')).toBe('Cohere.io')
  expect(recipientOf('Nvidia Rival Quillon Raises $40 Million for AI Chips')).toBe('Quillon')
})

test.each([
  ["Nvidia to invest $5 billion in a professor's AI startup", 'stake', 'Nvidia'],
  ['BlackRock in $40bn data centre takeover to power AI', 'acquisition', 'BlackRock'],
])('whoever pays for a company that is not named is no recipient: %s', (title, kind, payer) => {
  const told = { title, summary: '', source: 'Example Wire', publishedAt: null }
  expect(judge(told).facts[0]).toMatchObject({ kind, recipient: null })
  expect(named(title)).toMatchObject([[payer, null, false]])
})
