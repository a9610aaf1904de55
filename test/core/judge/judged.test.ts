import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { factsJson } from '../../../src/core/judge/verdict-json.ts'
import { readConfig } from '../../support/labelled.ts'

/**
 * Stories of our own writing with what is right for each, for what a corpus of news has little of: both categories, denials, rounds,
 * several employers, number forms, names that are words. Keys that a line leaves out are null, except those of `extra`.
 */
const extra = [
  'stance',
  'cause',
  'ordinal',
  'ai_side',
  'scale',
  'headcount_derived',
  'approximate',
  'round',
]

const { judge } = readConfig()

const lines = readFileSync('config/labelled.jsonl', 'utf8').trim().split('\n')
const stories: Record<string, unknown>[] = lines.map((line) => JSON.parse(line))

test.each(stories.map((story) => [String(story.title), story]))('%s', (_, story) => {
  const verdict = judge({
    title: String(story.title),
    summary: String(story.summary ?? ''),
    source: String(story.source),
    publishedAt: null,
  })
  const expected = [
    ...(story.layoff === 'event' ? ['layoff'] : []),
    ...(story.ai === 'event' ? ['ai_investment'] : []),
  ]
  expect(verdict.categories).toEqual(expected)
  for (const facts of verdict.facts) {
    const said = factsJson(facts)
    const label = facts.category === 'layoff' ? layoffLabel(story) : investmentLabel(story)
    expect({ ...said, ...given(story, said) }).toMatchObject(label)
    expect(said).toMatchObject(given(story, said))
  }
  if (story.layoff === 'none' && story.stance === 'denied') {
    expect(verdict.denied?.[0]?.stance).toBe('denied')
  }
})

function layoffLabel(story: Record<string, unknown>) {
  return {
    company: story.layoff_company ?? null,
    companies_other: story.layoff_companies_other ?? [],
    headcount: story.headcount ?? null,
    percent: story.percent ?? null,
  }
}

function investmentLabel(story: Record<string, unknown>) {
  return {
    company: story.ai_company ?? null,
    amount: story.amount ?? null,
    currency: story.currency ?? null,
    valuation: story.valuation ?? null,
    kind: story.kind ?? null,
    ...(story.ai_investor !== undefined && { payers: payersLabel(story.ai_investor) }),
    ...(story.payers !== undefined && { payers: payersLabel(story.payers) }),
    ...(story.recipient !== undefined && { recipient: story.recipient }),
  }
}

/** One name, or all of them in their order. */
function payersLabel(names: unknown) {
  return [names].flat().map((company) => expect.objectContaining({ company }))
}

/** What a line gives beyond the labels that every line has. */
function given(story: Record<string, unknown>, said: Record<string, unknown>) {
  return Object.fromEntries(
    extra.filter((key) => key in story && key in said).map((key) => [key, story[key]]),
  )
}
