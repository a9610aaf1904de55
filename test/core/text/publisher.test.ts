import { expect, test } from 'vitest'
import { partTitle, withoutPublisher } from '../../../src/core/text/publisher.ts'

test.each([
  ['Acme to cut 1,200 jobs in Ohio - Reuters', 'Reuters', 'Acme to cut 1,200 jobs in Ohio'],
  ['Acme to cut 1,200 jobs in Ohio | WSJ', 'wsj.com', 'Acme to cut 1,200 jobs in Ohio'],
  [
    'Acme to cut 1,200 jobs in Ohio — The Daily Planet',
    'Daily Planet',
    'Acme to cut 1,200 jobs in Ohio',
  ],
  [
    'Acme to cut 1,200 jobs - Daily Planet - Daily Planet',
    'dailyplanet.example',
    'Acme to cut 1,200 jobs',
  ],
  ['Acme cuts jobs - Reuters', 'reuters', 'Acme cuts jobs'],
  ['Acme - Globex to cut jobs - Planet AI', 'news.google.com', 'Acme - Globex to cut jobs'],
  ['Acme cuts jobs | The Wire – Online', 'The Wire – Online', 'Acme cuts jobs'],
  ['Acme cuts jobs - Markets Today | Wire', 'Markets Today | Wire', 'Acme cuts jobs'],
  ['Acme cuts jobs - ', '', 'Acme cuts jobs - '],
  ['Acme cuts jobs - Planet', 'The Daily Planet', 'Acme cuts jobs - Planet'],
  ['Acme to cut 1,200 jobs - Globex next', 'Reuters', 'Acme to cut 1,200 jobs - Globex next'],
  ['Acme cuts jobs - an ', 'Panorama', 'Acme cuts jobs - an '],
  ['Acme to cut 1,200 jobs - Reuters', '', 'Acme to cut 1,200 jobs - Reuters'],
])('%j by %j says %j', (title, source, headline) => {
  expect(withoutPublisher(title, source)).toBe(headline)
})

test('a title is parted at its last dash or bar', () => {
  expect(partTitle('Acme - a history | Part 2 · Wire')).toEqual({
    headline: 'Acme - a history | Part 2',
    tail: 'Wire',
  })
  expect(partTitle('Acme well-known')).toBeNull()
})
