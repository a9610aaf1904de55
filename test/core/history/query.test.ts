import { describe, expect, test } from 'vitest'
import { parseCompanyQuery, parseTrends } from '../../../src/core/history/query.ts'

const day = 86_400_000
/** A Thursday. */
const now = Date.UTC(2026, 10, 26, 12)
const known = new Set(
  [
    'amazon',
    'google',
    'c3 ai',
    'johnson & johnson',
    'procter & gamble',
    'amzn',
    'amazon.com',
  ].concat(['at&t', 'hewlett-packard', 'booz allen', '3m', 'h2 acme']),
)
const isName = (words: string) => known.has(words.toLowerCase())

const ask = (text: string) => {
  const parsed = parseCompanyQuery(text, now, isName)
  return parsed.kind === 'query' ? parsed.query : parsed
}
const all = { category: null, since: null, until: null }

describe('a name', () => {
  test.each<[string, string[]]>([
    ['amazon', ['amazon']],
    ['“Amazon”', ['Amazon']],
    ['*Amazon*?', ['Amazon']],
    ['company:amazon', ['amazon']],
    ['Amazon, Inc.', ['Amazon']],
    ['Amazon.com, Inc. (NASDAQ: AMZN)', ['Amazon.com']],
    ['Acme Robotics, Inc.', ['Acme Robotics']],
    ['The Amazon', ['Amazon']],
    ['NASDAQ:AMZN', ['AMZN']],
    ['https://www.amazon.com/', ['amazon.com']],
    ['<https://www.amazon.com|amazon.com>', ['amazon.com']],
    ['AT&amp;T', ['AT&T']],
    ['Johnson & Johnson', ['Johnson & Johnson']],
    ['Hewlett-Packard', ['Hewlett-Packard']],
    ['C3 ai', ['C3 ai']],
  ])('%s is asked for as %j', (text, names) => {
    expect(ask(text)).toEqual({ names, ...all })
  })

  test.each([
    'amazon, google',
    'amazon and google',
    'amazon & google',
    'amazon vs google',
    'amazon vs. google',
    'amazon/google',
    'amazon;google',
    'amazon, google,',
    'amazon，google',
    'amazon、google',
    'amazon google'.replace(' ', ' or '),
  ])('%s are two', (text) => {
    expect(ask(text)).toMatchObject({ names: ['amazon', 'google'] })
  })

  test('that holds what parts names stays whole beside others', () => {
    expect(ask('Procter &amp; Gamble and amazon')).toMatchObject({
      names: ['Procter & Gamble', 'amazon'],
    })
    expect(ask('amazon vs Johnson & Johnson')).toMatchObject({
      names: ['amazon', 'Johnson & Johnson'],
    })
  })
})

test.each<[string, string[]]>([
  ['amazon, google, and acme', ['amazon', 'google', 'acme']],
  ['amazon v google', ['amazon', 'google']],
  ['compare amazon with google', ['amazon', 'google']],
  ['Amazon (AMZN)', ['Amazon']],
  ['amazon™', ['amazon']],
  ['amazon google', ['amazon', 'google']],
  ['amazon prime', ['amazon prime']],
  ['<mailto:jobs@amazon.example|jobs@amazon.example>', ['amazon']],
  ['<@U0ADA|ada>', ['@ada']],
  ['<#C0NEWS>', ['#C0NEWS']],
])('%s names %j', (text, names) => expect(ask(text)).toMatchObject({ names }))

