import { expect, test } from 'vitest'
import { loadConfig } from '../../../src/config/load.ts'

const config = loadConfig({ CONFIG_DIR: 'config' })
if (config.kind === 'faults') throw new Error('the configuration has faults')
const { judge } = config.config

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
  const started = performance.now()
  const verdict = told(`Acme cuts 40 jobs ${text}`, text)
  expect(performance.now() - started).toBeLessThan(1_000)
  expect(verdict.categories.length).toBeLessThanOrEqual(2)
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
