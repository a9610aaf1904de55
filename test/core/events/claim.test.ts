import { expect, test } from 'vitest'
import { claimsOf } from '../../../src/core/events/claim.ts'
import type { FeedId, StoryId } from '../../../src/core/ids.ts'
import type { Story } from '../../../src/core/story.ts'
import type { Verdict } from '../../../src/core/verdict.ts'
import { company, investment, layoff } from '../../support/claims.ts'

const story: Story = {
  id: 7 as StoryId,
  feedId: 'wire' as FeedId,
  teamId: null,
  title: 'Acme and Bolt cut jobs',
  summary: '',
  source: 'Example Wire',
  link: null,
  publishedAt: null,
  seenAt: 5_000,
}

function claims(...facts: Verdict['facts']) {
  return claimsOf(story, { categories: facts.map((f) => f.category), facts, why: [], held: [] })
}

test('a story of both categories makes two claims, dated by when it was seen where it has no date', () => {
  const acme = company('acme')
  expect(claims(layoff({ company: acme }), investment({ company: acme }))).toMatchObject([
    { storyId: 7, source: 'Example Wire', at: 5_000, facts: { category: 'layoff' } },
    { facts: { category: 'ai_investment' } },
  ])
})

test('a further company makes a claim without the numbers; a unit of the same house makes none', () => {
  const companiesOther = [
    company('bolt'),
    company('acme-cloud', 'acme'),
    company('bolt-labs', 'bolt'),
  ]
  const told = claims(
    layoff({ company: company('acme'), companiesOther, headcount: 900, percent: 5 }),
  )
  expect(told.map(({ facts }) => facts.company?.key)).toEqual(['acme', 'bolt'])
  expect(told[1]?.facts).toMatchObject({ headcount: null, percent: null })
})

test('what a story denies is a claim of it', () => {
  const denial = layoff({ company: company('acme'), stance: 'denied' })
  const verdict: Verdict = { categories: [], facts: [], denied: [denial], why: [], held: [] }
  expect(claimsOf(story, verdict)).toMatchObject([{ facts: { stance: 'denied' } }])
})
