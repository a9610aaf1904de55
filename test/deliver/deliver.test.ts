import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { silentSettings, watchFor } from '../../src/core/channel/settings.ts'
import { withIds } from '../../src/core/channel/watch-identity.ts'
import { timings as realTimings } from '../../src/core/delivery/delivery.ts'
import type { ChannelId, TeamId } from '../../src/core/ids.ts'
import type { Outbox, Post } from '../../src/deliver/ports.ts'
import { openPost } from '../../src/slack/post.ts'
import { silence } from '../../src/store/alone.ts'
import { openMembership } from '../../src/store/membership.ts'
import { settingsStore } from '../../src/store/settings.ts'
import { silent } from '../support/bot.ts'
import { type Newsroom, openNewsroom, quick } from '../support/newsroom.ts'
import { openSimulatedTime } from '../support/simulated-time.ts'

let room: Newsroom
let layoffs: string
let money: string
beforeEach(async () => {
  room = await openNewsroom()
  layoffs = room.slack.channel('layoffs').id
  money = room.slack.channel('ai-money').id
})
afterEach(() => room.close())

const titles = (channel: string) => room.slack.posted(channel).map(({ text }) => text)
const ids = (channel: string) =>
  room.slack.posted(channel).map((message) => message.metadata?.event_payload.delivery_id)
const states = async () => (await room.deliveries()).map(({ state }) => state)

test('an event is posted once to each channel that hears it, with its metadata', async () => {
  await room.configure({ [layoffs]: {}, [money]: {} })
  await room.tell('Acme')
  await room.drain()
  await room.drain()
  expect(room.slack.posted('layoffs')).toHaveLength(1)
  expect(room.slack.posted('ai-money')).toHaveLength(1)
  expect(room.slack.posted('layoffs')[0]?.metadata).toEqual({
    event_type: 'bellwether_alert',
    event_payload: { event_id: '1', event_ids: '1', delivery_id: expect.any(String) },
  })
  expect(await states()).toEqual(['sent', 'sent'])
})

test('messages of one channel come in the order in which they were recorded', async () => {
  await room.configure({ [layoffs]: {} })
  for (const company of ['Acme', 'Bolt', 'Cog', 'Dyn']) await room.tell(company)
  await room.drain()
  expect(titles('layoffs').map((text) => text.slice(0, 4).trim())).toEqual([
    'Acme',
    'Bolt',
    'Cog',
    'Dyn',
  ])
})

test('a further story changes the message in place', async () => {
  await room.configure({ [layoffs]: {} })
  await room.tell('Acme')
  await room.drain()
  await room.tell('Acme', { change: { kind: 'joined' }, source: 'Gazette' })
  await room.drain()
  expect(room.slack.posted('layoffs')).toHaveLength(1)
  expect(JSON.stringify(room.slack.posted('layoffs')[0]?.blocks)).toContain('Gazette')
  expect(room.slack.traffic.calls('chat.postMessage')).toHaveLength(1)
})

test('a material change is shown in the channel too, under its message', async () => {
  await room.configure({ [layoffs]: {} })
  await room.tell('Acme')
  await room.drain()
  await room.tell('Acme', {
    change: { kind: 'material', changes: [{ kind: 'denied' }] },
    facts: { stance: 'denied' },
  })
  await room.drain()
  const [message, line] = room.slack.posted('layoffs')
  expect(line).toMatchObject({ broadcast: true, threadTs: message?.ts })
  expect(line?.metadata?.event_type).toBe('bellwether_line')
})

test('a message is not posted when it was given up while it waited for its turn', async () => {
  await room.configure({ [layoffs]: {} })
  await room.tell('Acme')
  const place = { teamId: room.team, channelId: layoffs as ChannelId }
  const leaving = room.open(({ outbox }) => ({
    outbox: {
      ...outbox,
      async claim(...attempt) {
        await openMembership(room.db).recordLeft(place)
        return outbox.claim(...attempt)
      },
    },
  }))
  await leaving.drain(AbortSignal.timeout(10_000))
  expect(room.slack.traffic.calls('chat.postMessage')).toEqual([])
  expect(await states()).toEqual(['given_up'])
})

