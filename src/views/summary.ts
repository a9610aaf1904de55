import type { AnyBlock } from '@slack/types'
import type { Content, ShownEvent, ShownLine } from '../core/delivery/shown.ts'
import type { ToUsd } from '../core/history/rates.ts'
import { isFirm } from '../core/history/totals.ts'
import { leadStory } from './alert.ts'
import { chart } from './chart.ts'
import { headlineOf } from './headline.ts'
import type { Reply } from './reply.ts'
import { bold, bullets, header, link, type Piece, paragraph } from './rich.ts'
import { linePieces, lineWords } from './thread-line.ts'
import { capitalised, clamp, counted, harmless, listed, topLevel } from './words.ts'

/** Lines that fit into a message with room to spare. */
const linesShown = 40
const changesShown = 10

/** Many events at once: what they are, with the rest in the thread. */
export function burstView(content: Content): Reply {
  const events = standing(content)
  const more = content.follows ? 'more ' : ''
  const [kind, ...others] = kindsOf(events)
  const title =
    kind && others.length === 0
      ? kindWords(kind, more)
      : `${counted(events.length, `${more}event`)}: ${kindsWords(events)}`
  return {
    text: summaryText(title, events),
    blocks: [header(title), list(events, linesShown), paragraph('The thread tells of them all.')],
  }
}

/** What happened in a period, of each kind the largest first, and what changed of what was known. Null where neither is left. */
export function digestView(content: Content, toUsd: ToUsd): Reply | null {
  const changes = standingChanges(content)
  const known = new Set(content.changes.map(({ told }) => told.eventId))
  const events = bySize(
    standing(content).filter(({ id }) => !known.has(id)),
    toUsd,
  )
  const counts = [
    ...(events.length > 0 ? [kindsWords(events)] : []),
    ...(changes.length > 0 ? [counted(changes.length, 'change')] : []),
  ]
  if (counts.length === 0) return null
  const title = `Digest: ${counts.join('; ')}`
  const blocks: (AnyBlock | null)[] = [
    header(title),
    jobsChart(events),
    ...lists(events),
    ...changed(changes),
  ]
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

/** In the order in which they are told. What is rumoured, denied or called off counts as no layoff and no investment. */
const kinds = [
  { kind: 'layoff', one: 'layoff', many: 'layoffs' },
  { kind: 'ai_investment', one: 'AI investment', many: 'AI investments' },
  { kind: 'rumoured', one: 'rumour', many: 'rumours' },
  { kind: 'denied', one: 'denied report', many: 'denied reports' },
  { kind: 'reversed', one: 'plan called off', many: 'plans called off' },
  { kind: 'other', one: 'other story', many: 'other stories' },
] as const

function kindOf({ merged: { facts, reversed } }: ShownEvent): (typeof kinds)[number]['kind'] {
  if (reversed) return 'reversed'
  const { category, stance } = facts
  return category !== 'other' && (stance === 'rumoured' || stance === 'denied') ? stance : category
}

interface OfKind {
  one: string
  many: string
  events: readonly ShownEvent[]
}

function kindsOf(events: readonly ShownEvent[]): OfKind[] {
  const found = Map.groupBy(events, kindOf)
  return kinds.flatMap(({ kind, ...words }) => {
    const own = found.get(kind)
    return own ? [{ ...words, events: own }] : []
  })
}

/** "4 layoffs", "4 more layoffs" */
const kindWords = ({ one, many, events }: OfKind, more = ''): string =>
  counted(events.length, `${more}${one}`, `${more}${many}`)

const kindsWords = (events: readonly ShownEvent[]): string =>
  listed(kindsOf(events).map((kind) => kindWords(kind)))

/** Each kind under its name, which need not be said of one. */
function lists(events: readonly ShownEvent[]): AnyBlock[] {
  const found = kindsOf(events)
  const lines = linesOf(found)
  return found.flatMap((kind) => {
    const { one, many, events: own } = kind
    const title = paragraph(bold(capitalised(own.length === 1 ? one : many)))
    const shown = list(own, lines.get(kind) ?? 0)
    return found.length === 1 ? [shown] : [title, shown]
  })
}

/** How many lines each has: as many as any other, and what the shorter leave. */
function linesOf(found: readonly OfKind[]): ReadonlyMap<OfKind, number> {
  let left = linesShown
  const shortest = found.toSorted((a, b) => a.events.length - b.events.length)
  return new Map(
    shortest.map((kind, at) => {
      const lines = Math.min(kind.events.length, Math.floor(left / (found.length - at)))
      left -= lines
      return [kind, lines]
    }),
  )
}

function list(events: readonly ShownEvent[], most: number) {
  const lines = events.slice(0, most).map((event): Piece[] => {
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

/** Of each kind the largest first, by jobs or by dollars, and what gives no number last. */
function bySize(events: readonly ShownEvent[], toUsd: ToUsd): ShownEvent[] {
  const sized = events.map((event) => ({ event, size: sizeOf(event, toUsd) }))
  const sorted = sized.toSorted((a, b) => b.size - a.size).map(({ event }) => event)
  return kindsOf(sorted).flatMap(({ events: own }) => own)
}

function sizeOf({ merged: { facts }, stories }: ShownEvent, toUsd: ToUsd): number {
  if (facts.category === 'layoff') return facts.headcount ?? facts.headcountDerived ?? 0
  if (facts.category === 'other' || facts.amount === null) return 0
  return toUsd(facts.amount, facts.currency ?? 'USD', stories[0]?.at ?? 0) ?? 0
}

function jobsChart(events: readonly ShownEvent[]) {
  const cuts = events
    .filter(({ merged }) => isFirm(merged))
    .flatMap(({ merged: { facts } }) =>
      facts.category === 'layoff' && facts.headcount !== null
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
