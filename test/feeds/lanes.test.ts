import { expect, test } from 'vitest'
import { openLanes } from '../../src/feeds/lanes.ts'

const never = new AbortController().signal

/** Lanes whose tasks end when they are told to. */
function open(places: number) {
  const lanes = openLanes(places)
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const done: Promise<void>[] = []
  const run = (lane: string, share: string | null) => {
    const task = async () => {
      begun.push(lane)
      await new Promise<void>((resolve) => ends.set(lane, resolve))
    }
    done.push(lanes.run({ lane, gapMs: 0, share }, never, task))
  }
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  const end = async (lane: string) => {
    ends.get(lane)?.()
    await settle()
  }
  return { run, begun, end, settle, all: () => Promise.all(done) }
}

test('the hosts of one workspace take no more than its share, though they hang', async () => {
  const { run, begun, settle } = open(16)
  for (let at = 0; at < 50; at++) run(`slow-${at}.example`, 'T1')
  run('quick.example', 'T2')
  run('wire.example', null)
  await settle()
  expect(begun).toEqual(['slow-0.example', 'slow-1.example', 'quick.example', 'wire.example'])
})

test('all workspaces together leave half of the places to the installation', async () => {
  const { run, begun, settle } = open(16)
  for (let at = 0; at < 50; at++) run(`slow-${at}.example`, `T${at}`)
  for (let at = 0; at < 8; at++) run(`wire-${at}.example`, null)
  await settle()
  expect(begun.filter((lane) => lane.startsWith('slow'))).toHaveLength(8)
  expect(begun.filter((lane) => lane.startsWith('wire'))).toHaveLength(8)
})

test('a place that is given back goes to whoever waits longest and may have it', async () => {
  const { run, begun, end, settle } = open(8)
  for (const lane of ['a', 'b', 'c']) run(lane, 'T1')
  for (let at = 0; at < 7; at++) run(`wire-${at}`, null)
  run('late', null)
  await settle()
  expect(begun).not.toContain('b')
  await end('wire-0')
  expect(begun.at(-1)).toBe('late')
  await end('a')
  expect(begun.at(-1)).toBe('b')
  await end('b')
  expect(begun.at(-1)).toBe('c')
})
