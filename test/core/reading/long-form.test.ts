import { expect, test } from 'vitest'
import { longForm } from '../../../src/core/reading/long-form.ts'
import { readConfig } from '../../support/labelled.ts'

const { directory, readStory } = readConfig()
const read = (text: string) =>
  readStory({ title: text, summary: '', source: '', publishedAt: null }).title
const inFull = (name: string, text: string) => longForm(directory.resolve(name), [read(text)]).name

test.each([
  ['QRW', 'Quill Resorts World told its staff on Monday', 'Quill Resorts World'],
  ['QB Rugby', 'The chief of Quill Bay Rugby spoke', 'Quill Bay Rugby'],
  ['QA', 'The Department of Quill Affairs told its staff', 'Department of Quill Affairs'],
  ['QRW', 'Quill Rugby told its staff on Monday', 'QRW'],
  ['Quill', 'Quill Resorts World told its staff on Monday', 'Quill'],
])('%s, where %j stands, is %s', (name, text, full) => expect(inFull(name, text)).toBe(full))
