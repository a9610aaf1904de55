import { expect, test } from 'vitest'
import { readConfig } from '../../support/labelled.ts'

const { readStory } = readConfig()

test.each([
  ['Quillbeam (NYSE:QBM) lays off 40', 'Quillbeam lays off 40'],
  ['Quillbeam Inc. (NASDAQ: QBM) lays off 40', 'Quillbeam Inc. lays off 40'],
  ['Quillbeam (NYSE/TSX: QBM, FRA: 7QB) lays off 40', 'Quillbeam lays off 40'],
  ['Quillbeam (Nasdaq Stockholm: QBM B), a maker, lays off 40', 'Quillbeam, a maker, lays off 40'],
  ['Quillbeam (QBM.L) lays off 40', 'Quillbeam lays off 40'],
  ['Quillbeam (QBM) lays off 40', 'Quillbeam lays off 40'],
  ['Quillbeam Works Union (QWU) lays off 40', 'Quillbeam Works Union (QWU) lays off 40'],
  ['Quillbeam ($QBM) lays off 40', 'Quillbeam lays off 40'],
  ['Quillbeam (YC W24) raises $3m', 'Quillbeam raises $3m'],
  ['Quillbeam [Y Combinator Winter 2024] raises $3m', 'Quillbeam raises $3m'],
  // All that names them.
  ['Cloud giant (NASDAQ: AMZN) lays off 40', 'Cloud giant (NASDAQ: AMZN) lays off 40'],
  ['(LSE: QBM) lays off 40', '(LSE: QBM) lays off 40'],
  ['Quillbeam (update: 40 jobs) closes', 'Quillbeam (update: 40 jobs) closes'],
  ['Quillbeam (the lender) lays off 40', 'Quillbeam (the lender) lays off 40'],
])('a company’s sign in brackets is no part of %j', (title, read) => {
  const story = { title, summary: title, source: 'Planet', publishedAt: null }
  const { title: inTitle, summary } = readStory(story)
  expect([inTitle.text, summary.text]).toEqual([read, read])
})
