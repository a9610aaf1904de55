import { expect, test } from 'vitest'
import { previewChannel } from '../../src/cli/world.ts'
import { route } from '../../src/core/channel/route.ts'
import type { ChannelId } from '../../src/core/ids.ts'
import { layoff } from '../support/claims.ts'

const minute = 60_000
const heard = { facts: layoff({ company: null }), amountUsd: null, matched: new Set<string>() }

test.each([0, 1, 30_000, 59_999])(
  'the digest of the preview comes between one minute and two after a start %i ms into a minute',
  (into) => {
    const now = Date.UTC(2026, 10, 23, 23, 58) + into
    const { settings } = previewChannel('C1' as ChannelId, 'daily-digest', now)
    const way = route(settings, heard, now)
    expect(way).toMatchObject({ kind: 'held', reason: 'digest' })
    const wait = way.kind === 'held' ? way.until - now : 0
    expect(wait).toBeGreaterThan(minute)
    expect(wait).toBeLessThanOrEqual(2 * minute)
  },
)

test('the other channels of the preview hear at once, each what its name says', () => {
  const settingsOf = (name: string) => previewChannel('C1' as ChannelId, name, 0).settings
  expect(route(settingsOf('layoffs'), heard, 0).kind).toBe('now')
  expect(route(settingsOf('ai-money'), heard, 0).kind).toBe('unheard')
  expect(route(settingsOf('general'), heard, 0).kind).toBe('now')
})
