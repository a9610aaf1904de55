import { onTestFinished } from 'vitest'
import { type ChannelSettings, silentSettings, watchFor } from '../../src/core/channel/settings.ts'
import { type Claim, claimOf } from '../../src/core/events/claim.ts'
import { merge } from '../../src/core/events/merge.ts'
import type { Facts } from '../../src/core/facts.ts'
import type { FeedReading } from '../../src/core/feed/fetched.ts'
import type { ChannelId, CompanyKey, FeedId, TeamId } from '../../src/core/ids.ts'
import { compileCompanies, type Directory } from '../../src/core/reading/company.ts'
import type { CompanyEntry } from '../../src/core/reading/company-entry.ts'
import { openReader } from '../../src/core/reading/read-story.ts'
import type { Told } from '../../src/core/story.ts'
import type { Verdict } from '../../src/core/verdict.ts'
import type { LabelledStory } from '../../src/core/why/labelled-test.ts'
import { openDesk } from '../../src/desk/desk.ts'
import type { SettingsStore } from '../../src/desk/ports.ts'
import type { Resolve } from '../../src/feeds/guard.ts'
import { openFeedReader } from '../../src/feeds/read.ts'
import type { Log } from '../../src/ports.ts'
import { openSlack as openStandIn, type Slack, type SlackOptions } from '../../src/preview/slack.ts'
import { oneWorkspace, openSlack } from '../../src/slack/app.ts'
import { openPeople } from '../../src/slack/people.ts'
import { signIn } from '../../src/slack/sign-in.ts'
import { unshared } from '../../src/store/alone.ts'
import { openArchive } from '../../src/store/archive.ts'
import { openCorrections } from '../../src/store/corrections.ts'
import type { Database } from '../../src/store/database.ts'
import { openHistory } from '../../src/store/history.ts'
import { nobody as noChannels } from '../../src/store/listeners.ts'
import { openMembership } from '../../src/store/membership.ts'
import { openTransact } from '../../src/store/records.ts'
import { settingsStore } from '../../src/store/settings.ts'
import { teamFeeds } from '../../src/store/team-feeds.ts'
import { layoff } from './claims.ts'
import { wordless } from './knowledge.ts'
import { openTestDatabase } from './store.ts'

/** Monday 23 November 2026, noon, UTC. */
export const now = Date.UTC(2026, 10, 23, 12)
const dayMs = 86_400_000

const plain = { aliases: [], tickers: [], units: [], plainWord: false, sector: null }
const entries: CompanyEntry[] = [
  {
    ...plain,
    id: 'amazon',
    name: 'Amazon',
    aliases: ['Amazon.com'],
    tickers: ['AMZN'],
    sector: 'retail',
    units: [{ ...plain, id: 'aws', name: 'AWS', aliases: ['Amazon Web Services'] }],
  },
  {
    ...plain,
    id: 'google',
    name: 'Google',
    aliases: ['Alphabet'],
    tickers: ['GOOG'],
    sector: 'search',
  },
  { ...plain, id: 'c3ai', name: 'C3 AI', sector: 'ai' },
]
export const directory = compileCompanies(entries)

export const silent: Log = { debug() {}, info() {}, warn() {}, error() {} }

interface ToldBy {
  /** Publishers, a story each. */
  by?: string[]
  teamId?: TeamId | null
  /** Of each story, before its number. */
  title?: string
}

export interface Bot {
  slack: Slack
  db: Database
  /** An event told `daysAgo` by as many publishers as there are names. */
  tell(facts: Facts, daysAgo: number, told?: ToldBy): Promise<number>
  log: { fields: object; message: string }[]
  /** Who alone may change a channel. */
  editors: Map<ChannelId, string[]>
  /** Whose corrections may hold for all. */
  operators: string[]
  /** On which lessons are tried. */
  labelled: LabelledStory[]
  /** What the web has, by address; whatever is not in it is a name that nobody knows, or no public address. */
  web: Map<string, FeedReading>
  settings: SettingsStore
  /** As after a restart with another name in companies.yaml; the old one means nothing any more. */
  rename(id: string, name: string): void
}