test('a message refused while the bot was being removed is not posted when it is invited again', async () => {
  await room.configure({ [layoffs]: {} })
  await room.tell('Acme')
  const place = { teamId: room.team, channelId: layoffs as ChannelId }
  const membership = openMembership(room.db)
  const leaving = room.open(({ outbox }) => ({
    outbox: {
      ...outbox,
      async claim(...attempt) {
        const isClaimed = await outbox.claim(...attempt)
        await room.slack.kick('layoffs')
        await membership.recordLeft(place)
        return isClaimed
      },
    },
  }))
  await leaving.drain(AbortSignal.timeout(10_000))
  expect(await states()).toEqual(['refused'])
  await room.slack.invite('layoffs')
  await membership.recordJoined(place, Date.now())
  await room.drain()
  expect(await states()).toEqual(['given_up'])
  expect(room.slack.posted('layoffs')).toEqual([])
})

test('an attempt whose outcome nobody knows is looked for, and sent again only when it is not there', async () => {
  await room.configure({ [layoffs]: {} })
  room.slack.faults.add({ method: 'chat.postMessage', kind: 'reset', done: true })
  await room.tell('Acme')
  await room.drain()
  expect(room.slack.posted('layoffs')).toHaveLength(1)
  expect(room.slack.traffic.calls('chat.postMessage').length).toBeLessThanOrEqual(1)

  room.slack.faults.add({ method: 'chat.postMessage', kind: 'reset', done: false })
  await room.tell('Bolt')
  await room.drain()
  expect(room.slack.posted('layoffs')).toHaveLength(2)
  expect(new Set(ids('layoffs')).size).toBe(2)
  const looks = room.slack.traffic.calls('conversations.history')
  expect(looks.length).toBeGreaterThanOrEqual(3)
  expect(looks.every(({ sent }) => Number(sent.limit) <= 15)).toBe(true)
})

test('a request that stalls and lands late is found by the second look', async () => {
  await room.configure({ [layoffs]: {} })
  room.slack.faults.add({ method: 'chat.postMessage', kind: 'stall', done: true })
  room.slack.faults.add({ method: 'chat.postMessage', kind: 'stall', done: false })
  await room.tell('Acme')
  await room.tell('Bolt')
  await room.drain()
  expect(new Set(ids('layoffs')).size).toBe(2)
  expect(room.slack.posted('layoffs')).toHaveLength(2)
})

test('a history that may rarely be read is waited for', async () => {
  await room.configure({ [layoffs]: {}, [money]: {} })
  const limit = { method: 'conversations.history', kind: 'rate-limit', retryAfter: 1 } as const
  room.slack.faults.add({ ...limit, times: 2 })
  room.slack.faults.add({ method: 'chat.postMessage', kind: 'reset', done: false, times: 2 })
  await room.tell('Acme')
  await room.drain()
  expect(room.slack.posted('layoffs')).toHaveLength(1)
  expect(room.slack.posted('ai-money')).toHaveLength(1)
  expect(room.slack.traffic.calls('conversations.history').length).toBeLessThanOrEqual(8)
})

test('a message is found below others, fifteen at a time', async () => {
  await room.configure({ [layoffs]: {} })
  room.slack.faults.add({ method: 'chat.postMessage', kind: 'stall', done: true })
  await room.tell('Acme')
  const stop = room.slack.on((change) => {
    if (change.kind !== 'message' || !change.message.isBot) return
    stop()
    for (let line = 0; line < 40; line += 1) room.slack.say('layoffs', 'ada', `chatter ${line}`)
  })
  await room.drain()
  expect(room.slack.posted('layoffs').filter(({ isBot }) => isBot)).toHaveLength(1)
  expect(room.slack.traffic.calls('conversations.history')).toHaveLength(3)
})

