import { describe, expect, test } from 'vitest'
import { compileRules, type Hit, type Rule } from '../../../src/core/judge/rules.ts'
import { storyOf } from '../../support/stories-of-tokens.ts'

function rule(given: Partial<Rule>): Rule {
  return {
    id: 'cuts',
    category: 'layoff',
    why: 'jobs are cut',
    effect: 'fire',
    strength: 2,
    plain: false,
    lead: false,
    final: false,
    title: [],
    when: [],
    and: [],
    not: [],
    notNear: [],
    notWithin: [],
    ...given,
  }
}

const words = {
  cut: ['cut | slash', 'axe'],
  jobs: ['job', '{people}'],
  people: ['staff | worker'],
  negation: ['no | not | denies'],
}

function judge(rules: Rule[], title: string, summary = '') {
  const compiled = compileRules({ words, rules })
  if (compiled.kind === 'faults') throw new Error(JSON.stringify(compiled.faults))
  const { fired, held } = compiled.rules.judge(storyOf(title, summary))
  const tell = ({ rule: { id }, field, from, to }: Hit) => `${id} ${field} ${from}-${to}`
  return { fired: fired.map(tell), held: held.map(tell) }
}

describe('a rule', () => {
  test('fires on any of its patterns, and tells the first words that it found', () => {
    const cuts = rule({ when: ['{cut} ...3 {jobs}', 'layoffs'] })
    expect(judge([cuts], 'Acme', 'It slashes its staff. Layoffs')).toEqual({
      fired: ['cuts summary 1-4'],
      held: [],
    })
    expect(judge([cuts], 'Layoffs at Acme').fired).toEqual(['cuts title 0-1'])
  })

  test('looks for `title` in the title alone', () => {
    expect(judge([rule({ title: ['layoffs'] })], 'Acme', 'Layoffs').fired).toEqual([])
  })

  test('asks for one of `and` as well', () => {
    const cuts = rule({ when: ['layoffs'], and: ['Acme', 'Foo'] })
    expect(judge([cuts], 'Layoffs', 'at Foo').fired).toEqual(['cuts title 0-1'])
    expect(judge([cuts], 'Layoffs', 'at Bar')).toEqual({ fired: [], held: [] })
  })

  test('is held back by `not`, `notNear` and `notWithin`, and the words that did it are told', () => {
    const cuts = rule({
      when: ['{cut} ... {jobs}'],
      not: ['title: rumour'],
      notNear: ['{negation}'],
      notWithin: ['{cut} prices'],
    })
    expect(judge([cuts], 'Rumour: Acme cuts staff')).toEqual({
      fired: [],
      held: ['cuts title 0-1'],
    })
    expect(judge([cuts], 'Acme', 'It denies that it cuts staff')).toEqual({
      fired: [],
      held: ['cuts summary 1-2'],
    })
    expect(judge([cuts], 'Acme cuts prices for staff')).toEqual({
      fired: [],
      held: ['cuts title 1-3'],
    })
    expect(judge([cuts], 'No news. Acme cuts staff')).toEqual({
      fired: ['cuts title 3-5'],
      held: [],
    })
  })

  test('with the effect `hold` is among the held when it matches', () => {
    const denied = rule({ id: 'denied', effect: 'hold', title: ['{negation} ...2 layoffs'] })
    expect(judge([rule({ when: ['layoffs'] }), denied], 'No more layoffs')).toEqual({
      fired: ['cuts title 2-3'],
      held: ['denied title 0-3'],
    })
  })
})

describe('faults', () => {
  test('a list that names itself, a list without a name, names of one spelling', () => {
    const compiled = compileRules({
      words: { a: ['{b}'], b: ['x | {a}'], 'c!': ['y'], D: ['z'], d: ['z'] },
      rules: [rule({ when: ['{d}'] })],
    })
    expect(compiled.kind === 'faults' && compiled.faults).toEqual([
      { path: ['words', 'c!'], message: '"c!" is no name for a list: use letters and digits' },
      { path: ['words', 'd'], message: 'the list "d" is given twice' },
      {
        path: ['words', 'b', 0],
        message: 'the list {b} names itself by way of {a}',
      },
      {
        path: ['words', 'a', 0],
        message: 'list {a}: there is no list of words {b} (at 1 of "{b}")',
      },
    ])
  })
})
