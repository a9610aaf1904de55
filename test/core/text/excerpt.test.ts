import { expect, test } from 'vitest'
import { chooseSentences } from '../../../src/core/text/excerpt.ts'

const choose = (summary: string, sentences = 3, title = 'Acme cuts jobs') =>
  chooseSentences(title, summary, { sentences, characters: 700, furniture: ['read more'] })

test('the sentences that say the most stand in the order of the story', () => {
  const summary =
    'It is wet by the river there. Acme Inc. will cut 300 of its 4,000 jobs by May. ' +
    'It said on Monday that 2 lines stop after “a hard year.” Nobody knows what comes then.'
  expect(choose(summary, 2)).toBe(
    'Acme Inc. will cut 300 of its 4,000 jobs by May. It said on Monday that 2 lines stop after “a hard year.”',
  )
})

test('a dot ends no sentence after an abbreviation, an initial, or where the next word is small', () => {
  const summary =
    'Mr. J. Doe of Acme Corp. told staff that No. 1 of its plants stays. and that is all'
  expect(choose(summary, 1)).toBe(summary)
})

test('what repeats the title, belongs to the page, or was cut off, is left out', () => {
  const summary =
    'Acme cuts jobs. Read more on our site today. The firm employs many people here. And then it…'
  expect(choose(summary)).toBe('The firm employs many people here.')
  expect(choose('Only a piece of what was once said…')).toBe('Only a piece of what was once said…')
})
