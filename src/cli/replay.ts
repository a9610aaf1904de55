import { startState } from '../core/feed/schedule.ts'
import type { FeedId } from '../core/ids.ts'
import { factsJson } from '../core/judge/verdict-json.ts'
import type { Told } from '../core/story.ts'
import type { Verdict } from '../core/verdict.ts'
import type { JudgedItem, PolledFeed } from '../poll/ports.ts'
import { recorder } from '../poll/record.ts'
import { openStore, type Store } from '../store/open-store.ts'
import type { ReplayedEvent } from '../store/replayed.ts'
import { command } from './command.ts'
import { readConfiguration } from './configured.ts'
import { openInput } from './input.ts'
import { readStoryLines, type StoryLine } from './story-lines.ts'

export const replay = command({
  usage: `usage: bellwether replay [FILE]

Reads stories, one JSON object a line (title, and any of id, summary, source, link, published), from FILE or standard input,
and takes them in order of publication, the undated last, through judging and clustering in a store that is thrown away.
Prints an event a line: {"event": {"category", "company", …facts}, "stories": [ids]}. A story without an id goes by its
place among the good lines.
Exit code: 0 done, 1 it failed, 2 bad usage or bad configuration.`,

  file: 'optional',
  async run(_values, { env, stdin, stdout, stderr, signal }, file) {
    const config = readConfiguration({ env, stderr })
    if (config === null) return 2
    const input = file === '' ? null : await openInput(file)
    if (input?.kind === 'none') {
      stderr.write(`bellwether: ${input.why}\n`)
      return 1
    }
    const stories: StoryLine[] = []
    for await (const line of readStoryLines(input?.file.createReadStream() ?? stdin)) {
      if (line.kind === 'story') stories.push(line.story)
      else stderr.write(`line ${line.line}: ${line.why}\n`)
    }
    for (const { facts, keys } of await gather(stories, config.judge, signal)) {
      const ids = keys.map((key) => stories[Number(key)]?.id ?? Number(key) + 1)
      const event = { category: facts.category, ...factsJson(facts) }
      stdout.write(`${JSON.stringify({ event, stories: ids })}\n`)
    }
    return 0
  },
})

async function gather(
  stories: readonly StoryLine[],
  judge: (told: Told) => Verdict,
  signal: AbortSignal,
): Promise<ReplayedEvent[]> {
  const opened = await openStore(':memory:', { owner: null, clock: () => 0 })
  if (opened.kind === 'fault') throw new Error(`replay: ${opened.sentence}`)
  try {
    await record(opened.store, stories, judge, signal)
    return await opened.store.findReplayed()
  } finally {
    await opened.store.close()
  }
}

const batch = 500

/** Each story is new on the day that it was published, and no channel listens. */
async function record(
  store: Store,
  stories: readonly StoryLine[],
  judge: (told: Told) => Verdict,
  signal: AbortSignal,
): Promise<void> {
  await store.feeds.configure([feed], 0)
  const record = recorder(store.transact, {
    rulesHash: 'replay',
    findAudience: async () => ({
      listeners: [],
      hearsAll: false,
      hear: (facts) => ({ facts, amountUsd: null, matched: new Set<string>() }),
    }),
  })
  const items = stories
    .map((story, index) => toItem(story, index, judge))
    .sort((a, b) => a.story.seenAt - b.story.seenAt)
  for (let at = 0; at < items.length && !signal.aborted; at += batch) {
    const fresh = items.slice(at, at + batch)
    const now = fresh[0]?.story.seenAt ?? 0
    await record(
      [{ feed, fresh, edited: [], stillShown: [], isRead: true, state: feed.state }],
      now,
    )
  }
}

const id = 'replay' as FeedId
const url = 'replay:'
const feed: PolledFeed = {
  id,
  url,
  name: 'replay',
  everyMs: null,
  teamId: null,
  isFirstPass: false,
  state: startState(url, 0),
}

/** When an undated story is seen: it joins by its number or its text alone. */
const longAfter = Date.UTC(2100, 0)

/** Keyed by its place in the file. */
function toItem(line: StoryLine, index: number, judge: (told: Told) => Verdict): JudgedItem {
  const { link, title, summary, source, publishedAt } = line
  const told = { title, summary, source, publishedAt }
  return {
    story: { ...told, feedId: id, teamId: null, link, seenAt: publishedAt ?? longAfter },
    verdict: judge(told),
    keys: [String(index)],
    mark: '',
  }
}