describe('a period', () => {
  const lastYear = { since: Date.UTC(2025, 0), until: Date.UTC(2026, 0) }
  test.each<[string, { since: number | null; until: number | null }]>([
    ['90d', { since: now - 90 * day, until: null }],
    ['90 days', { since: now - 90 * day, until: null }],
    ['last 90 days', { since: now - 90 * day, until: null }],
    ['in the last 90 days', { since: now - 90 * day, until: null }],
    ['past 6 months', { since: now - 180 * day, until: null }],
    ['6mo', { since: now - 180 * day, until: null }],
    ['last two weeks', { since: now - 14 * day, until: null }],
    ['last month', { since: now - 30 * day, until: null }],
    ['past year', { since: now - 365 * day, until: null }],
    ['last year', lastYear],
    ['2025', lastYear],
    ['in 2025', lastYear],
    ['June 2025', { since: Date.UTC(2025, 5), until: Date.UTC(2025, 6) }],
    ['in 2025-06', { since: Date.UTC(2025, 5), until: Date.UTC(2025, 6) }],
    ['since 2025', { since: Date.UTC(2025, 0), until: null }],
    ['since 2025-06', { since: Date.UTC(2025, 5), until: null }],
    ['since 2025-06-30', { since: Date.UTC(2025, 5, 30), until: null }],
    ['since Jan 2025', { since: Date.UTC(2025, 0), until: null }],
    ['since January 2025', { since: Date.UTC(2025, 0), until: null }],
    ['since june', { since: Date.UTC(2026, 5), until: null }],
    ['since december', { since: Date.UTC(2025, 11), until: null }],
    ['since last year', { since: Date.UTC(2025, 0), until: null }],
    ['ytd', { since: Date.UTC(2026, 0), until: null }],
    ['this quarter', { since: Date.UTC(2026, 9), until: null }],
    ['this week', { since: Date.UTC(2026, 10, 23), until: null }],
    ['2024-2025', { since: Date.UTC(2024, 0), until: Date.UTC(2026, 0) }],
    ['from 2024 to 2025', { since: Date.UTC(2024, 0), until: Date.UTC(2026, 0) }],
    ['between Jan 2025 and June 2025', { since: Date.UTC(2025, 0), until: Date.UTC(2025, 6) }],
    ['between january and march 2025', { since: Date.UTC(2025, 0), until: Date.UTC(2025, 3) }],
    ['before 2025', { since: null, until: Date.UTC(2025, 0) }],
    ['until 2024', { since: null, until: Date.UTC(2025, 0) }],
    ['2025-06', { since: Date.UTC(2025, 5), until: Date.UTC(2025, 6) }],
    ['06/2025', { since: Date.UTC(2025, 5), until: Date.UTC(2025, 6) }],
    ['q3 25', { since: Date.UTC(2025, 6), until: Date.UTC(2025, 9) }],
    ['2025 Q3', { since: Date.UTC(2025, 6), until: Date.UTC(2025, 9) }],
    ['H1 2025', { since: Date.UTC(2025, 0), until: Date.UTC(2025, 6) }],
    ['q1', { since: Date.UTC(2026, 0), until: Date.UTC(2026, 3) }],
    ['since last march', { since: Date.UTC(2026, 2), until: null }],
    ['since 30.6.2025', { since: Date.UTC(2025, 5, 30), until: null }],
    ['since 6/30/2025', { since: Date.UTC(2025, 5, 30), until: null }],
    ['since June 30, 2025', { since: Date.UTC(2025, 5, 30), until: null }],
    ['since 30 June 2025', { since: Date.UTC(2025, 5, 30), until: null }],
    ['seit 2025', { since: Date.UTC(2025, 0), until: null }],
    ['depuis 2025', { since: Date.UTC(2025, 0), until: null }],
    ['letzte 90 Tage', { since: now - 90 * day, until: null }],
    ['2024/2025', { since: Date.UTC(2024, 0), until: Date.UTC(2026, 0) }],
    ["'25", lastYear],
    ['since 30th of June 2025', { since: Date.UTC(2025, 5, 30), until: null }],
    ['half a year', { since: now - 182.5 * day, until: null }],
    ['two-week', { since: now - 14 * day, until: null }],
    ['a week', { since: now - 7 * day, until: null }],
    ['half-year', { since: now - 182.5 * day, until: null }],
    ['12-mo', { since: now - 360 * day, until: null }],
    ['1.5y', { since: now - 547.5 * day, until: null }],
    ['two weeks ago', { since: now - 14 * day, until: null }],
    ['last decade', { since: now - 3652 * day, until: null }],
    ['-90d', { since: now - 90 * day, until: null }],
    ['‘last two weeks’', { since: now - 14 * day, until: null }],
    ['since:2025', { since: Date.UTC(2025, 0), until: null }],
    ['--since=2025', { since: Date.UTC(2025, 0), until: null }],
    ['--since 2025', { since: Date.UTC(2025, 0), until: null }],
    ['28 Oct 2025', { since: Date.UTC(2025, 9, 28), until: Date.UTC(2025, 9, 29) }],
    ['on 10/28/2025', { since: Date.UTC(2025, 9, 28), until: Date.UTC(2025, 9, 29) }],
    ['in Q3 2025', { since: Date.UTC(2025, 6), until: Date.UTC(2025, 9) }],
  ])('%s, behind a name or before it', (text, period) => {
    expect(ask(`amazon ${text}`)).toEqual({ names: ['amazon'], category: null, ...period })
    expect(ask(`${text} amazon`)).toEqual({ names: ['amazon'], category: null, ...period })
  })

  test('of yesterday ends today', () => {
    const today = Date.UTC(2026, 10, 26)
    expect(ask('amazon yesterday')).toMatchObject({ since: today - day, until: today })
  })

  test.each(['amazon layoffs 2025', 'amazon 2025 layoffs', 'layoffs at amazon in 2025'])(
    'and a category in any order: %s',
    (text) => {
      expect(ask(text)).toEqual({ names: ['amazon'], category: 'layoff', ...lastYear })
    },
  )

  test('that is part of a name is none', () => {
    expect(ask('acme 2x')).toMatchObject({ names: ['acme 2x'], since: null })
  })

  test.each([
    ['3M layoffs', '3M'],
    ['layoffs at 3M', '3M'],
    ['H2 Acme layoffs', 'H2 Acme'],
    ['amazon 3m layoffs', 'amazon'],
  ])('is none where a known name beside a category holds its words: %s', (text, name) => {
    const since = name === 'amazon' ? now - 90 * day : null
    expect(ask(text)).toEqual({ names: [name], category: 'layoff', since, until: null })
  })

  test.each([
    ...[
      'AD Acme',
      'Acme AD',
      'Acme Am',
      'AM Acme',
      'Any',
      'Acme And',
      'Acme AY',
      'Onew',
      'Acme Sixd',
    ],
    ...['Acme A-D', 'Ten-Q Acme', 'Acme Ten Q', 'Half Ad', 'Last AM', 'Past Any', 'Halfd'],
  ])('is no name that begins as a number does: %s', (name) => {
    expect(ask(name)).toMatchObject({ names: [name], since: null, until: null })
  })
})

test.each(['help', '--help', '?', 'usage'])('%s asks how to ask', (text) => {
  expect(ask(text)).toEqual({ kind: 'help' })
})

describe('/trends', () => {
  test.each<[string, number]>([
    ['', 30],
    ['1y', 365],
    ['last 90 days', 90],
    ['“90d”', 90],
    ['since 2026-11-16', 11],
  ])('%s', (text, days) => {
    expect(parseTrends(text, now)).toMatchObject({ kind: 'trends', category: null, days })
  })

  test.each<[string, boolean]>([
    ['90d', false],
    ['90d industry:all', true],
    ['industry:all layoffs', true],
  ])('%s: of every industry %s', (text, allIndustries) => {
    expect(parseTrends(text, now)).toMatchObject({ kind: 'trends', allIndustries })
  })

  test('tells what may be a name from a length that nobody knows', () => {
    const parsed = parseTrends('intel 90d', now)
    expect(parsed).toMatchObject({ kind: 'unclear', isName: true })
    expect(parseTrends('5x', now)).toMatchObject({ kind: 'unclear', isName: false })
  })
})
