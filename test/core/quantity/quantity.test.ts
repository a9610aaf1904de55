import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findQuantities } from '../../../src/core/quantity/find.ts'
import type { Quantity } from '../../../src/core/quantity/quantity.ts'
import { tokenize } from '../../../src/core/text/text.ts'

/** Each quantity of a text in a few words: "~" approximate, "low..high", the unit, the words it took. */
function read(text: string): string[] {
  const tokens = tokenize(text)
  return findQuantities(tokens).map((found) => {
    const words = tokens.slice(found.start, found.end).map((token) => token.raw)
    return `${found.approximate ? '~' : ''}${number(found)}${unit(found)} [${words.join(' ')}]`
  })
}

test.each([
  [
    'up to 6,000 jobs, as many as 300, at most 40, fewer than 20, <9',
    ['most', 'most', 'most', 'most', 'most'],
  ],
  [
    'more than 6,000 jobs, at least 300, over 40, 20 or more, 9+ jobs',
    ['least', 'least', 'least', 'least', 'least'],
  ],
  ['4,000 to 6,000 jobs, between $91 and $93 billion', ['most', 'most']],
  ['no more than 300 jobs, not more than 40, 20 or fewer', ['most', 'most', 'most']],
  ['no fewer than 300 jobs, no less than 40', ['least', 'least']],
  ['strike over 300 job cuts, sues over 40', [undefined, undefined]],
  ['about 6,000 jobs, nearly 300, 40', [undefined, undefined, undefined]],
])('which end of what may be a number is: %s', (text, bounds) => {
  expect(findQuantities(tokenize(text)).map(({ bound }) => bound)).toEqual(bounds)
})

function number(found: Quantity): string {
  if (found.value === null) return found.scale ?? 'some'
  return found.low === null ? `${found.value}` : `${found.low}..${found.value}`
}

function unit(found: Quantity): string {
  if (found.kind === 'percent') return '%'
  return found.kind === 'money' ? ` ${found.currency}` : ''
}

describe('numbers', () => {
  test.each([
    ['cuts about 16,000 roles', ['~16000 [about 16,000]']],
    ['16K jobs', ['16000 [16K]']],
    ['sixteen thousand jobs', ['16000 [sixteen thousand]']],
    ['one hundred and twenty thousand', ['120000 [one hundred and twenty thousand]']],
    ['three hundred and fifty jobs', ['350 [three hundred and fifty]']],
    ['twenty-five people', ['25 [twenty five]']],
    ['a dozen people, two dozen more', ['12 [a dozen]', '24 [two dozen]']],
    ['1,00,000 staff', ['100000 [1,00,000]']],
    ['12 500 staff', ['12500 [12 500]']],
    ['1\u00a0200 staff', ['1200 [1 200]']],
    ['1.2 lakh employees', ['120000 [1.2 lakh]']],
    ['16.000 Stellen', ['16000 [16.000]']],
    ["16'000 Stellen", ["16000 [16'000]"]],
    ['1.6万人', ['16000 [1.6万]']],
    ['up to 30,000', ['~30000 [up to 30,000]']],
    ['as many as 30,000 corporate', ['~30000 [as many as 30,000]']],
    ['more than 100', ['~100 [more than 100]']],
    ['nearly 1,000', ['~1000 [nearly 1,000]']],
    ['15,000+ job cuts', ['~15000 [15,000]']],
    ['another 8000 employees', ['8000 [another 8000]']],
    ['500 to 700 jobs', ['~500..700 [500 to 700]']],
    ['500-700 jobs', ['~500..700 [500 700]']],
    ['between 800 and 1,000 jobs', ['~800..1000 [between 800 and 1,000]']],
    ['hundreds of workers', ['~hundreds [hundreds]']],
    ['several hundred jobs', ['~hundreds [several hundred]']],
    ['tens of thousands of posts', ['~tens_of_thousands [tens of thousands]']],
    ['2nd round in 3D, 10x faster', []],
    ['a hundred and fifty jobs', ['150 [a hundred and fifty]']],
    ['4–5,000 jobs', ['~4000..5000 [4 5,000]']],
    ['150~200 jobs', ['~150..200 [150 200]']],
    ['≈50 people, <60 jobs', ['~50 [50]', '~60 [60]']],
    ['１，２００ and 1٬200 staff', ['1200 [１，２００]', '1200 [1٬200]']],
    ['1½ thousand jobs', ['1500 [1½ thousand]']],
    ['100s of staff, 1,000s of jobs', ['~hundreds [100s]', '~thousands [1,000s]']],
    ['10s of thousands', ['~tens_of_thousands [10s of thousands]']],
    ['3,000,00 jobs, 24/7, tier-1 support, a 50:50 venture', []],
    ['open 11/26/2026, a 7000/6000 series, 1/40th', []],
    ['400 jobs/12%', ['400 [400]', '12% [12%]']],
    ['1,400/8% of staff', ['1400 [1,400]', '8% [8%]']],
    ['1,400/8 per cent of staff', ['1400 [1,400]', '8% [8 per cent]']],
    ['8 percent/1,400 jobs', ['8% [8 percent]', '1400 [1,400]']],
    ['1.2 K jobs', ['1200 [1.2 K]']],
    ['300¹ jobs', ['300 [300¹]']],
  ])('reads %j', (text, found) => expect(read(text)).toEqual(found))

  test('does not read a fall from one size to another as a range', () => {
    expect(read('cut staff from 9,000 to 5,000')).toEqual(['9000 [9,000]', '5000 [5,000]'])
  })
})

