import { expect, test } from 'vitest'
import { replay } from '../../src/cli/replay.ts'
import { runCommand } from '../support/command.ts'
import { openEvents } from '../support/event-memory.ts'
import { judgedClaims, readConfig, readLabelled } from '../support/labelled.ts'

/** What the command prints for these lines. */
async function run(lines: readonly (object | string)[], args: string[] = []) {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
  const { code, out, err } = await runCommand(replay, args, {}, text.join('\n'))
  const events = out.split('\n').filter(Boolean)
  return { code, events: events.map((line) => JSON.parse(line)), stderr: err }
}

const amazon = [
  { id: 'c', title: 'Amazon layoffs: what staff were told', published: '2027-03-03' },
  { id: 'b', title: 'Amazon to cut 16,000 jobs', published: '2027-03-02T08:00:00Z' },
  { id: 'a', title: 'Amazon to lay off 16,000 workers', published: '2027-03-01' },
]

test('prints an event a line, its stories in order of publication', async () => {
  const { code, events } = await run([...amazon, { title: 'A walk through the old town' }])
  expect(code).toBe(0)
  expect(events).toMatchObject([
    {
      event: { category: 'layoff', company: 'Amazon', headcount: 16_000 },
      stories: ['a', 'b', 'c'],
    },
  ])
})

test('a story without an id goes by its place', async () => {
  const { events } = await run([{ title: 'Nothing of note' }, { title: 'Intel lays off 500' }])
  expect(events).toMatchObject([{ event: { company: 'Intel' }, stories: [2] }])
})

test('a bad line is named and the rest go on', async () => {
  const { code, events, stderr } = await run([
    '{"title": ',
    { summary: 'no title' },
    { title: 'Intel lays off 500', published: 'soon' },
    ...amazon,
  ])
  expect(code).toBe(0)
  expect(events).toHaveLength(1)
  expect(stderr).toContain('line 1: not a JSON object')
  expect(stderr).toContain('line 2: title: ')
  expect(stderr).toContain('line 3: published: not a date: "soon"')
})

test('a file that is not there fails, and two files are bad usage', async () => {
  expect((await run([], ['/no/such/file'])).code).toBe(1)
  expect((await run([], ['a', 'b'])).code).toBe(2)
})

test('the store finds every event that a story may join', async () => {
  const { judge } = readConfig()
  const items = readLabelled('test/fixtures/told.jsonl')
  const memory = openEvents()
  items.flatMap((item, index) => judgedClaims(item, index, judge)).forEach(memory.place)
  const expected = memory
    .events()
    .map(({ claims }) => [...new Set(claims.map(({ storyId }) => items[storyId]?.id))].sort())
  const { events } = await run([], ['test/fixtures/told.jsonl'])
  expect(events.map(({ stories }) => stories.toSorted())).toEqual(expected)
})