test('a line of a thread is looked for in its thread', async () => {
  await room.configure({ [layoffs]: { updates: 'thread' } })
  await room.tell('Acme')
  await room.drain()
  room.slack.faults.add({ method: 'chat.postMessage', kind: 'reset', done: true })
  await room.tell('Acme', { change: { kind: 'joined' } })
  await room.drain()
  const [message] = room.slack.posted('layoffs')
  expect(message && room.slack.thread(message)).toHaveLength(1)
  expect(room.slack.traffic.calls('conversations.replies').length).toBeGreaterThanOrEqual(1)
})

test('where the history cannot be read an unknown outcome is held, and said once', async () => {
  await room.close()
  room = await openNewsroom({ scopes: ['chat:write'] })
  layoffs = room.slack.channel('layoffs').id
  await room.configure({ [layoffs]: {} })
  room.slack.faults.add({ method: 'chat.postMessage', kind: 'reset', done: false, times: 2 })
  await room.tell('Acme')
  await room.tell('Bolt')
  await room.tell('Cog')
  await room.drain()
  expect(await room.deliveries()).toMatchObject([
    { state: 'held', hold: 'unknown', error: 'missing_scope' },
    { state: 'held', hold: 'unknown', error: 'missing_scope' },
    { state: 'sent' },
  ])
  expect(room.logged.filter((line) => line.includes('history cannot be read'))).toHaveLength(1)
})

test('where the history cannot be read and the channel chose to send, it is sent again', async () => {
  await room.close()
  room = await openNewsroom({ scopes: ['chat:write'] })
  layoffs = room.slack.channel('layoffs').id
  await room.configure({ [layoffs]: { onUnknown: 'send' } })
  room.slack.faults.add({ method: 'chat.postMessage', kind: 'reset', done: false })
  await room.tell('Acme')
  await room.drain()
  expect(room.slack.posted('layoffs')).toHaveLength(1)
})

test('a channel that must wait holds up no other', async () => {
  await room.configure({ [layoffs]: {}, [money]: {} })
  room.slack.faults.add({
    method: 'chat.postMessage',
    kind: 'rate-limit',
    retryAfter: 1,
    when: ({ channel }) => channel === layoffs,
  })
  await room.tell('Acme')
  const at: Record<string, number> = {}
  const stop = room.slack.on((change) => {
    if (change.kind === 'message') at[change.message.channel] = Date.now()
  })
  await room.drain()
  stop()
  expect((at[layoffs] ?? 0) - (at[money] ?? 0)).toBeGreaterThan(800)
  expect(room.slack.posted('layoffs')).toHaveLength(1)
})