describe('shares', () => {
  test.each([
    ['10%', ['10% [10%]']],
    ['10 % of its 4,000 staff', ['10% [10 %]', '4000 [4,000]']],
    ['ten percent, 10 per cent, 10pc', ['10% [ten percent]', '10% [10 per cent]', '10% [10pc]']],
    ['one in five staff', ['20% [one in five]']],
    ['1 out of 10 workers', ['10% [1 out of 10]']],
    ['a tenth of its staff', ['10% [a tenth]']],
    ['two-thirds of staff', ['67% [two thirds]']],
    ['nearly a quarter of the workforce', ['~25% [nearly a quarter]']],
    ['half its staff', ['50% [half]']],
    ['6-7% of staff', ['~6..7% [6 7%]']],
    ['10 to 15 percent', ['~10..15% [10 to 15 percent]']],
    ['20% or more', ['~20% [20% or more]']],
    ['5.375%', ['5.375% [5.375%]']],
    ['5.375 percent', ['5.375% [5.375 percent]']],
    ['in the second half of the year', []],
    ['⅔ of staff, 2/3 of staff', ['67% [⅔]', '67% [2 3]']],
    ['staff shrinks by 1/3', ['33% [1 3]']],
    ['three-fourths of staff', ['75% [three fourths]']],
    ['1 in every 20 workers', ['5% [1 in every 20]']],
    ['.5% of staff, 2½% of jobs', ['0.5% [.5%]', '2.5% [2½%]']],
    ['staff shrinks by nearly half', ['~50% [nearly half]']],
    ['sheds quarter of staff', ['25% [quarter]']],
    ['axes THIRD of its workforce', ['33% [THIRD]']],
    ['the third of its staff surveys, the third quarter of staff cuts', []],
    ['one - fifth of the workforce', ['20% [one fifth]']],
    ['12.5% of staff', ['12.5% [12.5%]']],
    ['3‰ of staff', []],
  ])('reads %j', (text, found) => expect(read(text)).toEqual(found))

  test('leaves "third quarter" and "one in five years" alone', () => {
    expect(read('the third quarter was the worst')).toEqual([])
    expect(read('one in five years').every((found) => !found.includes('%'))).toBe(true)
  })
})

