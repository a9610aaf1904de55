import { beforeEach, describe, expect, test } from 'vitest'
import { expandEntry } from '../../src/core/channel/channel-entry.ts'
import type { ChannelId, TeamId } from '../../src/core/ids.ts'
import { compileCompanies } from '../../src/core/reading/company.ts'
import { openReader } from '../../src/core/reading/read-story.ts'
import { type Audience, openAudience } from '../../src/poll/audience.ts'
import type { Database } from '../../src/store/database.ts'
import { recordChannels } from '../../src/store/listeners.ts'
import { openMembership } from '../../src/store/membership.ts'
import { openRecords } from '../../src/store/records.ts'
import { settingsStore } from '../../src/store/settings.ts'
import { wordless } from '../support/knowledge.ts'
import { openTestDatabase } from '../support/store.ts'

const place = { teamId: 'T1' as TeamId, channelId: 'C1' as ChannelId }
const configured = {
  teamId: place.teamId,
  channels: new Map([[place.channelId, expandEntry({ keywords: ['robots'] })]]),
}
const change = {
  settings: expandEntry({ watches: [{ types: ['any'] }] }),
  userId: 'U1',
  at: 1,
  what: 'add any',
}

let db: Database
let findAudience: () => Promise<Audience>
beforeEach(async () => {
  db = await openTestDatabase()
  await recordChannels(db, configured, 0)
  const find = openAudience({
    readStory: openReader(wordless(compileCompanies([]))),
    toUsd: () => null,
  })
  findAudience = () => find(openRecords(db, configured))
})
const listening = async () => (await findAudience()).listeners.map(({ channelId }) => channelId)

describe('the audience', () => {
  test('is compiled once while nothing changes', async () => {
    const first = await findAudience()
    expect(first.listeners).toHaveLength(1)
    expect(first.hearsAll).toBe(false)
    expect(await findAudience()).toBe(first)
  })

  test('is compiled anew after a change made in Slack, and after its undoing', async () => {
    const settings = settingsStore(db, configured)
    await findAudience()
    await settings.recordSettings(place, change)
    expect((await findAudience()).hearsAll).toBe(true)
    await settings.undoChange(place, 'U1', 2)
    expect((await findAudience()).hearsAll).toBe(false)
  })

  test('has no channel that the bot was removed from, and has it again when it comes back', async () => {
    const membership = openMembership(db)
    expect(await listening()).toEqual(['C1'])
    await membership.recordLeft(place)
    expect(await listening()).toEqual([])
    await membership.recordJoined(place, 3)
    expect(await listening()).toEqual(['C1'])
  })

  test('has the channel of a workspace until the app is taken away', async () => {
    const elsewhere = { teamId: 'T2' as TeamId, channelId: 'C2' as ChannelId }
    await settingsStore(db, configured).recordSettings(elsewhere, change)
    expect(await listening()).toEqual(['C1', 'C2'])
    await openMembership(db).removeWorkspace(elsewhere.teamId)
    expect(await listening()).toEqual(['C1'])
  })

  test('stays as it is when a message is posted or Slack asks for patience', async () => {
    const first = await findAudience()
    await db
      .updateTable('channel')
      .set({ not_before: 5, blocked: 'ratelimited', blocked_at: 4 })
      .execute()
    expect(await findAudience()).toBe(first)
  })
})