describe('a workspace that must wait for its limits', () => {
  /** So many channels of each that hear of every layoff. */
  async function hear(channels: Record<string, number>) {
    const settings = settingsStore(room.db, { teamId: room.team, channels: new Map() })
    const all = { ...silentSettings, watches: withIds([watchFor({})]) }
    const change = { settings: all, userId: 'U1', at: 1, what: 'add any' }
    for (const [team, count] of Object.entries(channels)) {
      for (let channel = 0; channel < count; channel += 1) {
        const place = { teamId: team as TeamId, channelId: `${team}C${channel}` as ChannelId }
        await settings.recordSettings(place, change)
      }
    }
  }
  /** A Slack that takes everything, for as long as `goesOn`. */
  function slackThat(goesOn: (served: readonly string[]) => boolean) {
    const stopping = new AbortController()
    const served: string[] = []
    const heed = (what: string) => {
      served.push(what)
      if (!goesOn(served)) stopping.abort()
      return { kind: 'posted', ts: `${1_700_000_000 + served.length}.000001` } as const
    }
    const post: Post = {
      post: async ({ place }) => heed(place.teamId),
      update: async () => heed('update'),
      seek: async () => ({ kind: 'absent' }),
    }
    return { post, served, signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(5000)]) }
  }

  test('holds up no other', async () => {
    await hear({ T1: 100, T2: 1 })
    await room.tell('Acme')
    const { post, served, signal } = slackThat((seen) => !seen.includes('T2'))
    await room.open(() => ({ post })).drain(signal)
    expect(served).toContain('T2')
    // The first fifty are let through at once.
    expect(served.length).toBeLessThan(60)
  })

  test('keeps nobody from what rings meanwhile', async () => {
    await hear({ T1: 100 })
    await room.tell('Acme')
    let rung = Promise.withResolvers<void>()
    const ring = () => {
      rung.resolve()
      rung = Promise.withResolvers()
    }
    const bell = { ...silence, sweepMs: 60_000, next: () => rung.promise }
    const tellMore = async () => {
      await hear({ T2: 1 })
      await room.tell('Bolt')
      ring()
    }
    const { post, served, signal } = slackThat((seen) => {
      if (seen.length === 52) void tellMore()
      return !seen.includes('T2')
    })
    await room.open(() => ({ post, bell })).drain(signal)
    expect(served).toContain('T2')
  })

  test.each([0, 250])(
    'is sent what they let through, and not a moment later, where Slack answers after %i ms',
    async (answerMs) => {
      await hear({ T1: 60, T2: 3 })
      for (const company of ['Acme', 'Bolt']) await room.tell(company)
      const { clock, timer, working } = openSimulatedTime(Date.now())
      const { signal } = new AbortController()
      const sentAt: Record<string, number[]> = {}
      const post: Post = {
        ...slackThat(() => true).post,
        async post({ place: { channelId } }) {
          sentAt[channelId] = [...(sentAt[channelId] ?? []), timer.passed()]
          await timer.wait(answerMs, signal)
          return { kind: 'posted', ts: `${1_700_000_000 + timer.passed()}.000001` }
        },
      }
      const bell = { ...silence, next: () => timer.wait(silence.sweepMs, signal) }
      const own = { post, bell, clock, timer, timings: realTimings }
      await room
        .open(({ outbox, leases }) => ({
          ...own,
          outbox: working(outbox),
          leases: working(leases),
        }))
        .drain(signal)
      const times = Object.entries(sentAt).flatMap(([id, at]) => (id.startsWith('T1') ? at : []))
      times.sort((a, b) => a - b)
      // Fifty-one as soon as there is a place for them, and then five a second.
      expect(times[50]).toBe(3 * answerMs)
      expect(times.slice(60)).toEqual(Array.from({ length: 60 }, (_, at) => 2000 + at * 200))
      expect(sentAt.T2C0).toEqual([0, 1000])
    },
  )

  /** The first time that it is looked, others seem due as well, as many as are found at a time. */
  function findAlsoAtFirst(outbox: Outbox, teamId: string, also: string): Outbox {
    let looks = 0
    return {
      ...outbox,
      async findDue(now, limit) {
        looks += 1
        const due = await outbox.findDue(now, limit)
        if (looks > 1) return due
        const first = due.filter((place) => place.teamId === teamId)
        const others = Array.from({ length: limit - first.length }, (_, at) => {
          const channelId = `also${at}` as ChannelId
          return { teamId: also as TeamId, channelId, onlyPosts: true }
        })
        return [...first, ...others]
      },
    }
  }

  test('keeps nobody for long from what was not found at first', async () => {
    await hear({ T1: 60, T2: 1 })
    await room.tell('Acme')
    const { clock, timer, working } = openSimulatedTime(Date.now())
    const { post, served, signal } = slackThat((seen) => !seen.includes('T2'))
    const bell = { ...silence, sweepMs: 1000, next: () => timer.wait(1000, signal) }
    await room
      .open(({ outbox, leases }) => ({
        ...{ post, bell, clock, timer, leases: working(leases) },
        outbox: working(findAlsoAtFirst(outbox, 'T1', 'T1')),
      }))
      .drain(signal)
    expect(served).toContain('T2')
    expect(timer.passed()).toBeLessThan(300)
  })

  test('leaves no place free because others serve what was found first', async () => {
    await hear({ T1: 3, T2: 1 })
    await room.tell('Acme')
    const { clock, timer, working } = openSimulatedTime(Date.now())
    const { signal } = new AbortController()
    const sentAt: Record<string, number> = {}
    const post: Post = {
      ...slackThat(() => true).post,
      async post({ place: { teamId } }) {
        sentAt[teamId] = timer.passed()
        await timer.wait(250, signal)
        return { kind: 'posted', ts: '1700000000.000001' }
      },
    }
    const bell = { ...silence, next: () => timer.wait(silence.sweepMs, signal) }
    await room
      .open(({ outbox, leases }) => {
        const hold: typeof leases.hold = (names) =>
          leases.hold(names.filter((name) => name !== 'team T3'))
        return {
          ...{ post, bell, clock, timer, leases: working({ hold }) },
          outbox: working(findAlsoAtFirst(outbox, 'T1', 'T3')),
        }
      })
      .drain(signal)
    expect(sentAt).toEqual({ T1: 0, T2: 0 })
  })

  test('is not looked for again at once where others serve all that was found', async () => {
    await hear({ T1: 1000 })
    await room.tell('Acme')
    let looks = 0
    await room
      .open(({ outbox }) => ({
        post: slackThat(() => true).post,
        leases: { hold: async () => new Map() },
        outbox: {
          ...outbox,
          findDue(...asked) {
            looks += 1
            return outbox.findDue(...asked)
          },
        },
      }))
      .drain(AbortSignal.timeout(600))
    expect(looks).toBeLessThan(20)
  })

  test('has its changes shown all the same', async () => {
    await hear({ T1: 5 })
    await room.tell('Acme')
    await room.open(() => ({ post: slackThat(() => true).post })).drain(AbortSignal.timeout(5000))
    await room.tell('Bolt')
    const { post, served, signal } = slackThat((seen) => !seen.includes('update'))
    const change = { kind: 'material', changes: [{ kind: 'denied' }] } as const
    let refused = 0
    const limited = async () => {
      refused += 1
      if (refused === 3) await room.tell('Acme', { change })
      return { kind: 'limited', retryAfterMs: 4000 } as const
    }
    await room.open(() => ({ post: { ...post, post: limited } })).drain(signal)
    expect(served).toContain('update')
    expect(refused).toBeLessThan(6)
  })
})

