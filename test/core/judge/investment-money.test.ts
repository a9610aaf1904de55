import { describe, expect, test } from 'vitest'
import { readRulebook } from '../../../src/config/load.ts'
import type { InvestmentKind } from '../../../src/core/facts.ts'
import { readInvestmentMoney } from '../../../src/core/judge/investment-money.ts'

const { rulebook } = readRulebook('config')

/** Without what the rules say of a story. */
function money(kind: InvestmentKind, title: string, summary = '') {
  const reading = rulebook?.readStory({ title, summary, source: 'A Paper', publishedAt: null })
  if (!reading) throw new Error('the rules have faults')
  const { amount, valuation } = readInvestmentMoney(reading, [], kind)
  return { amount, valuation }
}

describe('what is paid', () => {
  test.each<[InvestmentKind, string, number | null]>([
    ['round', 'Lumenary raises 12M in seed funding', 12e6],
    ['round', 'Lumenary reaches 12M downloads, raises $5M', 5e6],
    ['capex', 'Lumenary orders up to one million of the chips', null],
    ['capex', 'Lumenary and Globex unveil billion', null],
    ['round', 'Lumenary raises $30M, total funding now $90M', 30e6],
    ['round', 'Lumenary adds $15M to its $45M Series B', 15e6],
    ['round', 'Lumenary extends its seed funding by $4M to $11M', 4e6],
    ['capex', 'Globex lifts its spending by $4bn to $11bn', 11e9],
    ['capex', 'Globex lifts its spending from $4bn to $11bn', 11e9],
    ['round', 'Lumenary in talks at a higher price, up from $4bn, for $500M', 500e6],
    ['stake', 'Globex won’t put $4bn into Lumenary', null],
    ['stake', 'Globex puts not just $4bn into Lumenary', 4e9],
    ['stake', 'Globex abandons $4bn deal in favour of $1bn investment', 1e9],
    ['round', 'Globex in talks to put $25M in Lumenary’s $300M funding round', 300e6],
    ['round', 'Lumenary raises $25M in the first close of a $300M round', 25e6],
    ['stake', 'Globex invests $2bn in Lumenary’s $20bn round', 2e9],
    ['acquisition', 'Globex buys Lumenary, which had raised $40M, for $300M', 300e6],
    ['acquisition', 'Globex buys Lumenary, whose $40M seed round Initech led', null],
    ['acquisition', 'Globex buys Lumenary; Lumenary raised $40M at a low price in 2023', null],
    ['acquisition', 'Globex buys Lumenary, which makes $40M in annual recurring revenue', null],
    ['acquisition', 'Globex buys Lumenary to win the $80 billion analytics market', null],
    ['round', 'Lumenary raises $80M in its Hong Kong market debut', 80e6],
    ['other', 'Globex returns to the bond market with a $9 billion sale', 9e9],
    ['acquisition', 'Market veteran on Globex’s $9 billion Lumenary acquisition', 9e9],
    ['round', 'Lumenary raises $6M after Globex’s $9bn Initech deal', 6e6],
    ['round', 'Lumenary raises $6M, as after Globex’s $9bn Initech deal', 6e6],
    ['other', 'Lumenary lets its staff sell shares of up to $3M each', null],
    ['round', 'Lumenary and Initech raise $3M each', 3e6],
    ['capex', 'Lumenary signs up over $400 million in contract value', 400e6],
    ['other', 'Globex sets aside $2bn for restructuring', null],
    ['other', 'Globex cuts jobs months after it raised $30m for AI', null],
    ['other', 'Globex cuts jobs after raising a $30m round', null],
    ['ipo', 'Lumenary soars after raising $30m in its IPO', 30e6],
    ['stake', 'Globex backs it with $2 million worth of tokens', 2e6],
    ['capex', 'Globex and Initech launch $2 billion AI lab', 2e9],
  ])('%s: %s', (kind, title, amount) => expect(money(kind, title).amount).toBe(amount))
})

describe('what a title rounds or leaves out, the summary says at once', () => {
  test.each<[InvestmentKind, string, string, number | null]>([
    ['round', 'Lumenary raises $6M', 'Lumenary has raised $6.3 million.', 6.3e6],
    ['round', 'Lumenary raises $612M', 'Lumenary has raised $611.8 million.', 612e6],
    ['round', 'Lumenary raises $6M', 'It sells agents. It has raised $6.3 million.', 6e6],
    ['round', 'Lumenary raises $6M', 'It is valued at $6.3 million.', 6e6],
    ['capex', 'Globex plans a centre', 'Globex will spend $12 billion on it.', 12e9],
    ['capex', 'Globex plans a centre', 'It is of a €2 billion ($2.3 billion) programme.', 2e9],
    ['ipo', 'Lumenary files for IPO', 'Lumenary, which has raised $2bn, seeks $500M.', 500e6],
    ['ipo', 'Lumenary lists', 'It targets a valuation of ₹90 billion ($1 billion).', null],
    ['ipo', 'Lumenary files for IPO', 'In May it raised $2bn in a funding round.', null],
    ['round', 'Lumenary hits unicorn status', 'It has raised $900M in eight months.', null],
  ])('%s: %s / %s', (kind, title, summary, amount) =>
    expect(money(kind, title, summary).amount).toBe(amount),
  )
})

describe('what a company is worth', () => {
  test.each<[InvestmentKind, string, number | null]>([
    ['round', 'Lumenary in talks to raise money at $7 billion', 7e9],
    ['round', 'Lumenary closes its seed round at $7 million', null],
    ['round', 'Globex backs $3 billion AI server supplier', 3e9],
    ['acquisition', 'Globex buys $3 billion AI server supplier', null],
    ['acquisition', 'Globex buys Lumenary in a transaction valued at $3 billion', null],
    ['round', 'Lumenary raised another $30 billion and its valuation doubled', null],
    ['ipo', 'Lumenary targets a valuation of about ₹90 billion ($1 billion)', 90e9],
    ['ipo', 'Lumenary plans shares with a nominal value of 0.10 yuan', null],
  ])('%s: %s', (kind, title, valuation) => expect(money(kind, title).valuation).toBe(valuation))
})
