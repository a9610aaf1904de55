import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import {
  type ChannelSettings,
  silentSettings,
  watchFor,
} from '../../../src/core/channel/settings.ts'
import { withIds } from '../../../src/core/channel/watch-identity.ts'
import { importFeed } from '../../../src/poll/ports.ts'
import type { Store } from '../../../src/store/open-store.ts'
import {
  addEvent,
  addStory,
  alert,
  now,
  type OpenEmpty,
  openWithFeed,
  other,
  place,
  team,
} from './given.ts'

const settings = (match: string): ChannelSettings => ({
  ...silentSettings,
  watches: withIds([watchFor({ match })]),
})

const save = (store: Store, match: string, at = now) =>
  store.settings.recordSettings(place, {
    settings: settings(match),
    userId: 'U1',
    at,
    what: `watch ${match}`,
  })

export function deskContract(open: OpenEmpty): void {
  describe('settings', () => {
    test('are the last that were saved, and can be undone back to the file', async () => {
      const configured = {
        teamId: team,
        channels: new Map([[place.channelId, settings('given')]]),
      }
      const store = await open({ owner: null, clock: () => now, configured })
      await save(store, 'first')
      await save(store, 'second')
      expect(await store.settings.findSettings(place)).toMatchObject({
        settings: settings('second'),
        from: 'slack',
      })
      expect(await store.settings.undoChange(place, 'U1', now)).toMatchObject({
        what: 'watch second',
      })
      expect((await store.settings.findSettings(place)).settings).toEqual(settings('first'))
      expect(await store.settings.undoChange(place, 'U1', now)).toMatchObject({
        what: 'watch first',
      })
      expect(await store.settings.findSettings(place)).toMatchObject({
        settings: settings('given'),
        from: 'file',
      })
      expect(await store.settings.undoChange(place, 'U1', now)).toBeNull()
    })

    test('are listed by change, the newest first', async () => {
      const store = await openWithFeed(open)
      await save(store, 'first')
      await save(store, 'second')
      const changes = await store.settings.findChanges(place, 10)
      expect(changes.map(({ what }) => what)).toEqual(['watch second', 'watch first'])
    })

    test('tell every recorder that somebody hears of something else', async () => {
      const store = await openWithFeed(open)
      const revision = () => store.transact((records) => records.findAudienceRevision())
      const before = await revision()
      await save(store, 'first')
      expect(await revision()).toBeGreaterThan(before)
      const listeners = await store.transact((records) => records.findListeners())
      expect(listeners).toMatchObject([{ ...place, settings: settings('first'), since: now }])
    })

    test('tell no recorder of a message that is sent', async () => {
      const store = await openWithFeed(open)
      await save(store, 'first')
      await store.transact(async (records) => {
        const { event } = await addEvent(records)
        await records.addMessages([alert([event])], now)
      })
      const revision = () => store.transact((records) => records.findAudienceRevision())
      const before = await revision()
      const [row] = (await store.outbox.findQueue(place, now, 0)).pending
      if (!row) throw new Error('expected a message')
      expect(await store.outbox.claim(place, row, now, now + 1000)).toBe(true)
      expect(await revision()).toBe(before)
    })

    test('let go what the old ones held back', async () => {
      const store = await openWithFeed(open)
      await store.transact(async (records) => {
        const { event } = await addEvent(records)
        const held = { state: 'held', hold: 'paused', nextAt: now + 5000 } as const
        await records.addMessages([alert([event], held)], now)
      })
      await save(store, 'first')
      expect((await store.outbox.findQueue(place, now, 0)).pending).toMatchObject([
        { state: 'waiting', hold: null, nextAt: now },
      ])
    })
  })

  describe('a workspace', () => {
    test('hears nothing where the bot was removed, and again where it came back', async () => {
      const store = await openWithFeed(open)
      await save(store, 'first')
      const heard = async () => (await store.transact((records) => records.findListeners())).length
      await store.membership.recordLeft(place)
      expect(await heard()).toBe(0)
      await store.membership.recordJoined(place, now + 1)
      expect(await heard()).toBe(1)
    })

    test('keeps what was sealed for it until it is removed', async () => {
      const { installs } = await openWithFeed(open)
      await installs.recordInstall(team, 'Acme', 'sealed once', now)
      await installs.recordInstall(team, 'Acme', 'sealed again', now + 1)
      await installs.recordInstall(other, null, 'another', now)
      expect(await installs.findInstall(team)).toBe('sealed again')
      await installs.removeInstall(team)
      expect(await installs.findInstall(team)).toBeNull()
      expect(await installs.listInstalls()).toEqual([other])
    })

    test('that leaves takes along what is its own, and nothing else', async () => {
      const store = await openWithFeed(open)
      await save(store, 'first')
      await store.transact(async (records) => {
        await addEvent(records, undefined, { teamId: team })
        const { event } = await addEvent(records)
        await records.addMessages([alert([event])], now)
      })
      await store.membership.removeWorkspace(team)
      expect((await store.findStanding()).events).toEqual([{ category: 'layoff', count: 1 }])
      expect((await store.outbox.findQueue(place, now, 0)).pending).toEqual([])
      expect((await store.settings.findSettings(place)).from).toBe('nobody')
    })

    test('adds feeds of its own, that no other sees', async () => {
      const { teamFeeds, feeds } = await openWithFeed(open)
      const url = 'https://own.example/feed'
      expect(await teamFeeds.addFeed(team, url, now)).toBe('added')
      expect(await teamFeeds.addFeed(team, url, now)).toBe('known')
      expect((await teamFeeds.listFeeds(team)).map((feed) => feed.own)).toEqual([true, false])
      expect(await teamFeeds.listFeeds(other)).toHaveLength(1)
      expect(await teamFeeds.removeFeed(team, url)).toBe(true)
      expect(await teamFeeds.removeFeed(team, url)).toBe(false)
      expect(await feeds.findAll()).toHaveLength(1)
    })
  })

  describe('a correction', () => {
    const correct = async (store: Store) => {
      const event = await store.transact(async (records) => {
        const { event } = await addEvent(records)
        await records.addMessages([alert([event])], now)
        return event
      })
      const correction = { kind: 'dismissed' } as const
      const made = { event, userId: 'U1', at: now, correction, general: false }
      return { event, id: await store.corrections.recordCorrection(team, made) }
    }

    test('changes the messages that show the event', async () => {
      const store = await openWithFeed(open)
      await correct(store)
      expect((await store.outbox.findQueue(place, now, 0)).pending).toMatchObject([
        { wanted: 2, material: true },
      ])
    })

    test('can be undone once, by its own workspace', async () => {
      const store = await openWithFeed(open)
      const { event, id } = await correct(store)
      expect(await store.corrections.findDismissed(team, now)).toEqual([['Acme cuts 300 jobs']])
      expect(await store.corrections.undoCorrection(other, id, now)).toBeNull()
      expect(await store.corrections.undoCorrection(team, id, now)).toBe(event)
      expect(await store.corrections.undoCorrection(team, id, now)).toBeNull()
      expect(await store.corrections.findDismissed(team, now)).toEqual([])
    })
  })

  describe('history', () => {
    test('shows the installation’s events and the workspace’s own', async () => {
      const store = await openWithFeed(open)
      await store.transact(async (records) => {
        await addEvent(records)
        await addEvent(records, undefined, { teamId: team })
      })
      const everything = { company: null, category: null, since: null, until: null }
      const seen = async (teamId: typeof team) =>
        (await store.history.findEvents({ ...everything, teamId })).length
      expect([await seen(team), await seen(other)]).toEqual([2, 1])
    })

    test('says how much is watched, without what other workspaces watch', async () => {
      const store = await openWithFeed(open)
      const unread = { feeds: 1, stories: 0, since: null, readAt: null }
      expect(await store.history.findCoverage(team)).toEqual(unread)
      await store.teamFeeds.addFeed(team, 'https://own.example/feed', now)
      for (const [index, { id, teamId, state }] of (await store.feeds.findAll()).entries()) {
        const at = now + index
        await store.transact(async (records) => {
          await addStory(records, { feedId: id, teamId, seenAt: at })
          await records.settleFeed(id, { state, readAt: at, stories: 1 })
        })
      }
      const [mine, theirs] = [
        await store.history.findCoverage(team),
        await store.history.findCoverage(other),
      ]
      expect(mine).toEqual({ feeds: 2, stories: 2, since: now, readAt: now + 1 })
      expect(theirs).toMatchObject({ feeds: 1, stories: 1 })
      expect(theirs.since).toBe(theirs.readAt)
    })
  })

  test('counts no history from files, though it was told by the feed that stands for them', async () => {
    const store = await openWithFeed(open)
    const [feed] = await store.feeds.findAll()
    if (!feed) throw new Error('expected a feed')
    await store.openHistoryStore()
    await store.transact(async (records) => {
      await addStory(records, { feedId: importFeed })
      await records.settleFeed(importFeed, { state: feed.state, readAt: now, stories: 1 })
    })
    const unread = { feeds: 1, stories: 0, since: null, readAt: null }
    expect(await store.history.findCoverage(team)).toEqual(unread)
  })

  describe('the cache', () => {
    test('keeps each namespace apart, for as long as it was told to', async () => {
      const store = await open({ owner: null, clock: Date.now })
      const [zones, names] = [store.cache<string>('zones'), store.cache<string>('names')]
      await zones.set('U1', 'Europe/Vienna', 1_000)
      await names.set('U1', 'Ada', 600_000)
      expect(await Promise.all([zones.get('U1'), names.get('U1')])).toEqual([
        'Europe/Vienna',
        'Ada',
      ])
      await pause(1_100)
      expect(await zones.get('U1')).toBeUndefined()
      expect(await names.get('U1')).toBe('Ada')
    })
  })
}
