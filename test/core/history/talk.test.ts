import { expect, test } from 'vitest'
import { parseTalk } from '../../../src/core/history/talk.ts'

/** Monday 23 November 2026, noon, UTC. */
const now = Date.UTC(2026, 10, 23, 12)
const known = ['amazon', 'oracle', 'sap', 'company', 'watch it']
const ask = (text: string) => parseTalk(text, now, (words) => known.includes(words.toLowerCase()))

test.each([
  ['<@U0BOT> amazon', 'amazon'],
  ['amazon layoffs since june', 'amazon layoffs since june'],
  ['Hi Bellwether, amazon please', 'amazon'],
  ['compare oracle and sap', 'oracle and sap'],
  ['Compare Oracle with SAP?', 'Oracle and SAP'],
  ['oracle vs sap', 'oracle vs sap'],
  ['company amazon 90d', 'amazon 90d'],
  ['/company amazon', 'amazon'],
  ['what about amazon?', 'amazon'],
  ['what happened at oracle', 'oracle'],
  ['how many people did amazon lay off this year?', 'amazon layoffs this year'],
  ['did amazon cut jobs since june', 'amazon layoffs since june'],
  ['how much did oracle spend on AI in 2026', 'oracle ai in 2026'],
  ['show me sap', 'sap'],
  ['news about amazon', 'amazon'],
  ['biggest layoffs at amazon this year', 'amazon layoffs this year'],
  ['amazn', 'amazn'],
  ['company', ''],
])('%s asks of companies', (text, question) => {
  const talk = ask(text)
  expect(talk.kind === 'company' && talk.question.toLowerCase()).toBe(
    (text === 'company' ? 'company' : question).toLowerCase(),
  )
})

const november = Date.UTC(2026, 10, 1)
test.each([
  ['who cut most this month', { what: 'layoffs', by: 'company', since: november }],
  ['Who laid off the most people this month?', { what: 'layoffs', by: 'company', since: november }],
  ['biggest AI rounds this week', { what: 'rounds', by: 'event', since: now - 0.5 * 86_400_000 }],
  ['the largest layoffs this month', { what: 'layoffs', by: 'event', since: november }],
  ['top 10 layoffs', { what: 'layoffs', by: 'event', since: now - 30 * 86_400_000 }],
  ['top 10 layoffs industry:all this month', { since: november, allIndustries: true }],
  ['who cut most this month', { allIndustries: false }],
  [
    'which companies invested the most in AI this month',
    { what: 'spending', by: 'company', since: november },
  ],
  [
    'biggest layoffs in tech in 2025',
    { what: 'layoffs', since: Date.UTC(2025), until: Date.UTC(2026) },
  ],
])('%s asks for a ranking', (text, ranking) => {
  expect(ask(text)).toMatchObject({ kind: 'ranking', ranking })
})

test.each([
  ['trends 90d layoffs', '90d layoffs'],
  ['layoffs this week', 'layoffs this week'],
  ['how is the industry', ''],
  ['ai investment last 90 days', 'ai last 90 days'],
])('%s asks of the industry', (text, question) => {
  expect(ask(text)).toEqual({ kind: 'trends', question })
})

test('watch is followed by the grammar of its command', () => {
  expect(ask('watch add "data center" type:ai')).toEqual({
    kind: 'watch',
    question: 'add "data center" type:ai',
  })
  expect(ask('<@U0BOT> Watch list')).toEqual({ kind: 'watch', question: 'list' })
})

test.each(['', '<@U0BOT>', 'help', 'hello', 'what can you do?'])('"%s" asks how to ask', (text) => {
  expect(ask(text)).toEqual({ kind: 'help' })
})

test.each([
  ['what is the weather today', 'what is the weather today'],
  ['who is the CEO of amazon', 'who is the CEO of amazon'],
  ['why did amazon do that', 'why did amazon do that'],
  ['can you book a room for me', 'can you book a room for me'],
  ['who cut most in the blue team', 'in the blue team'],
])('"%s" is not understood, and no name is made of it', (text, words) => {
  expect(ask(text)).toEqual({ kind: 'unclear', words })
})
