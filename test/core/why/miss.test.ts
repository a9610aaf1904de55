import { expect, test } from 'vitest'
import { compileCompanies } from '../../../src/core/reading/company.ts'
import { openReader } from '../../../src/core/reading/read-story.ts'
import { missOf } from '../../../src/core/why/miss.ts'
import { wordless } from '../../support/knowledge.ts'

const readStory = openReader(wordless(compileCompanies([])))
const told = {
  title: 'Acme denies job cuts',
  summary: 'Staff wait.',
  source: '',
  publishedAt: null,
}

test.each([
  ['job cuts AND staff', null],
  ['job cuts AND (Globex | Initech) AND union', '"(Globex | Initech)" is not in the story'],
  ['title: staff', '"staff" is not in the title'],
  ['job cuts NOT wait', '"wait" in the summary rules it out'],
  ['job cuts NOT NEAR denies', '"denies" in the title stands near the words'],
  ['cuts NOT WITHIN job cuts', '"job cuts" in the title is an exception that holds the words'],
  ['job (', 'it is no pattern: a word is missing here'],
])('%s: %s', (pattern, reason) => {
  expect(missOf(pattern, readStory(told))).toBe(reason)
})
