import { expect, test } from 'vitest'
import { readConfig } from '../../support/labelled.ts'

const { readStory } = readConfig()

const told = { title: 'Quillbeam cuts jobs', summary: '', source: 'Planet', publishedAt: null }

test.each([
  ['Quillbeam cuts jobs (Emma Carter/Reuters)', 'Quillbeam cuts jobs'],
  ['Quillbeam cuts jobs (Emma Carter / Evening Planet)', 'Quillbeam cuts jobs'],
  ['Quillbeam cuts jobs (Reuters)', 'Quillbeam cuts jobs'],
  ['Quillbeam cuts jobs - Reuters', 'Quillbeam cuts jobs'],
  ['Quillbeam factory cuts 40 jobs - The Tessel Vale Echo', 'Quillbeam factory cuts 40 jobs'],
  ['Quillbeam factory cuts 40 jobs | Tessel Live', 'Quillbeam factory cuts 40 jobs'],
  ['Quillbeam factory cuts 40 jobs - KQBR Fox 2', 'Quillbeam factory cuts 40 jobs'],
  ['Quillbeam depot cuts 40 jobs - Royal Mail', 'Quillbeam depot cuts 40 jobs - Royal Mail'],
  ['Quillbeam show cuts 40 jobs - who goes live', 'Quillbeam show cuts 40 jobs - who goes live'],
  ['Quillbeam cuts jobs - Globex follows', 'Quillbeam cuts jobs - Globex follows'],
  ['Quillbeam cuts jobs (and pay)', 'Quillbeam cuts jobs (and pay)'],
  ['Quillbeam cuts jobs (Ohio/Utah, 40 in all)', 'Quillbeam cuts jobs (Ohio/Utah, 40 in all)'],
])('who tells it is no part of the title %j', (title, read) =>
  expect(readStory({ ...told, title }).title.text).toBe(read),
)

test('who tells it is no part of the summary', () => {
  const summary = 'Emma Carter / Evening Planet: Quillbeam is cutting 40 jobs'
  expect(readStory({ ...told, summary }).summary.text).toBe('Quillbeam is cutting 40 jobs')
})

test('headlines run together are parted behind a publisher, but not inside a word', () => {
  const summary = `${told.title} PlanetTessel invests ReutersTessel spends FTTessel pays FTC, ETFs and APR Lantern`
  expect(readStory({ ...told, summary }).summary.text).toMatch(
    /FT. Tessel pays FTC, ETFs and APR Lantern$/,
  )
})
