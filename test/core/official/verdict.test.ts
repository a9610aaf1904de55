import { expect, test } from 'vitest'
import type { Notice } from '../../../src/core/notice.ts'
import { verdictOf } from '../../../src/core/official/verdict.ts'
import { compileCompanies } from '../../../src/core/reading/company.ts'
import { filing } from '../../support/official.ts'

const nobody = compileCompanies([])
const notice: Notice = {
  employer: 'ACME WIDGETS, INC.',
  tickers: [],
  ciks: [],
  industry: { trade: 'tech', by: 'software' },
  isCut: true,
  headcount: null,
  percent: 15,
  approximate: true,
  official: filing,
  wording: 'It will reduce its workforce by about 15%.',
}

test('what a register states is a cut by its own word, with no number that it does not give', () => {
  const verdict = verdictOf(notice, nobody)
  expect(verdict.facts).toMatchObject([
    {
      company: { name: 'Acme Widgets' },
      stance: 'official',
      headcount: null,
      percent: 15,
      approximate: true,
      official: filing,
      industry: notice.industry,
    },
  ])
  expect(verdict.why).toMatchObject([{ matched: notice.wording }])
})

test('a filing that speaks of no jobs is no cut', () => {
  expect(verdictOf({ ...notice, isCut: false }, nobody)).toMatchObject({
    categories: [],
    facts: [],
  })
})

test('what is rescinded is denied, and begins nothing', () => {
  const rescinded = { ...notice, official: { ...filing, change: 'rescinded' as const } }
  const verdict = verdictOf(rescinded, nobody)
  expect(verdict).toMatchObject({ facts: [], denied: [{ stance: 'denied' }] })
})