/** The bot in a small Slack, over Bolt's own Socket Mode and a database of its own. */
export async function openBot({
  commandPrefix = '',
  databasePath,
  ...options
}: SlackOptions & { commandPrefix?: string; databasePath?: string } = {}): Promise<Bot> {
  const slack = await openStandIn(options)
  onTestFinished(() => slack.close())
  const db = await openTestDatabase(databasePath)
  const log: Bot['log'] = []
  const editors: Bot['editors'] = new Map()
  const operators: string[] = []
  const labelled: LabelledStory[] = []
  const web: Bot['web'] = new Map()
  const reader = openFeedReader({
    clock: () => now,
    userAgent: 'test',
    allowHosts: new Set(),
    resolve: nobody,
  })
  onTestFinished(() => reader.close())
  const configured = {
    teamId: slack.team.id as TeamId,
    channels: new Map([[slack.channel('ai-money').id as ChannelId, aiMoney]]),
  }
  const settings = settingsStore(db, configured)
  let companies = directory
  const { botToken, appToken, apiUrl: slackApiUrl } = slack
  const signedIn = await signIn({ botToken, slackApiUrl, log: silent })
  if (signedIn.kind === 'refused') throw new Error(signedIn.sentence)
  const opened = openSlack({
    reach: { appToken },
    authorize: oneWorkspace(botToken, signedIn.workspace),
    installer: null,
    slackApiUrl,
    desk: openDesk({
      history: openHistory(db),
      settings,
      archive: openArchive(db),
      corrections: openCorrections(db),
      membership: openMembership(db),
      signOut: async () => {},
      operators,
      labelled: async () => labelled,
      feeds: teamFeeds(db),
      people: openPeople(async () => signedIn.workspace.client, cacheInMemory()),
      tryFeed: async (_team, url) =>
        web.get(url) ??
        reader.readFeed({ url, validators, bodyHash: null, isConfigured: false }, never),
      editors: {
        findEditors: async ({ channelId }) => editors.get(channelId) ?? null,
        findAllEditors: async () => (editors.size === 0 ? null : [...editors.values()].flat()),
      },
      judge,
      newId: counter(),
      directory: standingFor(() => companies),
      readStory: openReader(wordless(directory)),
      rates: { date: '2026-11-20', perUsd: { EUR: 1 / 1.1 } },
    }),
    answered: unshared,
    commandPrefix,
    clock: () => now,
    log: {
      ...silent,
      error: (fields, message) => {
        log.push({ fields, message })
        console.error(message, fields)
      },
    },
  })
  await opened.start()
  onTestFinished(() => opened.stop())
  await slack.until(() => slack.link.connections() > 0, 'the socket')
  return {
    slack,
    db,
    log,
    editors,
    operators,
    labelled,
    web,
    settings,
    rename(id, name) {
      companies = compileCompanies(
        entries.map((entry) => (entry.id === id ? { ...entry, name, aliases: [] } : entry)),
      )
    },
    tell: (facts, daysAgo, told) => tellEvent(db, facts, daysAgo, told),
  }
}

const validators = { etag: null, lastModified: null }
const never = new AbortController().signal
const nobody: Resolve = (hostname, _options, answer) =>
  answer(Object.assign(new Error(hostname), { code: 'ENOTFOUND' }), [])

/** A feed that can be read. */
export const aFeed: FeedReading = {
  kind: 'document',
  title: 'Example Wire',
  items: [],
  hints: { freshMs: null, ttlMs: null, updateEveryMs: null, skipHours: [], skipDays: [] },
  validators,
  bodyHash: '',
  faults: [],
  requests: 1,
  bytes: 1000,
  movedTo: null,
}

/** "w1", "w2", and so on. */
function counter(): () => string {
  let made = 0
  return () => `w${++made}`
}

function standingFor(current: () => Directory): Directory {
  return {
    get companies() {
      return current().companies
    },
    find: (name) => current().find(name),
    resolve: (name) => current().resolve(name),
    get: (key) => current().get(key),
    root: (key) => current().root(key),
    entry: (key) => current().entry(key),
    mentions: (tokens, by) => current().mentions(tokens, by),
    findFolded: (folded) => current().findFolded(folded),
    isOtherThing: (tokens, at) => current().isOtherThing(tokens, at),
  }
}

function cacheInMemory() {
  const kept = new Map<string, string>()
  return {
    get: async (key: string) => kept.get(key),
    set: async (key: string, value: string) => kept.set(key, value),
  }
}

/** As channels.yaml has it for #ai-money. */
const aiMoney: ChannelSettings = {
  ...silentSettings,
  watches: [{ ...watchFor({ types: ['ai_investment'] }), id: 'ai' }],
}

/** A rule of the test's own: "cuts" in the title. */
const judge = ({ title }: Told): Verdict => {
  if (!/cuts/.test(title)) return { categories: [], facts: [], why: [], held: [] }
  const company = directory.companies.find(({ name }) => title.includes(name)) ?? null
  const why = [{ rule: 'cuts', matched: 'cuts', field: 'title' as const }]
  return { categories: ['layoff'], facts: [layoff({ company })], why, held: [] }
}

let stories = 0

function tellEvent(
  db: Database,
  facts: Facts,
  daysAgo: number,
  { by = ['Example Wire'], teamId = null, title = 'Told' }: ToldBy = {},
): Promise<number> {
  const at = now - daysAgo * dayMs
  const judged = facts.category === 'other' ? [] : [facts]
  const verdict: Verdict = {
    categories: judged.map(({ category }) => category),
    facts: judged,
    why: [{ rule: 'told', matched: 'told', field: 'title' }],
    held: [],
  }
  return openTransact(
    db,
    noChannels,
  )(async (records) => {
    const claims: Claim[] = []
    for (const source of by) {
      const story = {
        feedId: 'sample' as FeedId,
        teamId,
        title: `${title} ${++stories}`,
        summary: '',
        source,
        link: `https://news.example/${stories}`,
        publishedAt: at,
        seenAt: at,
      }
      const added = { story, verdict, rulesHash: 'test', keys: [], mark: '', isTold: true }
      claims.push(claimOf(await records.addStory(added), facts))
    }
    const event = await records.addEvent(teamId, merge(claims), at, false)
    for (const claim of claims) await records.addTelling({ event, claim, why: 'first' }, at)
    return event
  })
}

/** All the words of a message, in the order in which they are read. */
export function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).filter(Boolean).join(' ')
  if (typeof value !== 'object' || value === null) return ''
  const { text, fallback, url: _, value: __, ...rest } = value as Record<string, unknown>
  const own = [text, fallback].map((word) => (typeof word === 'string' ? word : wordsOf(word)))
  return [...own, ...Object.values(rest).map(wordsOf)].filter(Boolean).join(' ')
}

export const companyOf = (name: string) => {
  const company = directory.find(name)
  if (!company) throw new Error(`test: no company ${name as CompanyKey}`)
  return company
}
