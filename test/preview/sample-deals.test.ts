import { expect, test } from 'vitest'
import { SAMPLE } from '../../src/preview/sample/week.ts'
import { readConfig } from '../support/labelled.ts'

const { judge } = readConfig()

function dealOf(title: string) {
  const item = SAMPLE.find((one) => one.title === title)
  if (!item) throw new Error(`the sample has no "${title}"`)
  const verdict = judge({ title, summary: item.text, source: item.from ?? '', publishedAt: null })
  const deal = verdict.facts.find((facts) => facts.category === 'ai_investment')
  if (deal?.category !== 'ai_investment') return null
  return [deal.payers.map(({ company }) => company.name).join(' + '), deal.recipient?.name ?? null]
}

/** Each way in which money goes from one to another. */
test.each([
  ['invests in', 'Nvidia to invest up to $100 billion in OpenAI', 'Nvidia', 'OpenAI'],
  [
    'gets from two',
    'Reflection AI gets $2 billion from Nvidia and Lightspeed',
    'Nvidia + Lightspeed',
    'Reflection AI',
  ],
  [
    'is told of two who pay',
    'Microsoft and Nvidia to invest up to $15 billion in Anthropic',
    'Microsoft + Nvidia',
    'Anthropic',
  ],
  ['buys', 'IBM to buy Confluent for $11 billion to feed its AI', 'IBM', 'Confluent'],
  ['raises', 'Mistral AI raises €1.7 billion led by ASML', 'ASML', 'Mistral AI'],
  [
    'spends itself',
    'Google to invest $25 billion in AI data centers across the largest American grid',
    'Google',
    null,
  ],
  [
    'sells a unit',
    'SoftBank buys ABB Robotics from ABB for $5.4 billion to put AI into robots',
    'SoftBank',
    'ABB Robotics',
  ],
])('the sample week has a story of who %s: %s', (_, title, payers, recipient) => {
  expect(dealOf(title)).toEqual([payers, recipient])
})
