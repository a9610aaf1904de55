import { expandEntry } from '../../src/core/channel/channel-entry.ts'
import type { ChannelSettings } from '../../src/core/channel/settings.ts'
import type { Listener } from '../../src/core/delivery/delivery.ts'
import type { AiInvestmentFacts, LayoffFacts } from '../../src/core/facts.ts'
import type { Hints } from '../../src/core/feed/fetched.ts'
import type { ChannelId, FeedId, TeamId } from '../../src/core/ids.ts'
import type { Item, Told } from '../../src/core/story.ts'
import type { Verdict } from '../../src/core/verdict.ts'
import { openPoller, type Poller, type PollerParts } from '../../src/poll/poll.ts'
import type { FeedStore, ReadFeed } from '../../src/poll/ports.ts'
import { recorder } from '../../src/poll/record.ts'
import type { Database } from '../../src/store/database.ts'
import { feedStore } from '../../src/store/feeds.ts'
import { nobody } from '../../src/store/listeners.ts'
import { openTransact } from '../../src/store/records.ts'
import { company, investment, layoff } from './claims.ts'
import { noHints } from './rows.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour
const monday = Date.UTC(2026, 10, 23, 9)

const quiet = { debug() {}, info() {}, warn() {}, error() {} }

/** A poller over a real store, whose feeds hold what the test says, at an hour that the test sets. */
export interface TestPoller extends Poller {
  db: Database
  now: number
  feeds: FeedStore
  /** What every publisher wishes. */
  hints: Partial<Hints>
  /** Of the one channel that hears. */
  settings: ChannelSettings
  /** Feeds that are due then. */
  due(at: number): Promise<string[]>
  /** By feed: its items, or an error that reading it throws. */
  documents: Map<string, readonly Partial<Item>[] | Error>
  /** Adds feeds as the configuration would. */
  configure(...ids: string[]): Promise<void>
  /** One pass over every feed, `later` ms after the one before. */
  pass(later?: number): ReturnType<Poller['pollDue']>
  /** What the channel was told: the texts of its messages' stories, by message. */
  told(): Promise<{ kind: string; older: boolean; events: number[]; wanted: number }[]>
}

/** @param wrap puts a part of its own before the real one. */
export function openTestPoller(
  db: Database,
  wrap: (parts: PollerParts) => Partial<PollerParts> = () => ({}),
): TestPoller {
  const feeds = feedStore(db)
  const documents: TestPoller['documents'] = new Map()
  const readFeed: ReadFeed = async ({ url }) => {
    const items = documents.get(url.slice('https://feeds.example/'.length)) ?? []
    if (items instanceof Error) throw items
    return {
      kind: 'document',
      title: null,
      items: items.map(toItem),
      hints: { ...noHints, ...test.hints },
      validators: { etag: null, lastModified: null },
      bodyHash: '',
      faults: [],
      requests: 1,
      bytes: 1000,
      movedTo: null,
    }
  }
  const parts: PollerParts = {
    feeds,
    record: recorder(openTransact(db, nobody), {
      rulesHash: 'test',
      findAudience: async () => ({
        listeners: [{ ...listener, settings: test.settings }],
        hearsAll: false,
        hear,
      }),
    }),
    readFeed,
    classify,
    clock: () => test.now,
    chance: () => 0,
    requestsPerDay: 144,
    log: quiet,
  }
  const poller = openPoller({ ...parts, ...wrap(parts) })
  const test: TestPoller = {
    ...poller,
    db,
    feeds,
    hints: {},
    settings: expandEntry({}),
    due: async (at) => (await feeds.findDue(at)).map(({ id }) => id),
    now: monday,
    documents,
    configure: (...ids) => feeds.configure(ids.map(toFeed), test.now),
    pass(later = 0) {
      test.now += later
      return poller.pollAll(new AbortController().signal)
    },
    told: () => findTold(db),
  }
  return test
}

const listener: Omit<Listener, 'settings'> = {
  teamId: 'T1' as TeamId,
  channelId: 'C1' as ChannelId,
  since: 0,
}

function hear(facts: LayoffFacts | AiInvestmentFacts | { category: 'other' }) {
  return { facts: facts as LayoffFacts, amountUsd: null, matched: new Set<string>() }
}

function toFeed(id: string) {
  return { id: id as FeedId, url: `https://feeds.example/${id}`, name: id, everyMs: null }
}

function toItem(item: Partial<Item>): Item {
  const link = item.title ? `https://news.example/${encodeURIComponent(item.title)}` : null
  return { guid: null, link, title: '', summary: '', publisher: null, publishedAt: null, ...item }
}

/** Understands "Acme cuts 1,000 jobs", "Acme cuts jobs", "Acme puts $2bn into AI", both in one title, and "Acme is sued as it cuts jobs". */
function classify({ title }: Told): Verdict {
  const facts: (LayoffFacts | AiInvestmentFacts)[] = []
  const name = /^(\w+)/.exec(title)?.[1] ?? ''
  const cut = /cuts (?:([\d,]+) )?jobs/.exec(title)
  const put = /puts \$(\d+)bn into AI/.exec(title)
  const about = company(name.toLowerCase())
  if (cut) {
    const headcount = cut[1] ? Number(cut[1].replaceAll(',', '')) : null
    const isSued = title.includes('is sued')
    facts.push(layoff({ company: about, headcount, ...(isSued && { followUp: true }) }))
  }
  if (put) facts.push(investment({ company: about, amount: Number(put[1]) * 1e9 }))
  return { categories: facts.map(({ category }) => category), facts, why: [], held: [] }
}

async function findTold(db: Database) {
  const rows = await db
    .selectFrom('message')
    .innerJoin('delivery', 'delivery.message_id', 'message.id')
    .leftJoin('message_event', 'message_event.message_id', 'message.id')
    .select(['message.id', 'kind', 'body', 'event_id', 'wanted'])
    .orderBy('message.id')
    .orderBy('event_id')
    .execute()
  const messages = new Map<
    number,
    { kind: string; older: boolean; events: number[]; wanted: number }
  >()
  for (const { id, kind, body, event_id, wanted } of rows) {
    const message = messages.get(id) ?? {
      kind,
      older: (body ?? '').includes('older'),
      events: [],
      wanted,
    }
    if (event_id !== null) message.events.push(event_id)
    messages.set(id, message)
  }
  return [...messages.values()]
}