test('an archived channel stops its own queue and goes on by itself when it is open again', async () => {
  await room.configure({ [layoffs]: {}, [money]: {} })
  room.slack.channel('layoffs').archived = true
  await room.tell('Acme')
  await room.tell('Bolt')
  await room.drain()
  expect(room.slack.posted('ai-money')).toHaveLength(2)
  expect((await room.deliveries()).filter((row) => row.channel_id === layoffs)).toMatchObject([
    { state: 'refused', error: 'is_archived' },
    { state: 'waiting' },
  ])
  const blocked = await room.db
    .selectFrom('channel')
    .select('blocked')
    .where('id', '=', layoffs as never)
    .executeTakeFirst()
  expect(blocked).toEqual({ blocked: 'is_archived' })

  room.slack.channel('layoffs').archived = false
  await room.drain({ clock: () => Date.now() + 3 * 60_000 })
  expect(room.slack.posted('layoffs')).toHaveLength(2)
  const after = await room.db
    .selectFrom('channel')
    .select('blocked')
    .where('id', '=', layoffs as never)
    .executeTakeFirst()
  expect(after).toEqual({ blocked: null })
})

test('more than five events at once are one summary with the rest in its thread', async () => {
  await room.configure({ [layoffs]: {} })
  const companies = ['Acme', 'Bolt', 'Cog', 'Dyn', 'Eon', 'Fig', 'Gum', 'Hex']
  for (const company of companies) await room.tell(company)
  await room.drain()
  const [summary, ...more] = room.slack.posted('layoffs')
  expect(more).toEqual([])
  expect(summary?.metadata?.event_payload.event_ids).toBe('1,2,3,4,5,6,7,8')
  const thread = summary ? room.slack.thread(summary) : []
  expect(thread.map(({ text }) => text.slice(0, 3))).toEqual([
    'Acm',
    'Bol',
    'Cog',
    'Dyn',
    'Eon',
    'Fig',
    'Gum',
    'Hex',
  ])

  await room.tell('Ivy')
  await room.drain({ timings: { ...quick, updateEveryMs: 1 } })
  expect(room.slack.posted('layoffs')).toHaveLength(1)
  expect(summary && room.slack.thread(summary)).toHaveLength(9)
})

