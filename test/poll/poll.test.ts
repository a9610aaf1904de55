import { beforeEach, describe, expect, test } from 'vitest'
import type { FeedId } from '../../src/core/ids.ts'
import { day, hour, minute, openTestPoller, type TestPoller } from '../support/poller.ts'
import { compute, watchRounds } from '../support/rounds.ts'
import { openTestDatabase } from '../support/store.ts'

/** A disk that is full from the moment it is told so, for every write, until it is told otherwise. */
function openFullDisk() {
  const disk = {
    isFull: false,
    write<Args extends unknown[], Result>(run: (...args: Args) => Promise<Result>) {
      return async (...args: Args) => {
        if (disk.isFull) throw new Error('database or disk is full')
        return run(...args)
      }
    },
  }
  return disk
}

let poller: TestPoller
beforeEach(async () => {
  poller = openTestPoller(await openTestDatabase())
  await poller.configure('wire', 'daily')
})

/** Gets the first passes of both feeds over with. */
async function settleIn() {
  await poller.pass()
  poller.now += hour
}

function events() {
  return poller.db
    .selectFrom('event')
    .select(['company_key', 'category', 'stories', 'sources', 'silent', 'revision'])
    .orderBy('id')
    .execute()
}

test('a new story that tells a layoff becomes an event and a message for the channel', async () => {
  await settleIn()
  poller.documents.set('wire', [{ title: 'Acme cuts 1,000 jobs', publishedAt: poller.now }])
  expect(await poller.pass()).toMatchObject({ feeds: 2, failed: 0, stories: 1, events: 1 })
  expect(await events()).toEqual([
    { company_key: 'acme', category: 'layoff', stories: 1, sources: 1, silent: 0, revision: 1 },
  ])
  expect(await poller.told()).toEqual([{ kind: 'alert', older: false, events: [1], wanted: 1 }])
})

test('one story that tells a cut and an investment is two events in one message', async () => {
  await settleIn()
  const title = 'Acme cuts 1,000 jobs and puts $2bn into AI'
  poller.documents.set('wire', [{ title, publishedAt: poller.now }])
  await poller.pass()
  expect(await poller.told()).toEqual([{ kind: 'alert', older: false, events: [1, 2], wanted: 1 }])
})

test('what two feeds tell in one pass is one event and one message', async () => {
  await settleIn()
  poller.documents.set('wire', [{ title: 'Acme cuts 1,000 jobs', publishedAt: poller.now }])
  poller.documents.set('daily', [{ title: 'Acme cuts 1,000 jobs today', publishedAt: poller.now }])
  await poller.pass()
  expect(await events()).toMatchObject([{ stories: 2, sources: 2 }])
  expect(await poller.told()).toMatchObject([{ kind: 'alert', events: [1] }])
})

test('an item is known by its guid or its link, and makes nothing new', async () => {
  await settleIn()
  const item = {
    title: 'Acme cuts 1,000 jobs',
    publishedAt: poller.now,
    link: 'https://a.example/1',
  }
  for (const guid of ['a', 'b', 'c']) {
    poller.documents.set('wire', [{ ...item, guid }])
    await poller.pass(hour)
  }
  poller.documents.set('wire', [{ ...item, guid: 'a', link: 'https://a.example/moved' }])
  await poller.pass(hour)
  expect(await events()).toMatchObject([{ stories: 1, revision: 1 }])
  expect(await poller.told()).toHaveLength(1)
})

test('a story of neither category is kept with its verdict, and told to nobody', async () => {
  await settleIn()
  poller.documents.set('wire', [{ title: 'Acme opens a museum', publishedAt: poller.now }])
  await poller.pass()
  const stories = await poller.db
    .selectFrom('story')
    .select(['title', 'told', 'rules_hash'])
    .execute()
  expect(stories).toEqual([{ title: 'Acme opens a museum', told: 0, rules_hash: 'test' }])
  expect(await poller.told()).toEqual([])
})

