import { describe, expect, test } from 'vitest'
import { claimOf } from '../../../src/core/events/claim.ts'
import { merge } from '../../../src/core/events/merge.ts'
import { startState } from '../../../src/core/feed/schedule.ts'
import { company, day, investment, layoff } from '../../support/claims.ts'
import {
  acme,
  addEvent,
  addStory,
  now,
  type OpenEmpty,
  openWithFeed,
  other,
  place,
  team,
  unjudged,
  wire,
} from './given.ts'

export function recordingContract(open: OpenEmpty): void {
  describe('a transaction', () => {
    test('leaves nothing behind when it fails', async () => {
      const store = await openWithFeed(open)
      const failed = store.transact(async (records) => {
        await addEvent(records)
        throw new Error('half way')
      })
      await expect(failed).rejects.toThrow('half way')
      expect((await store.findStanding()).events).toEqual([])
    })

    test('sees what it wrote', async () => {
      const store = await openWithFeed(open)
      const reading = await store.transact(async (records) => {
        const { id } = await addStory(records)
        return records.findReading(id)
      })
      expect(reading).toEqual({ verdict: unjudged, seenAt: now })
    })

    test('of two that begin together, the second sees all that the first wrote', async () => {
      const store = await openWithFeed(open)
      const tellOnce = () =>
        store.transact(async (records) => {
          const story = await addStory(records)
          const known = await records.findCandidates(claimOf(story, acme), null)
          if (known.length === 0) await addEvent(records)
        })
      await Promise.all([tellOnce(), tellOnce(), tellOnce()])
      expect((await store.findStanding()).events).toEqual([{ category: 'layoff', count: 1 }])
    })
  })

  describe('stories', () => {
    test('have ids that grow, and are known by every key under which the feed showed them', async () => {
      const store = await openWithFeed(open)
      const [first, second] = await store.transact(async (records) => [
        await addStory(records, {}, ['guid:1', 'link:1']),
        await addStory(records, {}, ['guid:2']),
      ])
      expect(second?.id).toBeGreaterThan(first?.id ?? Number.NaN)
      const shown = await store.feeds.findShown(wire.id, ['guid:1', 'link:1', 'guid:2', 'guid:3'])
      expect([...shown].map(([key, { storyId }]) => [key, storyId]).sort()).toEqual([
        ['guid:1', first?.id],
        ['guid:2', second?.id],
        ['link:1', first?.id],
      ])
    })

    test('take another text', async () => {
      const store = await openWithFeed(open)
      const verdict = { ...unjudged, facts: [acme] }
      const reading = await store.transact(async (records) => {
        const story = await addStory(records)
        await records.changeReading({ ...story, title: 'Another' }, verdict, 'two', now + 1)
        return records.findReading(story.id)
      })
      expect(reading).toEqual({ verdict, seenAt: now })
    })

    test('are not found where there are none', async () => {
      const store = await openWithFeed(open)
      const reading = store.transact((records) => records.findReading(99 as never))
      expect(await reading).toBeNull()
    })

    test('are noted as shown, however many keys a feed has', async () => {
      const store = await openWithFeed(open)
      const keys = Array.from({ length: 1_201 }, (_, at) => `guid:${at}`)
      await store.transact(async (records) => {
        await addStory(records, {}, keys)
        await records.noteShown(wire.id, keys, now + day)
        await records.markItem(wire.id, ['guid:7'], 'second', now + 2 * day)
      })
      const shown = await store.feeds.findShown(wire.id, keys)
      expect(shown.size).toBe(keys.length)
      expect(shown.get('guid:1200')).toMatchObject({ mark: 'first', seenAt: now + day })
      expect(shown.get('guid:7')).toMatchObject({ mark: 'second', seenAt: now + 2 * day })
    })

    test('keep every character that people write', async () => {
      const store = await openWithFeed(open)
      const link = 'https://wire.example/story'
      const title = 'Ünal’s “Nº 1” 東京 👩🏽‍🔧 % _ \\ \' "'
      await store.transact(async (records) => {
        await addEvent(records, acme, { title, link })
      })
      const found = await store.archive.findStory(place, link)
      expect(found).toMatchObject({ story: { title } })
    })

    test('are read back each once, the newest first, also where very many came at one time', async () => {
      const store = await openWithFeed(open)
      await store.transact(async (records) => {
        for (let at = 0; at < 450; at++) {
          const seenAt = at < 441 ? now : now - day
          const told = { title: `Told ${at}`, seenAt, publishedAt: seenAt }
          if (at % 2 === 0) await addEvent(records, acme, told)
          else await addStory(records, told)
        }
        await addEvent(records, acme, { seenAt: now, publishedAt: now - 9 * day })
      })
      const titles = async (all: boolean) => {
        const found = await Array.fromAsync(store.archive.readStories(place, now - day, all))
        return found.map(({ story }) => story.title)
      }
      const sameDay = Array.from({ length: 441 }, (_, at) => `Told ${440 - at}`)
      const dayBefore = Array.from({ length: 9 }, (_, at) => `Told ${449 - at}`)
      const every = [...sameDay, ...dayBefore]
      expect(await titles(true)).toEqual(every)
      const isEven = (title: string) => Number(title.slice('Told '.length)) % 2 === 0
      expect(await titles(false)).toEqual(every.filter(isEven))
    })
  })

  describe('a feed', () => {
    test('is due when its state says so, and read for the first time once', async () => {
      const store = await openWithFeed(open)
      const [due] = await store.feeds.findDue(now + day)
      expect(due).toMatchObject({ id: wire.id, isFirstPass: true })
      const state = { ...startState(wire.url, now), nextAt: now + day, lastSuccessAt: now }
      await store.transact((records) =>
        records.settleFeed(wire.id, { state, readAt: now, stories: 0 }),
      )
      expect(await store.feeds.findDue(now + day - 1)).toEqual([])
      expect(await store.feeds.findDue(now + day)).toMatchObject([{ isFirstPass: false, state }])
    })

    test('that could not be read stays one that was never read', async () => {
      const store = await openWithFeed(open)
      await store.transact((records) =>
        records.settleFeed(wire.id, { state: startState(wire.url, now), readAt: null, stories: 0 }),
      )
      expect(await store.feeds.findAll()).toMatchObject([{ isFirstPass: true }])
    })

    test('counts as read since an instant only when it was read after it', async () => {
      const store = await openWithFeed(open)
      const state = { ...startState(wire.url, now), lastSuccessAt: now }
      const isRead = await store.transact(async (records) => {
        await records.settleFeed(wire.id, { state, readAt: now, stories: 0 })
        return [await records.isAnyReadSince(now - 1), await records.isAnyReadSince(now)]
      })
      expect(isRead).toEqual([true, false])
    })
  })

  describe('an event that a claim may join', () => {
    const candidates = async (
      known: Parameters<typeof addEvent>[1],
      asked: Parameters<typeof addEvent>[1] & {},
      { toldBy = null, askedBy = null }: { toldBy?: string | null; askedBy?: string | null } = {},
      title?: string,
    ) => {
      const store = await openWithFeed(open)
      return store.transact(async (records) => {
        await addEvent(records, known, { teamId: toldBy as never, title: 'What was told first' })
        const story = await addStory(records, { title: title ?? 'What was told next' })
        return (await records.findCandidates(claimOf(story, asked), askedBy as never)).length
      })
    }
    const bolt = layoff({ company: company('~bolt') })

    test('is one of the same company', async () => {
      expect(await candidates(acme, acme)).toBe(1)
      expect(await candidates(acme, bolt)).toBe(0)
    })

    test('is one that the same text told', async () => {
      expect(await candidates(acme, bolt, {}, 'What was told first')).toBe(1)
    })

    test('is one of the same name in another form', async () => {
      const longer = layoff({ company: company('~acme robotics') })
      expect(await candidates(longer, acme)).toBe(1)
      expect(await candidates(acme, longer)).toBe(1)
    })

    test('is a deal of one of the same payers', async () => {
      const deal = (recipient: string, payers = ['~globex']) =>
        investment({ company: company(recipient), from: payers.map((name) => company(name)) })
      expect(await candidates(deal('~bolt'), deal('~initech'))).toBe(1)
      const shared = deal('~bolt', ['~umbra', '~globex'])
      expect(await candidates(deal('~initech'), shared)).toBe(1)
    })

    test('is none of another workspace', async () => {
      expect(await candidates(acme, acme, { toldBy: other, askedBy: team })).toBe(0)
      expect(await candidates(acme, acme, { toldBy: team, askedBy: team })).toBe(1)
      expect(await candidates(acme, acme, { toldBy: team })).toBe(0)
    })
  })

  describe('an event', () => {
    test('holds what each story says, as it says it last', async () => {
      const store = await openWithFeed(open)
      const facts = layoff({ company: company('~acme'), headcount: 450 })
      const known = await store.transact(async (records) => {
        const { event, claim } = await addEvent(records)
        await records.changeTelling(event, { ...claim, facts })
        return [await records.findTold(claim), event] as const
      })
      expect(known[0]).toMatchObject({ id: known[1], claims: [{ facts: { headcount: 450 } }] })
    })

    test('is not told of by a story of another company', async () => {
      const store = await openWithFeed(open)
      const bolt = layoff({ company: company('~bolt') })
      const told = store.transact(async (records) => {
        const { story } = await addEvent(records)
        return records.findTold(claimOf(story, bolt))
      })
      expect(await told).toBeNull()
    })

    test('of nobody named is found again by its story', async () => {
      const store = await openWithFeed(open)
      const told = await store.transact(async (records) => {
        const { claim } = await addEvent(records, layoff({ company: null }))
        return records.findTold(claim)
      })
      expect(told).not.toBeNull()
    })

    test('is silent until it is unveiled, by itself or with what changes it', async () => {
      const store = await openWithFeed(open)
      const silent = await store.transact(async (records) => {
        const story = await addStory(records)
        const claim = claimOf(story, acme)
        const event = await records.addEvent(null, merge([claim]), now, true)
        await records.addTelling({ event, claim, why: '' }, now)
        const read = async () => (await records.findTold(claim))?.silent
        const before = await read()
        await records.changeEvent(event, merge([claim]), false)
        const changed = await read()
        await records.unveil([event])
        return [before, changed, await read()]
      })
      expect(silent).toEqual([true, true, false])
    })
  })
}
