import { expect, test } from 'vitest'
import { readConfig } from '../../support/labelled.ts'

const { judge } = readConfig()

function told(title: string, summary = '') {
  return judge({ title, summary, source: 'A Paper', publishedAt: null })
}

test('a cut is told with its employer, number and share, and with the rule and words that told it', () => {
  const verdict = told('Spotify to cut 1,500 jobs, 17% of its workforce')
  expect(verdict.categories).toEqual(['layoff'])
  expect(verdict.facts[0]).toMatchObject({
    company: { key: 'spotify' },
    headcount: 1500,
    percent: 17,
  })
  expect(verdict.why[0]).toMatchObject({ rule: 'layoff-cuts-jobs', field: 'title' })
})

test('a round of an unknown AI company is told with its sum', () => {
  const verdict = told('Quillbeam raises $25m for AI that reads contracts')
  expect(verdict.facts[0]).toMatchObject({
    category: 'ai_investment',
    company: { key: '~quillbeam', name: 'Quillbeam' },
    amount: 25_000_000,
    currency: 'USD',
    kind: 'round',
  })
})

test.each([
  'Quillbeam raises $12M/€11M to build AI models',
  'AI start-up Quillbeam lands $12m / £9m Series A',
])('of a sum told in two currencies the first counts: %s', (title) => {
  expect(told(title).facts[0]).toMatchObject({ amount: 12_000_000, currency: 'USD', kind: 'round' })
})

test('a cut is told with a number and a share that a slash parts', () => {
  const [facts] = told('Spotify lays off 1,400/8% of staff').facts
  expect(facts).toMatchObject({ headcount: 1400, percent: 8 })
})

test('a price cut is neither', () => {
  expect(told('Acme cuts the price of its AI speaker by $50').categories).toEqual([])
})

test.each([
  ['the same word', 'lay '.repeat(250_000)],
  ['commas', ','.repeat(1_000_000)],
  ['numbers', '1,000 '.repeat(160_000)],
  ['capitals', 'Acme '.repeat(200_000)],
  ['money', '$1 million '.repeat(90_000)],
  ['brackets', '('.repeat(1_000_000)],
  ['one long word', 'a'.repeat(1_000_000)],
])('a megabyte of %s is judged by its beginning, in no time', (_, text) => {
  const beginning = text.slice(0, text.length / 2)
  const expected = told(`Acme cuts 40 jobs ${beginning}`, beginning)
  const started = performance.now()
  expect(told(`Acme cuts 40 jobs ${text}`, text)).toEqual(expected)
  expect(performance.now() - started).toBeLessThan(1_000)
})

test('what a story of neither category denies is kept, with its stance', () => {
  const verdict = told('Spotify denies plans for layoffs')
  expect(verdict.categories).toEqual([])
  expect(verdict.denied?.[0]).toMatchObject({ company: { key: 'spotify' }, stance: 'denied' })
})

test('of a list of headlines the title decides, and the others fill in facts', () => {
  const title = 'Spotify plans sweeping layoffs this spring'
  const list = `${title} ReutersSpotify to cut 1,500 jobs CNBCOkta cuts staff too WSJ`
  expect(told(title, list).facts[0]).toMatchObject({ company: { key: 'spotify' }, headcount: 1500 })
  const other = 'A quiet week for software makers'
  expect(told(other, `${other} ReutersSpotify to cut 1,500 jobs CNBC`).categories).toEqual([])
})

test.each<[title: string, summary: string, industry: object | null]>([
  ['Intel to cut 500 jobs', '', { trade: 'tech', by: 'chips' }],
  ['Starbucks lays off 900', '', { trade: 'other', by: 'commerce and delivery' }],
  ['Harbour Bank to cut 300 jobs', '', { trade: 'other', by: 'Bank' }],
  [
    'Crypto exchange Harbourcoin cuts 200 jobs as bank partners leave',
    '',
    { trade: 'tech', by: 'Crypto' },
  ],
  [
    'Quillbeam cuts 30 jobs',
    'Quillbeam, an online retailer, will close stores.',
    { trade: 'tech', by: 'online retailer' },
  ],
  ['Brewery lays off 40 workers', '', { trade: 'other', by: 'Brewery' }],
  ['Quillbeam cuts 30 jobs', '', null],
])('the industry of the employer in "%s" (%s)', (title, summary, industry) => {
  const [facts] = told(title, summary).facts
  expect(facts?.category === 'layoff' && (facts.industry ?? null)).toEqual(industry)
})

test('how sure a story is: plain by a strong rule of somebody named, less by a weak one', () => {
  const [plain] = told('Spotify to cut 1,500 jobs, 17% of its workforce').facts
  expect(plain?.sure).toBe('plain')
})

test.each([
  ['Former workers sue Quillbeam over layoffs', true],
  ['Quillbeam CEO apologizes for layoffs', true],
  ['Quillbeam lays off 300 workers', undefined],
])('what came of a cut is told apart from the cut: "%s"', (title, followUp) => {
  const [facts] = told(title).facts
  expect(facts?.category === 'layoff' && facts.followUp).toBe(followUp)
})

test('the money side of a cut that only the summary tells is likely, so that channels hear of it', () => {
  const verdict = told('Amazon cuts 16,000 jobs', 'Amazon cuts jobs while it moves money to AI.')
  expect(verdict.facts.map(({ category, sure }) => [category, sure])).toEqual([
    ['layoff', 'plain'],
    ['ai_investment', 'likely'],
  ])
})

test.each([
  [
    'Quillbeam cuts 300 jobs amid a push into AI, and spends $2 billion on AI',
    'amid a push into AI',
  ],
  ['Quillbeam cuts 300 jobs to fund AI data centers', 'AI data centers'],
  ['Quillbeam cuts 300 jobs', null],
])('a cut tells its AI side, also where the money is an event of its own: "%s"', (title, side) => {
  const { facts } = told(title)
  expect(facts.length).toBe(side === null ? 1 : 2)
  expect(facts[0]).toMatchObject({ category: 'layoff', aiSide: side })
})