test('a first pass announces the three newest events of the past day and records the rest in silence', async () => {
  poller.documents.set(
    'wire',
    [1, 2, 3, 4, 30].map((hours) => ({
      title: `Firm${hours} cuts 1,000 jobs`,
      publishedAt: poller.now - hours * hour,
    })),
  )
  await poller.pass()
  const told = await poller.db
    .selectFrom('event')
    .select(['company_key', 'silent'])
    .orderBy('last_at', 'desc')
    .execute()
  expect(told).toEqual([
    { company_key: 'firm1', silent: 0 },
    { company_key: 'firm2', silent: 0 },
    { company_key: 'firm3', silent: 0 },
    { company_key: 'firm4', silent: 1 },
    { company_key: 'firm30', silent: 1 },
  ])
  expect(await poller.told()).toHaveLength(3)
})

test('how many a first pass recorded without telling is logged, of each feed that has any', async () => {
  const said: unknown[] = []
  const told = openTestPoller(await openTestDatabase(), ({ log }) => ({
    log: { ...log, info: (about, text) => said.push({ ...about, text }) },
  }))
  await told.configure('wire', 'daily')
  const item = (hours: number) => ({
    title: `Firm${hours} cuts 1,000 jobs`,
    publishedAt: told.now - hours * hour,
  })
  const guessed = { ...item(1), title: 'Guess cuts 9 jobs', isDateGuessed: true }
  told.documents.set('wire', [...[1, 2, 3, 4, 30].map(item), guessed])
  told.documents.set('daily', [{ title: 'Acme opens a museum', publishedAt: told.now }])
  await told.pass()
  const text = '3 recorded without being told: first reading of this feed'
  expect(said).toEqual([{ feed: 'wire', text }])
  told.documents.set('wire', [5, 40].map(item))
  await told.pass(hour)
  expect(said).toHaveLength(1)
})

test('where all of a first pass is older, the newest event of the past week is posted once, marked so', async () => {
  const titled = (name: string, days: number) => ({
    title: `${name} cuts 1,000 jobs`,
    publishedAt: poller.now - days * day,
  })
  poller.documents.set('wire', [titled('Acme', 3), titled('Bolt', 5)])
  poller.documents.set('daily', [titled('Crane', 4)])
  await poller.pass()
  expect(await poller.told()).toMatchObject([{ kind: 'alert', older: true }])
})

test('a first pass that holds nothing of the past week posts nothing', async () => {
  poller.documents.set('wire', [{ title: 'Acme cuts 9 jobs', publishedAt: poller.now - 8 * day }])
  await poller.pass()
  expect(await events()).toMatchObject([{ silent: 1 }])
  expect(await poller.told()).toEqual([])
})

test('news older than two days is recorded in silence', async () => {
  await settleIn()
  const publishedAt = poller.now - 2 * day - minute
  poller.documents.set('wire', [{ title: 'Acme cuts 9 jobs', publishedAt }])
  await poller.pass()
  expect(await events()).toMatchObject([{ silent: 1 }])
  expect(await poller.told()).toEqual([])
})

test('a fresh story that joins a silent event stays silent, unless it brings a material change', async () => {
  const before = { title: 'Acme cuts jobs', publishedAt: poller.now - 8 * day }
  poller.documents.set('wire', [before])
  await poller.pass()
  const again = { title: 'Acme cuts jobs, sources say', publishedAt: poller.now }
  poller.documents.set('daily', [again])
  await poller.pass(hour)
  expect(await events()).toMatchObject([{ stories: 2, silent: 1 }])
  expect(await poller.told()).toEqual([])
  poller.documents.set('wire', [before, { title: 'Acme cuts 700 jobs', publishedAt: poller.now }])
  await poller.pass(hour)
  expect(await events()).toMatchObject([{ stories: 3, silent: 0 }])
  expect(await poller.told()).toMatchObject([{ kind: 'alert' }])
})

test('an edit that changes the number is a new reading of the same story', async () => {
  await settleIn()
  const item = { guid: 'a', publishedAt: poller.now }
  poller.documents.set('wire', [{ ...item, title: 'Acme cuts 1,000 jobs' }])
  await poller.pass()
  poller.documents.set('wire', [{ ...item, title: 'Acme cuts 3,000 jobs' }])
  expect(await poller.pass(hour)).toMatchObject({ stories: 0, events: 0 })
  expect(await events()).toMatchObject([{ stories: 1, revision: 2 }])
  expect(await poller.db.selectFrom('story').select('title').execute()).toEqual([
    { title: 'Acme cuts 3,000 jobs' },
  ])
  expect(await poller.told()).toMatchObject([{ kind: 'alert', wanted: 2 }])
})

