import { expect, test } from 'vitest'
import { expandEntry } from '../../../src/core/channel/channel-entry.ts'
import { createHearing } from '../../../src/core/channel/hearing.ts'
import { watchFor } from '../../../src/core/channel/settings.ts'
import type { OtherFacts } from '../../../src/core/facts.ts'
import { compileCompanies } from '../../../src/core/reading/company.ts'
import { openReader } from '../../../src/core/reading/read-story.ts'
import { wordless } from '../../support/knowledge.ts'

const facts: OtherFacts = {
  category: 'other',
  company: null,
  companiesOther: [],
  stance: 'reported',
  approximate: false,
}
const told = {
  title: 'Acme cuts about 16K jobs',
  summary: 'A union protests.',
  source: 'The Wire',
  publishedAt: null,
}

test('words, exclusions and mutes of all channels are heard, numbers in them too, as settings change', () => {
  const hearing = createHearing({
    readStory: openReader(wordless(compileCompanies([]))),
    toUsd: () => null,
  })
  const matched = () => [...hearing.hear(facts, told).matched].sort()
  expect(matched()).toEqual([])
  const union = expandEntry({ watches: [watchFor({ match: 'cut [number] jobs', not: ['union'] })] })
  const muted = expandEntry({ mute: [{ kind: 'words', words: 'Acme', until: null }] })
  hearing.watch([union, muted, expandEntry({ keywords: ['robots', 'not a (pattern'] })])
  expect(matched()).toEqual(['Acme', 'cut [number] jobs', 'union'])
  hearing.watch([muted, muted])
  expect(matched()).toEqual(['Acme'])
})