describe('money', () => {
  test.each([
    ['$10.6M', ['10600000 USD [$10.6M]']],
    ['US$2bn', ['2000000000 USD [US$2bn]']],
    ['A$3bn, HK$5 million', ['3000000000 AUD [A$3bn]', '5000000 HKD [HK$5 million]']],
    ['USD $75m', ['75000000 USD [USD $75m]']],
    ['€ 5 million', ['5000000 EUR [€ 5 million]']],
    [
      '$2.875 million, $2,875 million',
      ['2875000 USD [$2.875 million]', '2875000000 USD [$2,875 million]'],
    ],
    ['€1.200 million', ['1200000000 EUR [€1.200 million]']],
    [
      '€655 million ($758.29 million)',
      ['655000000 EUR [€655 million]', '758290000 USD [$758.29 million]'],
    ],
    ['500 million Australian dollars', ['500000000 AUD [500 million Australian dollars]']],
    ['Rs 6,000 crore', ['60000000000 INR [Rs 6,000 crore]']],
    ['₹1.5 lakh crore', ['1500000000000 INR [₹1.5 lakh crore]']],
    ['22 trillion won', ['22000000000000 KRW [22 trillion won]']],
    ['¥1.5 trillion', ['1500000000000 JPY [¥1.5 trillion]']],
    ['CHF 20 million', ['20000000 CHF [CHF 20 million]']],
    ['$1T', ['1000000000000 USD [$1T]']],
    ['$2.3 billion', ['2300000000 USD [$2.3 billion]']],
    ['half a billion dollars', ['500000000 USD [half a billion dollars]']],
    ['a billion-dollar round', ['1000000000 USD [a billion dollar]']],
    ['$350M-plus', ['~350000000 USD [$350M plus]']],
    ['$5-10 billion', ['~5000000000..10000000000 USD [$5 10 billion]']],
    [
      'between $80 billion and $90 billion',
      ['~80000000000..90000000000 USD [between $80 billion and $90 billion]'],
    ],
    ['15-20 million euros', ['~15000000..20000000 EUR [15 20 million euros]']],
    ['hundreds of millions of dollars', ['~some USD [hundreds of millions of dollars]']],
    ['multibillion-dollar deal', ['~some USD [multibillion dollar]']],
    ['trillion-dollar rivals', ['~some USD [trillion dollar]']],
    ['millions of users', ['~some [millions]']],
    ['$500 bil', ['500000000000 USD [$500 bil]']],
    ['KRW110 trillion', ['110000000000000 KRW [KRW110 trillion]']],
    ['$9M/€8M', ['9000000 USD [$9M]', '8000000 EUR [€8M]']],
    ['$9m / £7m', ['9000000 USD [$9m]', '7000000 GBP [£7m]']],
    ['€8 million/$9 million', ['8000000 EUR [€8 million]', '9000000 USD [$9 million]']],
    ['USD 9M/EUR 8M', ['9000000 USD [USD 9M]', '8000000 EUR [EUR 8M]']],
    ['8 million/9 million dollars', ['8000000 [8 million]', '9000000 USD [9 million dollars]']],
    ['$5/share, $20/month, $15/hour', ['5 USD [$5]', '20 USD [$20]', '15 USD [$15]']],
    ['$2/million tokens, $3/M', ['2 USD [$2]', '1000000 [million]', '3 USD [$3]']],
    ['he won 22 medals', ['22 [22]']],
    ['CAD$70bn, CDN$7 million', ['70000000000 CAD [CAD$70bn]', '7000000 CAD [CDN$7 million]']],
    ['$2 bn AUD, $5m (US)', ['2000000000 AUD [$2 bn AUD]', '5000000 USD [$5m]']],
    ['Dh5bn, NIS 3 billion', ['5000000000 AED [Dh5bn]', '3000000000 ILS [NIS 3 billion]']],
    ['several hundred million dollars', ['~some USD [several hundred million dollars]']],
    [
      'a few billion euros, several million users',
      ['~some EUR [few billion euros]', '~some [several million]'],
    ],
    ['extends it by $4M to $11M', ['4000000 USD [$4M]', '11000000 USD [$11M]']],
    ['grows by $4 to $11 million', ['~4000000..11000000 USD [$4 to $11 million]']],
    ['R50 million', []],
    ['a Rs 5 billion fund of Pakistan', ['5000000000 PKR [Rs 5 billion]']],
    ['Pakistan and India: Rs 5 billion', ['5000000000 INR [Rs 5 billion]']],
  ])('reads %j', (text, found) => expect(read(text)).toEqual(found))

  test('keeps a sum without a currency as a number with its magnitude', () => {
    const [found] = findQuantities(tokenize('wants to invest 100M in a start-up'))
    expect(found).toMatchObject({
      kind: 'number',
      value: 100_000_000,
      magnitude: 1_000_000,
      currency: null,
    })
  })
})

test('any text gives ordered expressions that do not overlap', () => {
  const word = fc.constantFrom(
    'about',
    'up',
    'to',
    '$5',
    '10',
    '%',
    'per',
    'cent',
    'a',
    'half',
    'of',
    'million',
    'one',
    'in',
    'hundred',
    'thousand',
    '-',
    'Rs',
    'dollars',
    'and',
    '1.6万',
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), (words) => {
      const tokens = tokenize(words.join(' '))
      let end = 0
      for (const found of findQuantities(tokens)) {
        expect(found.start).toBeGreaterThanOrEqual(end)
        expect(found.at).toBeGreaterThanOrEqual(found.start)
        expect(found.end).toBeGreaterThan(found.at)
        end = found.end
      }
      expect(end).toBeLessThanOrEqual(tokens.length)
    }),
  )
})