test('an edit of the wording alone changes nothing that is shown', async () => {
  await settleIn()
  const item = { guid: 'a', publishedAt: poller.now }
  poller.documents.set('wire', [{ ...item, title: 'Acme cuts 1,000 jobs' }])
  await poller.pass()
  poller.documents.set('wire', [{ ...item, title: 'Acme cuts 1,000 jobs in Ohio' }])
  await poller.pass(hour)
  expect(await events()).toMatchObject([{ stories: 1, revision: 1 }])
})

test('a feed that tells one event without end is heeded a hundred times, and another feed still', async () => {
  await settleIn()
  const items = Array.from({ length: 120 }, (_, at) => ({
    title: `Acme cuts 1,000 jobs, part ${at}`,
    publishedAt: poller.now - at,
  }))
  poller.documents.set('wire', items)
  expect(await poller.pass()).toMatchObject({ stories: 120, events: 1 })
  expect(await events()).toMatchObject([{ stories: 100 }])
  poller.documents.set('daily', [{ title: 'Acme cuts 1,000 jobs', publishedAt: poller.now }])
  await poller.pass(hour)
  expect(await events()).toMatchObject([{ stories: 101 }])
})

test('a feed whose pass fails by a fault of our own leaves the others alone', async () => {
  await settleIn()
  poller.documents.set('wire', new Error('a fault'))
  poller.documents.set('daily', [{ title: 'Acme cuts 1,000 jobs', publishedAt: poller.now }])
  expect(await poller.pass()).toMatchObject({ feeds: 2, failed: 1, events: 1 })
})

test('feeds whose pass could not be written down, nor put off, are read again once the disk has room', async () => {
  const disk = openFullDisk()
  const { db } = poller
  const crowded = openTestPoller(db, ({ record, feeds }) => ({
    record: disk.write(record),
    feeds: { ...feeds, postpone: disk.write(feeds.postpone) },
  }))
  const ids = Array.from({ length: 100 }, (_, at) => `feed${at}`)
  await crowded.configure(...ids)
  const { signal } = new AbortController()
  disk.isFull = true
  expect(await crowded.pollDue(signal)).toMatchObject({ feeds: 100, failed: 100 })
  disk.isFull = false
  expect(await crowded.pollDue(signal)).toMatchObject({ feeds: 0 })
  crowded.now += minute
  expect(await crowded.pollDue(signal)).toMatchObject({ feeds: 100, failed: 0 })
})

test('a feed whose pass fails again and again rests ever longer, up to a quarter of an hour, until it succeeds', async () => {
  const { signal } = new AbortController()
  const restsFor = async () => {
    for (let minutes = 1; ; minutes++) {
      poller.now += minute
      if ((await poller.pollDue(signal)).feeds > 0) return minutes
    }
  }
  await poller.configure('wire')
  poller.documents.set('wire', new Error('a fault'))
  expect(await poller.pollDue(signal)).toMatchObject({ failed: 1 })
  const rests: number[] = []
  for (let fault = 0; fault < 6; fault++) rests.push(await restsFor())
  expect(rests).toEqual([1, 2, 4, 8, 15, 15])
  poller.documents.delete('wire')
  await poller.pass()
  poller.documents.set('wire', new Error('a fault'))
  await poller.pass()
  expect(await restsFor()).toBe(1)
})

test('a feed that rests after a fault of our own is read when the clock is set back meanwhile', async () => {
  const disk = openFullDisk()
  const crowded = openTestPoller(poller.db, ({ record, feeds }) => ({
    record: disk.write(record),
    feeds: { ...feeds, postpone: disk.write(feeds.postpone) },
  }))
  const { signal } = new AbortController()
  crowded.now += hour
  disk.isFull = true
  await crowded.pollDue(signal)
  disk.isFull = false
  crowded.now -= hour
  expect(await crowded.pollDue(signal)).toMatchObject({ feeds: 2, failed: 0 })
})

