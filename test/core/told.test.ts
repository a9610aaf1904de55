import { expect, test } from 'vitest'
import { labelledClaims, readConfig, readLabelled } from '../support/labelled.ts'
import { pairsOf, scoreOf } from '../support/pairwise.ts'

const items = readLabelled('test/fixtures/told.jsonl')
const { directory } = readConfig()

test('the labelled set is large enough to say something', () => {
  const events = new Set(items.flatMap((item) => [item.layoff_event, item.ai_event]))
  events.delete(undefined)
  expect(items.length).toBeGreaterThanOrEqual(200)
  expect(events.size).toBeGreaterThanOrEqual(40)
})

test('stories with the facts that people read in them are gathered as people gather them', () => {
  const read = items.map((item, index) => ({
    item,
    claims: labelledClaims(item, index, directory),
  }))
  const { precision, recall } = scoreOf([
    ...pairsOf(read, 'layoff'),
    ...pairsOf(read, 'ai_investment'),
  ])
  expect(precision).toBeGreaterThanOrEqual(0.98)
  expect(recall).toBeGreaterThanOrEqual(0.92)
})