test('quiet hours hold a message, and it comes when they end', async () => {
  const at = (ms: number) => new Date(Date.now() + ms).toISOString().slice(11, 16)
  const quiet = { from: at(-60_000), to: at(3_600_000), zone: 'UTC' }
  await room.configure({ [layoffs]: { quiet } })
  await room.tell('Acme')
  await room.drain()
  expect(await room.deliveries()).toMatchObject([{ state: 'held', hold: 'quiet' }])
  await room.drain({ clock: () => Date.now() + 3_700_000 })
  expect(room.slack.posted('layoffs')).toHaveLength(1)
})

test('a digest is one message at its hour, with the period’s events', async () => {
  const at = new Date(Date.now() + 3_600_000).toISOString().slice(11, 16)
  await room.configure({ [layoffs]: { digest: { every: 'daily', at, zone: 'UTC' } } })
  await room.tell('Acme')
  await room.tell('Bolt')
  await room.drain()
  expect(room.slack.posted('layoffs')).toEqual([])
  await room.drain({ clock: () => Date.now() + 3_700_000 })
  const [digest, ...more] = room.slack.posted('layoffs')
  expect(more).toEqual([])
  expect(digest?.metadata?.event_payload.event_ids).toBe('1,2')
})

describe('a digest tells what changed', () => {
  const afterHours = (hours: number) =>
    room.drain({ clock: () => Date.now() + hours * 3_600_000 + 100_000 })
  const denied = { kind: 'material', changes: [{ kind: 'denied' }] } as const
  const texts = () => room.slack.posted('layoffs').map(({ text }) => text)

  beforeEach(async () => {
    const at = new Date(Date.now() + 3_600_000).toISOString().slice(11, 16)
    await room.configure({ [layoffs]: { digest: { every: 'daily', at, zone: 'UTC' } } })
    await room.tell('Acme')
    await afterHours(1)
  })

  test('of what an earlier digest told, beside what happened since', async () => {
    await room.tell('Acme', { change: denied, title: 'Acme denies job cuts', source: 'Paper' })
    await afterHours(2)
    await room.tell('Bolt')
    expect(texts()).toHaveLength(1)
    await afterHours(25)
    const [, digest, ...more] = room.slack.posted('layoffs')
    expect(more).toEqual([])
    expect(digest?.text).toBe('Digest: 1 layoff; 1 change. Bolt cuts jobs. Denied: Acme cuts jobs')
    expect(JSON.stringify(digest?.blocks)).toMatch(/What changed.*Acme denies job cuts/)
    expect(digest?.metadata?.event_payload.event_ids).toBe('1,2')
  })

  test('also where nothing else happened', async () => {
    await room.tell('Acme', { change: denied })
    await afterHours(2)
    expect(texts()).toHaveLength(1)
    await afterHours(25)
    expect(texts()[1]).toBe('Digest: 1 change. Denied: Acme cuts jobs')
  })

  test('one more story is no change, and no digest comes for it', async () => {
    await room.configure({
      [layoffs]: { updates: 'thread', digest: { every: 'daily', at: '00:00', zone: 'UTC' } },
    })
    await room.tell('Acme', { change: { kind: 'joined' } })
    await afterHours(2)
    await afterHours(26)
    expect(texts()).toHaveLength(1)
    expect(await room.deliveries()).toHaveLength(1)
  })
})

