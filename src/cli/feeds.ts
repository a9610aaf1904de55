import { advise, type FeedHealth, feedHealth } from '../core/feed/health.ts'
import { startState } from '../core/feed/schedule.ts'
import type { PolledFeed } from '../poll/ports.ts'
import { openToRead } from '../store/open-to-read.ts'
import { command } from './command.ts'
import { readConfiguration } from './configured.ts'

export const feeds = command({
  usage: `usage: bellwether feeds [--json]

Prints a line for each feed: its state, when it was last read, items a week, requests today, the share of passes that were
answered "not modified", and what that saved. Below a line that is not fine: what can be done. Times are UTC.`,

  options: { json: { type: 'boolean' } },
  async run({ json }, { env, stdout, stderr }) {
    const config = readConfiguration({ env, stderr })
    if (config === null) return 2
    const now = Date.now()
    const opened = await openToRead(config.environment.database, () => now)
    if (opened.kind === 'fault') {
      stderr.write(`bellwether: ${opened.sentence}\n`)
      return 1
    }
    const polled = await opened.store.feeds.findAll()
    await opened.store.close()
    const known = new Set(polled.map(({ id }) => id))
    const unknown = config.feeds
      .filter(({ id }) => !known.has(id))
      .map((feed) => ({ ...feed, state: startState(feed.url, now) }))
    const rows = [...polled, ...unknown].map((feed) => ({
      feed,
      health: feedHealth(feed.state, now),
    }))
    stdout.write(json ? toJsonLines(rows) : toTable(rows))
    return 0
  },
})

interface Row {
  feed: Pick<PolledFeed, 'id' | 'name' | 'url'>
  health: FeedHealth
}

function toJsonLines(rows: readonly Row[]): string {
  return rows
    .map(({ feed: { id, name, url }, health }) => {
      const { lastSuccessAt, lastError, nextAt } = health
      return `${JSON.stringify({
        id,
        name,
        url,
        state: health.health.kind,
        last_success: instant(lastSuccessAt),
        last_error: lastError && {
          at: instant(lastError.at),
          reason: lastError.reason,
          sentence: lastError.sentence,
        },
        next: instant(nextAt),
        items_a_week: health.itemsAWeek,
        usual_wait_ms: health.usualWaitMs,
        requests_today: health.requestsToday,
        not_modified_share: health.notModifiedShare,
        bytes_saved: health.bytesSaved,
        advice: advise(health),
      })}\n`
    })
    .join('')
}

function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

const columns = ['feed', 'state', 'last read', 'items/week', 'requests today', '304', 'saved']

function toTable(rows: readonly Row[]): string {
  const lines = rows
    .toSorted((a, b) => a.feed.id.localeCompare(b.feed.id))
    .map((row) => ({
      cells: cellsOf(row),
      advice: advise(row.health),
    }))
  const widths = columns.map((column, at) =>
    Math.max(column.length, ...lines.map(({ cells }) => cells[at]?.length ?? 0)),
  )
  const print = (cells: readonly string[]) =>
    cells
      .map((cell, at) => (at < 3 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd()
  const body = lines.flatMap(({ cells, advice }) => [
    print(cells),
    ...(advice ? [`  ${advice}`] : []),
  ])
  return `${[print(columns), ...body].join('\n')}\n${summary(rows)}\n`
}

function cellsOf({ feed, health }: Row): string[] {
  const { itemsAWeek, notModifiedShare, requestsToday, bytesSaved } = health
  return [
    feed.id,
    stateOf(health),
    minute(health.lastSuccessAt),
    itemsAWeek === null ? '-' : itemsAWeek.toFixed(itemsAWeek < 10 ? 1 : 0),
    String(requestsToday),
    notModifiedShare === null ? '-' : `${Math.round(notModifiedShare * 100)}%`,
    bytes(bytesSaved),
  ]
}

function stateOf({ health }: FeedHealth): string {
  return 'since' in health ? `${health.kind} since ${minute(health.since)}` : health.kind
}

/** "2026-11-23 07:05" */
function minute(at: number | null): string {
  return at === null ? 'never' : new Date(at).toISOString().slice(0, 16).replace('T', ' ')
}

function bytes(count: number): string {
  if (count < 1e6) return `${Math.round(count / 1e3)} kB`
  return `${(count / 1e6).toFixed(1)} MB`
}

function summary(rows: readonly Row[]): string {
  const counts = Object.entries(Object.groupBy(rows, ({ health }) => health.health.kind)).map(
    ([kind, group]) => `${group.length} ${kind}`,
  )
  return `${rows.length} feeds: ${counts.join(', ') || 'none is configured'}`
}