test('a restart polls nothing early and posts nothing twice', async () => {
  await settleIn()
  poller.documents.set('wire', [{ title: 'Acme cuts 1,000 jobs', publishedAt: poller.now }])
  await poller.pass()
  const restarted = openTestPoller(poller.db)
  restarted.now = poller.now + minute
  await restarted.configure('wire', 'daily')
  expect(await restarted.pollDue(new AbortController().signal)).toMatchObject({ feeds: 0 })
  restarted.documents.set('wire', poller.documents.get('wire') ?? [])
  await restarted.pass(hour)
  expect(await restarted.told()).toHaveLength(1)
})

test('a feed that is gone from the configuration is asked no more; one with a new address begins anew', async () => {
  await settleIn()
  await poller.configure('daily')
  expect(await poller.pass()).toMatchObject({ feeds: 1 })
  const { db } = poller
  await db
    .updateTable('feed')
    .set({ url: 'https://old.example/' })
    .where('id', '=', 'daily' as never)
    .execute()
  await poller.configure('daily')
  const row = await db
    .selectFrom('feed')
    .select(['next_at', 'first_read_at'])
    .where('active', '=', 1)
    .execute()
  expect(row).toEqual([{ next_at: poller.now, first_read_at: null }])
})

test('where no name can be looked up, the pass says so once for all its feeds', async () => {
  const warned: string[] = []
  const offline = openTestPoller(await openTestDatabase(), ({ log }) => ({
    log: { ...log, warn: (_about, text) => warned.push(text) },
    readFeed: async () => ({
      kind: 'failed',
      reason: 'unknown_host',
      sentence: '',
      status: null,
      retryAfterMs: null,
      requests: 1,
      bytes: 0,
      movedTo: null,
    }),
  }))
  const feeds = ['a', 'b', 'c'].map((id) => {
    return { id: id as FeedId, url: `https://${id}.example/rss`, name: id, everyMs: null }
  })
  await offline.feeds.configure(feeds, offline.now)
  await offline.pass()
  await offline.pass(hour)
  expect(warned).toEqual([expect.stringContaining('this machine seems to have no network')])
})

describe('after a new event', () => {
  /** Events that three feeds told, the wire before the others. */
  async function letTheWireTellFirst(times: number) {
    await poller.configure('wire', 'daily', 'gazette')
    await settleIn()
    for (let event = 0; event < times; event++) {
      for (const feed of ['wire', 'daily', 'gazette']) {
        const title = `Acme${event} cuts ${1000 + event} jobs, says the ${feed}`
        poller.documents.set(feed, [{ title, publishedAt: poller.now }])
        await poller.pass(minute)
      }
      poller.documents.clear()
    }
  }
  test('the feeds that told such events first are asked within two minutes', async () => {
    await letTheWireTellFirst(2)
    expect(await poller.feeds.findFirstTellers(poller.now)).toEqual(['wire'])
    for (const { id } of await poller.feeds.findAll()) {
      await poller.feeds.postpone(id, poller.now + hour)
    }
    await poller.feeds.hasten(['wire' as FeedId], poller.now + 2 * minute)
    expect(await poller.due(poller.now + 2 * minute)).toEqual(['wire'])
  })

  test('no feed is asked before its publisher wants it', async () => {
    poller.hints = { ttlMs: 3 * hour }
    await settleIn()
    await poller.feeds.hasten(['wire' as FeedId], poller.now + minute)
    expect(await poller.due(poller.now + hour)).toEqual([])
    expect(await poller.due(poller.now + 3 * hour)).toContain('wire')
  })
})

test('a feed that flips between two texts of an item tells each number once', async () => {
  await settleIn()
  const item = { guid: 'a', link: 'https://a.example/1', publishedAt: poller.now }
  const toldWith = async (jobs: string) => {
    poller.documents.set('wire', [{ ...item, title: `Acme cuts ${jobs} jobs` }])
    await poller.pass(5 * minute)
    await poller.db.updateTable('delivery').set({ state: 'sent' }).execute()
    return (await poller.told()).length
  }
  expect(await toldWith('1,000')).toBe(1)
  const once = await toldWith('1,200')
  expect(once).toBeGreaterThan(1)
  for (const jobs of ['1,000', '1,200', '1,000']) expect(await toldWith(jobs)).toBe(once)
  expect(await events()).toMatchObject([{ stories: 1 }])
  expect(await toldWith('1,500')).toBeGreaterThan(once)
})

