import { describe, expect, test } from 'vitest'
import { matchPattern } from '../../../src/core/pattern/match.ts'
import { quote } from '../../../src/core/pattern/matchable.ts'
import { parsePattern, parsePhrase } from '../../../src/core/pattern/parse.ts'
import { plainText, storyOf } from '../../support/stories-of-tokens.ts'

function parsed(text: string, lists: Record<string, string> = {}) {
  const nodes = new Map(
    Object.entries(lists).map(([name, words]) => {
      const phrase = parsePhrase(words)
      if ('kind' in phrase) throw new Error(phrase.message)
      return [name, phrase.node]
    }),
  )
  const pattern = parsePattern(text, nodes)
  if (pattern.kind === 'fault') throw new Error(`${text}: ${pattern.message}`)
  return pattern
}

/** The words of the story that the first required term matched; null where the pattern does not match. */
function found(pattern: string, title: string, summary = ''): string | null {
  const story = storyOf(title, summary)
  const match = matchPattern(parsed(pattern), story)
  if (match.kind !== 'match') return null
  const [first] = match.found
  if (!first) return null
  return quote(plainText(first.field === 'title' ? title : summary), story[first.field], first)
}

describe('words and phrases', () => {
  test.each([
    ['layoff', 'More Layoffs at Acme', 'Layoffs'],
    ['layoffs', 'A layoff at Acme', 'layoff'],
    ['layoffs', 'The lay-offs began', 'lay-offs'],
    ['lay-offs', 'The layoffs began', 'layoffs'],
    ['lay-off*', 'Acme is laying off; a layoff-free year', 'layoff'],
    ['job cuts', 'Acme’s “job-cuts” plan', 'job-cuts'],
    ['company', 'Two companies fold', 'companies'],
    ['résumé', 'A RESUME gap', 'RESUME'],
    ['AI', 'An A.I. start-up', 'A.I.'],
    ['start-up', 'A startup', 'startup'],
    ['restructur*', 'A Restructuring plan', 'Restructuring'],
    ['16,000 roles', 'cuts 16,000 roles', '16,000 roles'],
    ['Procter & Gamble', 'Procter & Gamble cuts', 'Procter & Gamble'],
    ['Procter & Gamble', 'Procter and Gamble cuts', 'Procter and Gamble'],
    ['裁员', '百度裁员1.6万人', '裁员'],
    ['cut jobs', 'Acme will cut, jobs say', 'cut, jobs'],
  ])('%s finds "%s"', (pattern, title, words) => {
    expect(found(pattern, title)).toBe(words)
  })

  test.each([
    ['Apple', 'How to store apples'],
    ['"fires"', 'A fire at the plant'],
    ['cut jobs', 'What to cut. Jobs follow'],
    ['cut jobs', 'The cut – jobs follow'],
    ['news', 'A new plan'],
    ['layoff', 'A play off game'],
    ['cut*', 'An acute case'],
  ])('%s does not find "%s"', (pattern, title) => {
    expect(found(pattern, title)).toBeNull()
  })
})

describe('alternatives, gaps and slots', () => {
  test.each([
    ['cut | slash', 'Acme slashes costs', 'slashes'],
    ['(cut | slash OR axe) (tech | office)? jobs', 'to axe tech jobs now', 'axe tech jobs'],
    ['cut ... jobs', 'cuts a great many (600) jobs', 'cuts a great many (600) jobs'],
    ['cut … jobs', 'cut, cut all jobs', 'cut all jobs'],
    ['cut ...2 jobs', 'cut all the jobs', 'cut all the jobs'],
    ['cut [number] jobs', 'Acme cuts [number about 1,200] jobs', 'cuts about 1,200 jobs'],
    [
      '[company] raises [money]',
      'Start-up [company Foo Bar] raises [money $2bn] now',
      'Foo Bar raises $2bn',
    ],
    ['[percent] of ...2 staff', 'lays off [percent 10 %] of its staff', '10 % of its staff'],
  ])('%s finds "%s"', (pattern, title, words) => {
    expect(found(pattern, title)).toBe(words)
  })

  test.each([
    ['cut ...2 jobs', 'cut all of the jobs'],
    ['cut ... jobs', 'cut all. The jobs'],
    ['cut [number] jobs', 'Acme cuts many jobs'],
  ])('%s does not find "%s"', (pattern, title) => {
    expect(found(pattern, title)).toBeNull()
  })

  test('lists stand for their words', () => {
    const pattern = parsed('{cut verbs} ... {jobs}', {
      'cut verbs': 'cut | axe',
      jobs: 'job | role',
    })
    expect(matchPattern(pattern, storyOf('Acme axes its roles')).kind).toBe('match')
  })
})