test('a revoked token stops every channel of its workspace at the first refusal', async () => {
  await room.configure({ [layoffs]: {}, [money]: {} })
  room.slack.faults.add({ method: 'chat.postMessage', kind: 'error', error: 'token_revoked' })
  await room.tell('Acme')
  await room.tell('Bolt')
  const slowToBlock = room.open(({ outbox }) => ({
    outbox: {
      ...outbox,
      async blockTeam(...block) {
        await setTimeout(300)
        await outbox.blockTeam(...block)
      },
    },
  }))
  await slowToBlock.drain(AbortSignal.timeout(10_000))
  const calls = room.slack.traffic.calls('chat.postMessage').length
  expect(calls).toBeLessThanOrEqual(2)
  await room.drain({ clock: () => Date.now() + 3 * 60_000 })
  expect(room.slack.posted('layoffs')).toHaveLength(2)
  expect(room.slack.posted('ai-money')).toHaveLength(2)
})

test('what was posted is logged with its workspace, channel, delivery and events', async () => {
  await room.configure({ [layoffs]: {} })
  const lines: object[] = []
  const info = (fields: object) => void lines.push(fields)
  await room.tell('Acme')
  await room.drain({ log: { ...silent, info } })
  const { id } = await room.db.selectFrom('delivery').select('id').executeTakeFirstOrThrow()
  expect(lines).toEqual([
    { team: room.team, channel: room.slack.channel('layoffs').id, delivery: id, events: [1] },
  ])
})

test('a token that cannot be read holds the message as never sent, and says why; with the token it goes out unsought', async () => {
  await room.configure({ [layoffs]: {} })
  const lines: object[] = []
  const post = openPost({
    tokenOf: async () => {
      throw new Error('slack: TOKEN_KEY does not open the token of workspace T1')
    },
    slackApiUrl: room.slack.apiUrl,
    log: { ...silent, error: (fields) => lines.push(fields) },
  })
  await room.tell('Acme')
  await room.drain({ post })
  expect(await room.deliveries()).toMatchObject([{ state: 'refused', error: 'token_unreadable' }])
  expect(lines).toMatchObject([{ error: expect.stringContaining('TOKEN_KEY does not open') }])
  expect(room.logged.join()).toContain('TOKEN_KEY')
  await room.drain({ clock: () => Date.now() + 3 * 60_000 })
  expect(room.slack.posted('layoffs')).toHaveLength(1)
  expect(room.slack.traffic.calls('conversations.history')).toEqual([])
})

test('a message that somebody deleted gets a line instead of a change', async () => {
  await room.configure({ [layoffs]: {} })
  await room.tell('Acme')
  await room.drain()
  room.slack.faults.add({ method: 'chat.update', kind: 'error', error: 'edit_window_closed' })
  await room.tell('Acme', { change: { kind: 'joined' } })
  await room.drain()
  const [message] = room.slack.posted('layoffs')
  expect(message && room.slack.thread(message)).toHaveLength(1)
})

test('blocks that Slack refuses go out as text', async () => {
  await room.configure({ [layoffs]: {} })
  room.slack.faults.add({ method: 'chat.postMessage', kind: 'error', error: 'invalid_blocks' })
  await room.tell('Acme')
  await room.drain()
  expect(room.slack.posted('layoffs')).toHaveLength(1)
})

test('a database that fails while it is asked what is due ends nothing: what was due is sent after all', async () => {
  await room.configure({ [layoffs]: {} })
  await room.tell('Acme')
  const stopping = new AbortController()
  let faults = 0
  const deliverer = room.open(({ outbox }) => ({
    outbox: {
      ...outbox,
      async findDue(now, limit) {
        if (faults++ === 0) throw new Error('database is locked')
        return outbox.findDue(now, limit)
      },
    },
  }))
  const unsubscribe = room.slack.on((change) => {
    if (change.kind === 'message') stopping.abort()
  })
  await deliverer.run(stopping.signal)
  unsubscribe()
  expect(room.slack.posted('layoffs')).toHaveLength(1)
  expect(room.logged).toContain('task failed')
  expect(await states()).toEqual(['sent'])
})
