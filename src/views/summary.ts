import type { AnyBlock } from '@slack/types'
import type { Content, ShownEvent, ShownLine } from '../core/delivery/shown.ts'
import { leadStory } from './alert.ts'
import { chart } from './chart.ts'
import { headlineOf } from './headline.ts'
import type { Reply } from './reply.ts'
import { bold, bullets, header, link, type Piece, paragraph } from './rich.ts'
import { linePieces, lineWords } from './thread-line.ts'
import { clamp, counted, harmless, listed, topLevel } from './words.ts'

/** Lines that fit into a message with room to spare. */
const linesShown = 40
const changesShown = 10

/** Many events at once: what they are, with the rest in the thread. */
export function burstView(content: Content): Reply {
  const events = standing(content)
  const title = `${counted(events.length, content.follows ? 'more event' : 'event')}: ${kindsOf(events)}`
  return {
    text: summaryText(title, events),
    blocks: [header(title), list(events), paragraph('Each is told in the thread.')],
  }
}

/** What happened in a period by weight, the heaviest first, and what changed of what was known. Null where neither is left. */
export function digestView(content: Content): Reply | null {
  const changes = standingChanges(content)
  const known = new Set(content.changes.map(({ told }) => told.eventId))
  const events = standing(content)
    .filter(({ id }) => !known.has(id))
    .toSorted((a, b) => weightOf(b) - weightOf(a))
  const counts = [
    ...(events.length > 0 ? [`${counted(events.length, 'event')}: ${kindsOf(events)}`] : []),
    ...(changes.length > 0 ? [counted(changes.length, 'change')] : []),
  ]
  if (counts.length === 0) return null
  const title = `Digest: ${counts.join('; ')}`
  const happened = events.length > 0 ? [jobsChart(events), list(events)] : []
  const blocks: (AnyBlock | null)[] = [header(title), ...happened, ...changed(changes)]
  const words = changes.slice(0, 10).map(({ line, event }) => clamp(lineWords(line, event), 160))
  return {
    text: summaryText(title, events, words),
    blocks: blocks.filter((block) => block !== null),
  }
}

/** A change, and the event as it stands by now. */
interface ChangedEvent {
  line: ShownLine
  event: ShownEvent
}

function standingChanges(content: Content): ChangedEvent[] {
  const events = new Map(standing(content).map((event) => [event.id, event]))
  return content.changes.flatMap((line) => {
    const event = events.get(line.told.eventId)
    return event ? [{ line, event }] : []
  })
}

function changed(changes: readonly ChangedEvent[]): AnyBlock[] {
  if (changes.length === 0) return []
  const lines = changes.slice(0, changesShown).map(({ line, event }) => linePieces(line, event))
  const more = changes.length - lines.length
  const all = more > 0 ? [...lines, [`and ${counted(more, 'more change')}`]] : lines
  return [paragraph(bold('What changed')), bullets(all)]
}

const standing = ({ events }: Content): ShownEvent[] =>
  events.filter(({ isDismissed }) => !isDismissed)

function kindsOf(events: readonly ShownEvent[]): string {
  const count = (category: string) =>
    events.filter(({ merged }) => merged.facts.category === category).length
  const parts = [
    [count('layoff'), 'layoff', 'layoffs'],
    [count('ai_investment'), 'AI investment', 'AI investments'],
    [count('other'), 'other story', 'other stories'],
  ] as const
  return listed(parts.flatMap(([n, one, many]) => (n > 0 ? [counted(n, one, many)] : [])))
}

function list(events: readonly ShownEvent[]) {
  const lines = events.slice(0, linesShown).map((event): Piece[] => {
    const lead = leadStory(event)
    return [clamp(headlineOf(event), 150), ' · ', link(lead.link, clamp(lead.source, 40))]
  })
  const more = events.length - lines.length
  return bullets(more > 0 ? [...lines, [`and ${counted(more, 'more event')}`]] : lines)
}

function summaryText(
  title: string,
  events: readonly ShownEvent[],
  changes: readonly string[] = [],
): string {
  const named = events.slice(0, 10).map((event) => clamp(headlineOf(event), 120))
  return topLevel([title, ...named, ...changes].join('. '))
}

/** Confirmed before rumoured, more stories before fewer. */
function weightOf({ merged }: ShownEvent): number {
  const { facts } = merged
  const firm = facts.stance === 'rumoured' || facts.stance === 'denied' ? 0 : 1
  const size = facts.category === 'layoff' ? (facts.headcount ?? 0) / 1000 : 0
  return firm * 10 + Math.log1p(size) * 5 + merged.sources.length
}

function jobsChart(events: readonly ShownEvent[]) {
  const cuts = events.flatMap(({ merged: { facts } }) =>
    facts.category === 'layoff' && facts.headcount !== null && facts.stance !== 'denied'
      ? [{ name: chartName(facts.company?.name ?? ''), jobs: facts.headcount }]
      : [],
  )
  const unique = [...new Map(cuts.map((cut) => [cut.name, cut])).values()]
  const largest = unique.toSorted((a, b) => b.jobs - a.jobs).slice(0, 10)
  if (largest.length < 2) return null
  return chart('bar', {
    title: 'Jobs cut',
    labels: largest.map(({ name }) => name),
    series: [{ name: 'Jobs cut', values: largest.map(({ jobs }) => jobs) }],
  })
}

const chartName = (name: string): string => clamp(harmless(name).trim(), 20) || 'Not named'
