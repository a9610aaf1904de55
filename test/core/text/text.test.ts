import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, tokenize } from '../../../src/core/text/text.ts'

const texts = (text: string) => tokenize(text).map((token) => token.text)

describe('folding', () => {
  test.each([
    ['Amazon’s LAY-OFFS', 'amazon lay offs'],
    ['ＡＩ Café naïve Straße İstanbul', 'ai cafe naive strasse istanbul'],
    ['A.I. in the U.S. now', 'ai in the us now'],
    ['AT&T, R&D and Q&A', 'at&t r&d and q&a'],
    ['They won’t; it’s Meta’s', "they won't it meta"],
    ['Amazon.com, Inc.', 'amazon com inc'],
    ['lay\u200boffs \u202ehere', 'layoffs here'],
    ['#layoffs at @acme $AMZN', 'layoffs at acme amzn'],
    ['Ørsted Łódź', 'orsted lodz'],
  ])('%s', (written, folded) => {
    expect(fold(written)).toBe(folded)
  })

  test('a dot ends no sentence behind an abbreviation, nor "No." before a number', () => {
    const pauses = (text: string) => tokenize(text).map(({ pause }) => pause)
    expect(pauses('Acme Inc. Cuts')).toEqual(['sentence', 'none', 'none'])
    expect(pauses('No. 1')).toEqual(['sentence', 'none'])
    expect(pauses('No. It')).toEqual(['sentence', 'sentence'])
  })

  test('a hyphened word also carries its spelling as one word', () => {
    expect(tokenize('lay-offs and job–cuts').map((token) => token.joined)).toEqual([
      'layoffs',
      null,
      null,
      'jobcuts',
      null,
    ])
  })

  test('scripts without spaces give a token a character', () => {
    expect(texts('百度AI裁员1.6万人')).toEqual(['百', '度', 'ai', '裁', '员', '1.6万', '人'])
  })
})

describe('numbers stay whole', () => {
  test.each([
    ['16,000 roles', ['16,000', 'roles']],
    ['1,00,000 and 16.000', ['1,00,000', 'and', '16.000']],
    ['16K, $2bn.', ['16k', '$2bn']],
    ['US$1.5 billion', ['us$1.5', 'billion']],
    ['€ 5m or 5€', ['€', '5m', 'or', '5€']],
    ['10% or 10 % or 10-15%', ['10%', 'or', '10', '%', 'or', '10', '15%']],
    ["16'000 in ½ a year", ["16'000", 'in', '0.5000', 'a', 'year']],
    ['１６，０００人', ['16,000', '人']],
    ["3M's 2nd", ['3m', '2nd']],
  ])('%s', (written, expected) => {
    expect(texts(written)).toEqual(expected)
  })
})

describe('pauses', () => {
  const pauses = (text: string) => tokenize(text).map((token) => token.pause)
  test('a full stop ends a sentence before a capital, not after an abbreviation', () => {
    expect(pauses('Cut jobs. Then')).toEqual(['sentence', 'none', 'sentence'])
    expect(pauses('Acme Inc. Then')).toEqual(['sentence', 'none', 'none'])
    expect(pauses('Yahoo! cuts')).toEqual(['sentence', 'none'])
    expect(pauses('裁员。百')).toEqual(['sentence', 'none', 'sentence'])
  })

  test('commas, dashes and brackets are told apart, quotes and hyphens do not pause', () => {
    expect(pauses('a, b: c (d) – e—f')).toEqual([
      'sentence',
      'comma',
      'clause',
      'clause',
      'clause',
      'clause',
    ])
    expect(pauses('“a” b-c/d')).toEqual(['sentence', 'none', 'none', 'none'])
  })
})

describe('any text', () => {
  const anyText = fc.string({
    unit: fc.oneof(
      fc.constantFrom(..."aA1.,'’-$%&\u200b\ud800裁é "),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
  })
  test('gives tokens in order, within the text, each as written', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0
        for (const token of tokenize(text)) {
          expect(token.start).toBeGreaterThanOrEqual(end)
          expect(token.end).toBeGreaterThan(token.start)
          expect(token.raw).toBe(text.slice(token.start, token.end))
          expect(token.text).toMatch(/^\S+$/u)
          end = token.end
        }
        expect(end).toBeLessThanOrEqual(text.length)
      }),
    )
  })

  test('folds the same in capitals', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9 ,'&$%-]*$/), (text) => {
        expect(fold(text.toUpperCase())).toBe(fold(text))
      }),
    )
  })
})
