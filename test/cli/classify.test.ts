import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { classify } from '../../src/cli/classify.ts'

async function run(input: string, ...args: string[]) {
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  const code = await classify.run(args, {
    env: { CONFIG_DIR: 'config' },
    stdin: Readable.from([input]),
    stdout,
    stderr,
    signal: new AbortController().signal,
  })
  stdout.end()
  return { code, lines: (await text(stdout)).split('\n').filter(Boolean) }
}

test('a story as JSON gets a verdict as JSON, in the order of the input; a bad line is named and the rest go on', async () => {
  const { code, lines } = await run(
    '{"id":"a","title":"Spotify to cut 1,500 jobs"}\n{"id":\n\n{"id":7,"title":"A new phone"}\n',
    '--json',
  )
  expect(code).toBe(0)
  const verdicts = lines.map((line) => JSON.parse(line))
  expect(verdicts[0]).toMatchObject({
    id: 'a',
    categories: ['layoff'],
    layoff: { company: 'Spotify', companies_other: [], headcount: 1500, percent: null },
    why: expect.arrayContaining([
      { rule: 'layoff-cuts-jobs', matched: 'cut 1,500 jobs', field: 'title' },
    ]),
  })
  expect(verdicts[0]).not.toHaveProperty('ai_investment')
  expect(verdicts[1]).toEqual({ error: 'not a JSON object', line: 2 })
  expect(verdicts[2]).toEqual({ id: 7, categories: [], why: [], held: [] })
})

test('plain text gets the categories, the facts and the rules in words', async () => {
  const { lines } = await run(
    'Spotify to cut 1,500 jobs, 17% of its staff\nNo layoffs planned at Infosys\n',
  )
  expect(lines).toEqual([
    'LAYOFF  Spotify to cut 1,500 jobs, 17% of its staff',
    '    Spotify · 1,500 jobs · 17% of staff · announced · plain',
    '    + layoff-cuts-jobs  cut 1,500 jobs  title',
    '    + layoff-with-number  cut 1,500 jobs  title',
    'neither  No layoffs planned at Infosys',
    '    - layoff-denied  No layoffs  title',
  ])
})

test('an unknown option is bad usage', async () => {
  expect((await run('', '--jason')).code).toBe(2)
})
