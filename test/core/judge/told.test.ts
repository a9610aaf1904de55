import { expect, test } from 'vitest'
import type { Claim } from '../../../src/core/events/claim.ts'
import {
  judgedClaims,
  type Labelled,
  labelledClaims,
  readConfig,
  readLabelled,
} from '../../support/labelled.ts'
import { pairsOf, scoreOf } from '../../support/pairwise.ts'

const items = readLabelled('test/fixtures/told.jsonl')
const { directory, judge } = readConfig()

function score(claims: (item: Labelled, index: number) => Claim[]) {
  const read = items.map((item, index) => ({ item, claims: claims(item, index) }))
  return scoreOf([...pairsOf(read, 'layoff'), ...pairsOf(read, 'ai_investment')])
}

test('the labelled set is large enough to say something', () => {
  const events = new Set(items.flatMap((item) => [item.layoff_event, item.ai_event]))
  events.delete(undefined)
  expect(items.length).toBeGreaterThanOrEqual(200)
  expect(events.size).toBeGreaterThanOrEqual(40)
})

test('stories with the facts that people read in them are gathered as people gather them', () => {
  const { precision, recall } = score((item, index) => labelledClaims(item, index, directory))
  expect(precision).toBeGreaterThanOrEqual(0.98)
  expect(recall).toBeGreaterThanOrEqual(0.92)
})

test('so are stories with the facts that the rules read in them', () => {
  const { precision, recall } = score((item, index) => judgedClaims(item, index, judge))
  expect(precision).toBeGreaterThanOrEqual(0.98)
  expect(recall).toBeGreaterThanOrEqual(0.92)
})
