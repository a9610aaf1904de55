import { expect, test } from 'vitest'
import { expandEntry } from '../../../src/core/channel/channel-entry.ts'
import { silentSettings, watchFor } from '../../../src/core/channel/settings.ts'
import { withIds } from '../../../src/core/channel/watch-identity.ts'

test('an entry that names only its channel hears both categories', () => {
  expect(expandEntry({})).toEqual({ ...silentSettings, watches: withIds([watchFor({})]) })
})

test('each keyword is a watch of its own within the categories heard', () => {
  const { watches } = expandEntry({
    within: { types: ['layoff'] },
    keywords: ['data center', 'chips'],
  })
  expect(watches).toEqual(
    withIds([
      watchFor({ types: ['layoff'], match: 'data center' }),
      watchFor({ types: ['layoff'], match: 'chips' }),
    ]),
  )
})

test('keywords without categories watch over every category', () => {
  expect(expandEntry({ keywords: ['nvidia'] }).watches).toEqual(
    withIds([watchFor({ types: [], match: 'nvidia' })]),
  )
})

test('flat companies are one watch together, and minima hold for every flat watch', () => {
  expect(
    expandEntry({ companies: ['amazon', 'google'], keywords: ['x'], within: { minHeadcount: 100 } })
      .watches,
  ).toEqual(
    withIds([
      watchFor({ match: 'x', minHeadcount: 100 }),
      watchFor({ companies: ['amazon', 'google'], minHeadcount: 100 }),
    ]),
  )
})

test('long watches stand beside the flat ones, and alone they add no watch of their own', () => {
  const long = { match: 'strike', types: ['any' as const] }
  expect(expandEntry({ watches: [long] }).watches).toEqual(withIds([watchFor(long)]))
  expect(expandEntry({ watches: [long], within: { types: ['ai_investment'] } }).watches).toEqual(
    withIds([watchFor(long), watchFor({ types: ['ai_investment'] })]),
  )
})

test('an empty list of watches is a channel that hears nothing, as when such settings are exported', () => {
  expect(expandEntry({ watches: [] }).watches).toEqual([])
})

test('how the channel is told is kept beside what it hears', () => {
  const settings = expandEntry({
    within: { types: ['layoff'] },
    updates: 'thread',
    onUnknown: 'send',
  })
  expect(settings).toMatchObject({ updates: 'thread', onUnknown: 'send', pausedUntil: null })
})
