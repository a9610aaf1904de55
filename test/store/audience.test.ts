import { expect, test } from 'vitest'
import { expandEntry } from '../../src/core/channel/settings.ts'
import type { ChannelId, TeamId } from '../../src/core/ids.ts'
import { compileCompanies } from '../../src/core/reading/company.ts'
import { openAudience } from '../../src/store/audience.ts'
import { recordChannels } from '../../src/store/listeners.ts'
import { settingsStore } from '../../src/store/settings.ts'
import { openTestDatabase } from '../support/store.ts'

const place = { teamId: 'T1' as TeamId, channelId: 'C1' as ChannelId }
const configured = {
  teamId: place.teamId,
  channels: new Map([[place.channelId, expandEntry({ keywords: ['robots'] })]]),
}

test('the audience is compiled once, and anew after a change made in Slack', async () => {
  const db = await openTestDatabase()
  await recordChannels(db, configured, 0)
  const findAudience = openAudience(configured, {
    directory: compileCompanies([]),
    toUsd: () => null,
  })
  const first = await findAudience(db)
  expect(first.listeners).toHaveLength(1)
  expect(first.hearsAll).toBe(false)
  expect(await findAudience(db)).toBe(first)
  await settingsStore(db, configured).recordSettings(place, {
    settings: expandEntry({ watches: [{ types: ['any'] }] }),
    userId: 'U1',
    at: 1,
    what: 'add any',
  })
  expect((await findAudience(db)).hearsAll).toBe(true)
})
