import { expect, test } from 'vitest'
import { openTelling } from '../../../src/core/learned/features.ts'
import {
  type Model,
  openModel,
  placeOf,
  saltOf,
  type Task,
} from '../../../src/core/learned/model.ts'
import { compileJudge } from '../../../src/core/learned/weigh.ts'
import { fnv1a } from '../../../src/core/text/hash.ts'
import { readConfig } from '../../support/labelled.ts'

const { rules, readStory } = readConfig()
const known = new Set(rules.ids)

/** Finds nothing that it is not told to find. */
const nothing: Partial<Record<Task, number>> = { layoff: -9, ai_investment: -9, payer: -9 }

/** A model that scores tasks as told; all else is 0. */
function modelOf(scores: Partial<Record<Task, number>>, ids = known): Model {
  return { rules: ids, score: (task) => scores[task] ?? nothing[task] ?? 0 }
}

function judged(model: Model | null, title: string, summary = '') {
  const judge = compileJudge(rules, readStory, model)
  return judge({ title, summary, source: 'Example Wire', publishedAt: null })
}

const cut = 'Quillbeam lays off 300 employees'

test('without a model the rules judge alone', () => {
  expect(judged(null, cut).categories).toEqual(['layoff'])
})

test('what the model finds unlikely is not told, and the verdict says which words spoke against it', () => {
  const verdict = judged(modelOf({ layoff: -1 }), cut)
  expect(verdict.categories).toEqual([])
  expect(verdict.held).toContainEqual({
    rule: 'learned',
    matched: expect.any(String),
    field: 'title',
  })
})

test('what it finds likely is told though no rule fired, and the verdict says which words spoke for it', () => {
  const title = 'A hospital in Leeds tells staff to clear their desks'
  expect(judged(null, title).categories).toEqual([])
  const verdict = judged(modelOf({ layoff: 1 }), title)
  expect(verdict.categories).toEqual(['layoff'])
  expect(verdict.why).toEqual([{ rule: 'learned', matched: expect.any(String), field: 'title' }])
})

test('a rule that the model does not know is not outweighed', () => {
  const verdict = judged(modelOf({ layoff: -1 }, new Set()), cut)
  expect(verdict.categories).toEqual(['layoff'])
})

test('what a strong rule holds back stays so', () => {
  const title =
    'Acme Shareholder Alert: Lead Plaintiff Deadline After Acme Cuts 20% of Its Workforce'
  expect(judged(modelOf({ layoff: 5 }), title).categories).toEqual([])
})

test('a hold that the model does not know is not outweighed either', () => {
  const title = 'Hospital hiring freeze as staff wait for layoffs'
  const strong = modelOf({ layoff: 5 })
  const held = rules.judge(readStory({ title, summary: '', source: '', publishedAt: null })).held
  const ids = new Set(held.filter(({ rule }) => rule.effect === 'hold').map(({ rule }) => rule.id))
  expect(ids.size).toBeGreaterThan(0)
  expect(judged(strong, title).categories).toEqual(['layoff'])
  expect(judged({ ...strong, rules: known.difference(ids) }, title).categories).toEqual([])
})

test('where it leaves nobody, what the rules found stays', () => {
  const nobody: Model = { rules: known, score: (task) => (task === 'layoff' ? 1 : -9) }
  expect(judged(nobody, cut).facts).toMatchObject([
    { company: { name: 'Quillbeam' }, headcount: 300 },
  ])
})

test('a story with no word of cuts or AI is not weighed', () => {
  const verdict = judged(modelOf({ layoff: 5, ai_investment: 5 }), 'Rain stops play at Lord’s')
  expect(verdict.categories).toEqual([])
})

test.each([
  [5, 'plain'],
  [1, 'likely'],
  [-0.4, 'possible'],
])('log-odds of %s are %s', (odds, sure) => {
  expect(judged(modelOf({ layoff: odds }), cut).facts).toMatchObject([{ sure }])
})

test('of the parties named, the one that scores highest is it, where it beats the answer of the rules', () => {
  const scores = (best: string): Model => ({
    rules: known,
    score: (task, features) => {
      if (task === 'employer') return features.includes(fnv1a(`word:${best}`)) ? 2 : 0
      return modelOf({ layoff: 1 }).score(task, features)
    },
  })
  const title = 'Quillbeam lays off 300 as Kindling hires'
  expect(judged(scores('quillbeam'), title).facts).toMatchObject([
    { company: { name: 'Quillbeam' } },
  ])
  expect(judged(scores('kindling'), title).facts).toMatchObject([{ company: { name: 'Kindling' } }])
})

test('a hold of full strength against an investment gives way to what is much likelier than not', () => {
  const title = 'Acme shares jump as it invests $2 billion in AI data centers'
  const byRules = rules.judge(readStory({ title, summary: '', source: '', publishedAt: null }))
  expect(byRules.held.map(({ rule }) => rule.strength)).toContain(3)
  expect(judged(modelOf({ ai_investment: 0.5 }), title).categories).toEqual([])
  expect(judged(modelOf({ ai_investment: 2 }), title).categories).toEqual(['ai_investment'])
})

test('of the sums told, the one that scores highest is paid, in its own currency', () => {
  const title = 'Quillbeam raises $30 million for its AI as Kindling spends €900 million'
  const scores = (digits: number): Model => ({
    rules: known,
    score: (task, features) => {
      if (task === 'amount') return features.includes(fnv1a(`digits:${digits}`)) ? 2 : 0
      return modelOf({ ai_investment: 1 }).score(task, features)
    },
  })
  expect(judged(scores(7), title).facts).toMatchObject([{ amount: 30e6, currency: 'USD' }])
  expect(judged(scores(8), title).facts).toMatchObject([{ amount: 900e6, currency: 'EUR' }])
})

test('a score is the sum of the weights of the features that are there, each once', () => {
  const table = new Int8Array(64)
  const { say, features } = openTelling()
  say`a`
  say`b`
  say`a`
  for (const feature of features()) table[placeOf(saltOf('layoff'), feature, 64)] = 10
  expect(features()).toHaveLength(2)
  expect(openModel(table, 0.1, known).score('layoff', features())).toBeCloseTo(2)
})