test('an article with a new link and a new guid at each fetch stays one story', async () => {
  await settleIn()
  const title = 'Acme cuts 1,000 jobs'
  const publishedAt = poller.now
  for (const at of [1, 2, 3, 4]) {
    const link = `https://news.example/articles/${at}`
    poller.documents.set('wire', [{ title, publishedAt, guid: `${at}`, link }])
    await poller.pass(hour)
  }
  expect(await poller.db.selectFrom('story').select('title').execute()).toHaveLength(1)
  expect(await events()).toMatchObject([{ stories: 1, revision: 1 }])
  expect(await poller.told()).toHaveLength(1)
})

test.each(['every', 'thread'] as const)(
  'where its date is new too, it is one more story, and no news for who hears of %s',
  async (updates) => {
    poller.settings = { ...poller.settings, updates }
    await settleIn()
    for (const at of [1, 2, 3, 4]) {
      const link = `https://news.example/articles/${at}`
      const item = { title: 'Acme cuts 1,000 jobs', guid: `${at}`, link, publishedAt: poller.now }
      poller.documents.set('wire', [item])
      await poller.pass(hour)
      await poller.db.updateTable('delivery').set({ state: 'sent' }).execute()
    }
    expect(await events()).toMatchObject([{ stories: 4, sources: 1 }])
    expect(await poller.told()).toHaveLength(1)
  },
)

test('an item whose date is a guess is recorded and told to nobody', async () => {
  poller.documents.set('wire', [
    { title: 'Acme cuts 1,000 jobs', guid: 'a', publishedAt: poller.now, isDateGuessed: true },
  ])
  await poller.pass()
  poller.documents.set('daily', [
    { title: 'Zenith cuts 900 jobs', guid: 'b', publishedAt: poller.now, isDateGuessed: true },
  ])
  await poller.pass(hour)
  expect(await events()).toMatchObject([{ silent: 1 }, { silent: 1 }])
  expect(await poller.told()).toEqual([])
})

describe('what came of a cut that nobody has told', () => {
  const lawsuit = { title: 'Acme is sued as it cuts jobs' }

  test('begins an event quietly, until the cut itself is told', async () => {
    await settleIn()
    poller.documents.set('wire', [{ ...lawsuit, publishedAt: poller.now }])
    await poller.pass()
    expect(await events()).toMatchObject([{ company_key: 'acme', silent: 1 }])
    expect(await poller.told()).toEqual([])
    poller.now += hour
    poller.documents.set('daily', [{ title: 'Acme cuts jobs', publishedAt: poller.now }])
    await poller.pass()
    expect(await events()).toMatchObject([{ stories: 2, silent: 0 }])
    expect(await poller.told()).toMatchObject([{ kind: 'alert', events: [1] }])
  })

  test('joins the cut that was told, without a second message', async () => {
    await settleIn()
    poller.documents.set('daily', [{ title: 'Acme cuts jobs', publishedAt: poller.now }])
    await poller.pass()
    poller.now += hour
    poller.documents.set('wire', [{ ...lawsuit, publishedAt: poller.now }])
    await poller.pass()
    expect(await events()).toMatchObject([{ stories: 2 }])
    expect(await poller.told()).toHaveLength(1)
  })

  test('is not picked from a first pass', async () => {
    poller.documents.set('wire', [{ ...lawsuit, publishedAt: poller.now - hour }])
    await poller.pass()
    expect(await poller.told()).toEqual([])
  })
})

test('the stories of many feeds are judged some at a time, so that others have the event loop between', async () => {
  let judged = 0
  const busy = openTestPoller(await openTestDatabase(), ({ classify }) => ({
    classify(told) {
      judged++
      compute(4)
      return classify(told)
    },
  }))
  const feeds = Array.from({ length: 10 }, (_, at) => `busy-${at}`)
  await busy.configure(...feeds)
  for (const feed of feeds) {
    const items = Array.from({ length: 10 }, (_, at) => ({ title: `Story ${at} of ${feed}` }))
    busy.documents.set(feed, items)
  }
  const rounds = watchRounds(() => judged)
  expect(await busy.pass()).toMatchObject({ feeds: 10, failed: 0, stories: 100 })
  expect(rounds.stop()).toBeLessThanOrEqual(5)
})
