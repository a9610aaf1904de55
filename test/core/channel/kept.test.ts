import { expect, test } from 'vitest'
import { settingsAsKept } from '../../../src/core/channel/kept.ts'
import { silentSettings, watchFor } from '../../../src/core/channel/settings.ts'
import { readWatch } from '../../../src/core/channel/watch-json.ts'

test('settings from before a choice existed have what is usual', () => {
  const { updates, onUnknown, ...before } = silentSettings
  const { role, sure, ...watch } = watchFor({ match: 'robots' })
  const kept = { ...before, watches: [{ ...watch, id: 'w1' }] } as never
  expect(settingsAsKept(kept)).toEqual({
    ...silentSettings,
    watches: [{ ...watchFor({ match: 'robots' }), id: 'w1' }],
  })
})

test('a watch of all industries stays one, however it was kept', () => {
  const { industry, ...rest } = watchFor({ types: ['layoff'] })
  const kept = { ...silentSettings, watches: [{ ...rest, id: 'w1', allIndustries: true }] } as never
  expect(settingsAsKept(kept).watches).toEqual([
    { ...watchFor({ types: ['layoff'], industry: 'all' }), id: 'w1' },
  ])
  expect(readWatch('{"types":["layoff"],"allIndustries":true}')).toEqual(
    watchFor({ types: ['layoff'], industry: 'all' }),
  )
})