describe('required, excluded and excepted', () => {
  test.each([
    ['layoffs AND Acme', 'Layoffs loom', 'At Acme too', 'Layoffs'],
    ['layoffs AND Acme', 'Layoffs loom', 'At Foo too', null],
    ['title: layoffs', 'Acme', 'Layoffs loom', null],
    ['Acme AND title: layoffs', 'Layoffs loom', 'at Acme', 'Acme'],
    ['layoffs NOT rumour', 'Layoffs at Acme', 'a rumour says', null],
    ['layoffs NOT title: rumour', 'Layoffs at Acme', 'a rumour says', 'Layoffs'],
    ['job cuts NOT NEAR denies', 'Acme denies any job cuts', '', null],
    ['job cuts NOT NEAR denies', 'Acme denies it. Still, job cuts came', '', 'job cuts'],
    ['cuts NOT WITHIN rate cuts', 'Rate cuts now', '', null],
    ['cuts NOT WITHIN rate cuts', 'Rate cuts bring cuts at Acme', '', 'cuts'],
    ['layoffs NOT WITHIN no ...3 layoffs', 'No more tech layoffs', 'Layoffs end', 'Layoffs'],
  ])('%s in "%s" / "%s"', (pattern, title, summary, words) => {
    expect(found(pattern, title, summary)).toBe(words)
  })

  test('a miss names the first required term that is missing', () => {
    expect(matchPattern(parsed('layoffs AND (Acme | Foo)'), storyOf('Layoffs loom'))).toEqual({
      kind: 'miss',
      term: '(Acme | Foo)',
    })
  })

  test('what rules a match out is told with its place', () => {
    expect(
      matchPattern(parsed('job cuts NOT NEAR (denies | no)'), storyOf('It denies job cuts')),
    ).toEqual({
      kind: 'held',
      term: '(denies | no)',
      by: 'near',
      found: { field: 'title', from: 1, to: 2 },
    })
  })
})

describe('a text that is no pattern, or can never match, is a fault with its place', () => {
  test.each([
    ['', 0, 'a pattern needs a word to look for'],
    ['cut | ', 6, 'a word is missing here'],
    ['cut (| axe)', 5, 'a word is missing here'],
    ['cut ()', 5, 'a word is missing here'],
    ['cut -- jobs', 4, '"--" is no word'],
    ['cut * jobs', 4, 'a * needs a word before it'],
    ['lay*offs', 3, 'a * stands at the end of a word: layoff*'],
    ['x*', 1, 'a * needs at least 2 letters before it'],
    ['... jobs', 0, 'a gap stands between two words'],
    ['cut ... ...2 jobs', 8, 'a gap stands between two words'],
    ['cut ...', 7, 'a word is missing after the gap'],
    ['cut ...0 jobs', 4, 'a gap is 1 to 20 words wide, as in ...5'],
    ['cut ...99 jobs', 4, 'a gap is 1 to 20 words wide, as in ...5'],
    [
      '[nunber] jobs',
      0,
      'there is no [nunber]; there are [number], [bare number], [percent], [money], [company], [ai company], [name]',
    ],
    ['[number jobs', 0, 'this slot is not closed: add ]'],
    ['{jobs}', 0, 'there is no list of words {jobs}'],
    ['"job cuts', 0, 'this quotation is not closed: add "'],
    ['"!" cuts', 0, 'there is no word between these quotes'],
    ['(cut jobs', 9, 'a ) is missing'],
    ['cut) jobs', 3, 'this bracket closes nothing: drop it'],
    ['cut? (jobs)?', 0, 'all of this may be absent: drop one ? so that there is a word to find'],
    ['NOT jobs', 0, 'say what to look for before NOT'],
    ['layoffs AND', 11, 'a word is missing here'],
    [
      'layoffs or cuts',
      8,
      'between alternatives write | or OR; for the word itself write "or" in quotes',
    ],
    [
      'layoffs, cuts',
      0,
      'a comma means nothing here: write | between alternatives, or quote the phrase',
    ],
    ['layoffs -cuts', 8, 'write NOT cuts for what must be absent'],
    ['layoffs NOT layoff*', 0, 'never matches: it asks for "layoffs" and rules out "layoff*"'],
    [
      '(job | staff) cuts NOT cut',
      0,
      'never matches: it asks for "(job | staff) cuts" and rules out "cut"',
    ],
    ['job cuts NOT NEAR job', 0, 'never matches: every "job cuts" is a "job"'],
    [
      'cuts NOT WITHIN no layoffs',
      0,
      '"cuts" is never a part of "no layoffs": write NOT or NOT NEAR',
    ],
  ])('%s', (text, at, message) => {
    expect(parsePattern(text)).toEqual({ kind: 'fault', at, message })
  })

  test('depth, length and size are bounded', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}job${')'.repeat(depth)}`
    expect(parsePattern(nested(8)).kind).toBe('pattern')
    expect(parsePattern(nested(9))).toMatchObject({ message: 'brackets nest at most 8 deep' })
    expect(parsePattern(nested(100_000)).kind).toBe('fault')
    expect(parsePattern('word '.repeat(399)).kind).toBe('pattern')
    expect(parsePattern('wo '.repeat(400))).toMatchObject({ at: 0 })
    expect(parsePattern('w'.repeat(5_000))).toMatchObject({ at: 4_000 })
  })
})
