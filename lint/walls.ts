/**
 * The walls: which room may see which, from the top down. A room imports from itself, from the rooms and the packages that its row
 * names, and from nothing else; it never names one above it. `npm run walls` makes the linter's settings and the picture in
 * docs/architecture.md from these rows.
 */

export interface Room {
  /** A folder of `src/`, or one file of it. */
  room: string
  holds: string
  /** Rooms, or single files of rooms. */
  sees: readonly string[]
  /** npm packages and Node modules, `node:*` being all of Node; and what lies outside `src/`. */
  packages: readonly string[]
}

/** What everybody in `core/` may name. */
const nouns = 'core'
const decisions = [
  'core/why',
  'core/delivery',
  'core/channel',
  'core/learned',
  'core/judge',
  'core/official',
  'core/reading',
  'core/pattern',
  'core/quantity',
  'core/history',
  'core/events',
  'core/feed',
  'core/text',
  nouns,
]
/** What the store and its engines share. */
const rows = ['store/database.ts', 'store/schema.ts', 'store/json.ts']
const ports = ['poll/ports.ts', 'deliver/ports.ts', 'desk/ports.ts', 'ports.ts']

export const rooms: readonly Room[] = [
  {
    room: 'main.ts',
    holds: 'finds the command; alone reads the environment',
    sees: ['cli'],
    packages: ['node:*', '../package.json'],
  },
  {
    room: 'cli',
    holds: 'a file a command; puts the parts together',
    sees: [
      'preview',
      'preview/page/wire.ts',
      'config',
      'feeds',
      'store',
      'store/database.ts',
      'store/sqlite/lock.ts',
      'store/postgres/address.ts',
      'slack',
      'poll',
      'deliver',
      'desk',
      'views',
      'metrics',
      'happenings.ts',
      ...decisions,
      'supervise.ts',
      'ports.ts',
    ],
    packages: [
      'node:*',
      'node-cron',
      'pino',
      'pino-pretty',
      'csv-parse',
      'csv-parse/sync',
      'csv-stringify/sync',
      '@slack/web-api',
      'zod',
      '../../package.json',
    ],
  },
  {
    room: 'preview',
    holds:
      'a small Slack on this machine that refuses what Slack refuses; knows nothing of the bot',
    sees: ['preview/page', 'preview/sample'],
    packages: ['node:*', 'ws', '@slack/types'],
  },
  {
    room: 'preview/page',
    holds: 'the page of the preview, in a browser',
    sees: [],
    packages: ['preact', 'preact/hooks', 'preact/compat', 'marked', 'node:*'],
  },
  { room: 'preview/sample', holds: 'a sample week of news', sees: [], packages: ['node:*'] },
  {
    room: 'config',
    holds: 'the environment and `config/*.yaml`, checked with file and line',
    sees: decisions,
    packages: ['node:*', 'zod', 'yaml', 'node-cron', 'fastest-levenshtein'],
  },
  {
    room: 'feeds',
    holds: 'HTTP and XML: the guard against private addresses, limits, charsets, parsers',
    sees: ['poll/ports.ts', 'turns.ts', 'ports.ts', ...decisions],
    packages: [
      'node:*',
      'undici',
      'htmlparser2',
      'rss-parser',
      'rss-parser/lib/utils.js',
      'feedsmith',
      'ipaddr.js',
      'csv-parse',
    ],
  },
  {
    room: 'store',
    holds: 'SQL: every query through Kysely, and Keyv over one of its tables',
    sees: [
      'store/sqlite',
      'store/postgres',
      'store/meta.ts',
      ...rows,
      ...ports,
      'happenings.ts',
      ...decisions,
    ],
    packages: ['node:*', 'kysely', 'keyv'],
  },
  {
    room: 'store/sqlite',
    holds: 'the database as a file: its driver, its migrations, its lock',
    sees: [...rows, 'store/meta.ts', 'happenings.ts'],
    packages: ['node:*', 'kysely'],
  },
  {
    room: 'store/postgres',
    holds: 'the database as a server: its pool, its migrations, its locks',
    sees: [...rows, 'happenings.ts', 'ports.ts', nouns],
    packages: ['node:*', 'kysely', 'pg', 'pg-boss'],
  },
  {
    room: 'store/meta.ts',
    holds: 'what a database knows of itself, a word a key',
    sees: ['store/database.ts'],
    packages: ['kysely'],
  },
  {
    room: 'store/database.ts',
    holds: 'a database that is open, and why one cannot be',
    sees: ['store/schema.ts'],
    packages: ['kysely'],
  },
  {
    room: 'store/schema.ts',
    holds: 'the tables',
    sees: ['store/json.ts', 'poll/ports.ts', ...decisions],
    packages: ['kysely'],
  },
  { room: 'store/json.ts', holds: 'JSON in a column', sees: [], packages: [] },
  {
    room: 'slack',
    holds: 'Bolt, the posting client, OAuth',
    sees: ['deliver/ports.ts', 'desk/ports.ts', 'ports.ts', 'happenings.ts', 'views', ...decisions],
    packages: ['node:*', '@slack/bolt', '@slack/web-api', '@slack/types', 'undici'],
  },
  {
    room: 'poll',
    holds: 'the flow from feeds to the record',
    sees: ['turns.ts', 'ports.ts', ...decisions],
    packages: ['node:crypto', 'node:timers/promises'],
  },
  {
    room: 'deliver',
    holds: 'the flow from the outbox to Slack',
    sees: ['views', 'supervise.ts', 'ports.ts', ...decisions],
    packages: ['node:timers/promises'],
  },
  {
    room: 'desk',
    holds: 'what people ask, and the answer',
    sees: ['views', 'turns.ts', 'ports.ts', ...decisions],
    packages: ['@slack/types', 'yaml', 'csv-stringify/sync', 'fastest-levenshtein'],
  },
  {
    room: 'metrics',
    holds: 'what happened, counted for Prometheus',
    sees: ['happenings.ts'],
    packages: ['prom-client'],
  },
  {
    room: 'happenings.ts',
    holds: 'what the parts tell of their work, to whoever listens',
    sees: [],
    packages: ['node:diagnostics_channel'],
  },
  {
    room: 'supervise.ts',
    holds: 'the net around what runs unasked',
    sees: ['ports.ts'],
    packages: [],
  },
  {
    room: 'turns.ts',
    holds: 'whose turn it is to hold the event loop',
    sees: [],
    packages: ['node:timers/promises'],
  },
  { room: 'ports.ts', holds: 'what everybody who acts is given', sees: [], packages: [] },
  {
    room: 'views',
    holds: 'what people read, as Block Kit',
    sees: decisions,
    packages: ['@slack/types'],
  },
  {
    room: 'core/why',
    holds: 'why this came, and why that did not; it asks all others, nobody asks it',
    sees: [
      'core/delivery',
      'core/channel',
      'core/judge',
      'core/reading',
      'core/pattern',
      'core/events',
      nouns,
    ],
    packages: [],
  },
  {
    room: 'core/delivery',
    holds: 'what is sent next in one channel',
    sees: ['core/channel', 'core/events', 'core/text', nouns],
    packages: [],
  },
  {
    room: 'core/channel',
    holds: 'what a channel wants: settings, the grammar of `/watch`, routing',
    sees: [
      'core/judge',
      'core/reading',
      'core/pattern',
      'core/quantity',
      'core/history',
      'core/text',
      nouns,
    ],
    packages: [],
  },
  {
    room: 'core/history',
    holds: 'what is known of a company and of the industry',
    sees: ['core/events', 'core/reading', 'core/quantity', 'core/text', nouns],
    packages: [],
  },
  {
    room: 'core/official',
    holds: 'what registers state: filings and notices',
    sees: ['core/reading', 'core/quantity', 'core/text', nouns],
    packages: [],
  },
  {
    room: 'core/learned',
    holds: 'what labelled stories taught: it weighs what the rules say',
    sees: ['core/judge', 'core/reading', 'core/pattern', 'core/quantity', 'core/text', nouns],
    packages: [],
  },
  {
    room: 'core/judge',
    holds: 'which stories count, and their facts',
    sees: ['core/reading', 'core/pattern', 'core/quantity', 'core/text', nouns],
    packages: [],
  },
  {
    room: 'core/reading',
    holds: 'what a sentence says: names, parties, clauses',
    sees: ['core/pattern', 'core/quantity', 'core/text', nouns],
    packages: [],
  },
  {
    room: 'core/pattern',
    holds: 'the language of rules and keywords',
    sees: ['core/text', nouns],
    packages: [],
  },
  {
    room: 'core/quantity',
    holds: 'numbers and money, in news and as people type them',
    sees: ['core/text', nouns],
    packages: [],
  },
  {
    room: 'core/events',
    holds: 'one event from many stories',
    sees: ['core/text', nouns],
    packages: [],
  },
  {
    room: 'core/feed',
    holds: 'how a feed is polled, and what identifies its items',
    sees: ['core/text', nouns],
    packages: [],
  },
  {
    room: 'core/text',
    holds: 'tokens, sentences, the calendar',
    sees: [nouns],
    packages: [],
  },
  {
    room: nouns,
    holds: 'the nouns: ids, facts, stories, verdicts',
    sees: [],
    packages: [],
  },
]
