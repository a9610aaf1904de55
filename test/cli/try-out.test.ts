import { expect, test } from 'vitest'
import { openTryOut } from '../../src/cli/try-out.ts'
import { openFeedReader } from '../../src/feeds/read.ts'
import { openSample } from '../../src/preview/sample/sample.ts'
import { readConfig } from '../support/labelled.ts'

const { judge } = readConfig()
const { signal } = new AbortController()

test('a headline is judged with the rules that spoke', async () => {
  const readFeed = () => Promise.reject(new Error('no feed is asked for'))
  const tryOut = openTryOut({ judge, readFeed, signal })
  expect(await tryOut('Amazon cuts 16,000 jobs')).toMatchObject({
    kind: 'judged',
    items: [
      {
        verdict: 'Amazon cuts 16,000 jobs',
        reasons: expect.arrayContaining([expect.stringContaining('in the title')]),
      },
    ],
  })
  expect(await tryOut('A recipe for soup')).toMatchObject({
    items: [{ verdict: 'Neither a layoff nor an AI investment', reasons: [] }],
  })
})

test('each item of a feed is judged, and an address that is none is told in a sentence', async () => {
  const sample = await openSample(Date.now())
  const reader = openFeedReader({
    clock: Date.now,
    userAgent: 'test',
    allowHosts: new Set([sample.host]),
  })
  const tryOut = openTryOut({ judge, readFeed: reader.readFeed, signal })
  const judged = await tryOut(sample.feeds[0]?.url ?? '')
  expect(judged.kind === 'judged' && judged.items.length).toBeGreaterThan(10)
  expect(await tryOut('http://127.0.0.1:1/feed')).toMatchObject({
    kind: 'unreadable',
    why: expect.stringMatching(/\w+ \w+/),
  })
  await reader.close()
  await sample.close()
})
