import type { ActionsBlock, AnyBlock, RichTextBlock, SectionBlock } from '@slack/types'
import type { Content, ShownEvent, ShownStory } from '../core/delivery/shown.ts'
import { trust } from '../core/events/said.ts'
import type { Stance } from '../core/facts.ts'
import { dayMs } from '../core/text/calendar.ts'
import { chooseSentences } from '../core/text/excerpt.ts'
import { alertMenu } from './alert-menu.ts'
import { linkId } from './clicks.ts'
import { factLines } from './facts.ts'
import { headlineOf, headlineOfAll } from './headline.ts'
import { limits } from './limits.ts'
import type { Reply } from './reply.ts'
import {
  bold,
  bullets,
  header,
  italic,
  link,
  moment,
  type Piece,
  paragraph,
  plain,
} from './rich.ts'
import { clamp, counted, figure, harmless, topLevel } from './words.ts'

/** Events of one message that are shown in full; further ones are named. */
const inFull = 4
const publishersNamed = 5

/** An event, or those that the same stories tell, in one message. */
export function alertView(content: Content, now: number, furniture: readonly string[]): Reply {
  const events = content.events.filter(({ isDismissed }) => !isDismissed)
  const [first, ...linked] = events
  if (!first) return dismissedView(content)
  const headline = headlineOfAll(events)
  const lead = leadStory(first)
  const more = linked.slice(0, inFull - 1)
  const tellsMoney = events.some(({ merged }) => merged.facts.category === 'ai_investment')
  const rest = linked.slice(inFull - 1).map((event): Piece[] => [clamp(headlineOf(event), 200)])
  const blocks: (AnyBlock | null)[] = [
    header(clamp(headline, limits.header)),
    olderLine(content, lead, now),
    bullets(factLines(first, tellsMoney)),
    ...more.flatMap((event) => [linkedTitle(event), bullets(factLines(event, tellsMoney))]),
    rest.length === 0 ? null : bullets(rest.slice(0, 10)),
    summaryOf(lead, furniture),
    sourcesLine(first),
    ...stillToSay(content),
    actions(first, lead),
  ]
  return {
    text: topLevel(`${headline} (${lead.source})`),
    blocks: blocks.filter((block) => block !== null),
  }
}

/** The story that tells it best: as it stands now, with the number in front, with a summary, the earliest. A notice has nothing to read. */
export function leadStory({ stories, merged }: ShownEvent): ShownStory {
  const front = merged.said.headcount[0] ?? merged.said.amount[0]
  const weigh = (story: ShownStory) =>
    (story.link === null ? 0 : 8) +
    (isAsItStands(story.stance, merged.facts.stance) ? 4 : 0) +
    (front?.sources.includes(story.source) ? 2 : 0) +
    (story.summary.length >= 80 ? 1 : 0)
  const [first, ...more] = stories
  if (!first) throw new Error('views: an event without stories')
  return more.reduce((best, story) => (weigh(story) > weigh(best) ? story : best), first)
}

/** What a register confirms, the press tells too. */
function isAsItStands(told: Stance, stands: Stance): boolean {
  return told === stands || (stands === 'official' && trust[told] >= trust.reported)
}

function olderLine({ older }: Content, { at }: ShownStory, now: number): RichTextBlock | null {
  if (!older && now - at <= 2 * dayMs) return null
  return paragraph(italic('Older news, from '), moment(at))
}

function linkedTitle(event: ShownEvent): SectionBlock {
  return {
    type: 'section',
    text: plain(headlineOf(event), 300),
    accessory: menuOf(event),
  }
}

function summaryOf(
  { title, summary }: ShownStory,
  furniture: readonly string[],
): RichTextBlock | null {
  const limits = { sentences: 3, characters: 700, furniture }
  const sentences = chooseSentences(title, summary, limits)
  return sentences === '' ? null : paragraph(sentences)
}

/** "Reuters: Amazon to cut … · today at 9:00 · 7 sources, also The Verge, CNBC and 4 more". */
function sourcesLine(event: ShownEvent): RichTextBlock {
  const lead = leadStory(event)
  const pieces: Piece[] = [
    bold(clamp(lead.source, 60)),
    ': ',
    link(lead.link, clamp(lead.title, 250)),
    ' · ',
    moment(lead.at),
  ]
  const others = event.merged.sources.filter((source) => source !== lead.source)
  if (others.length > 0) {
    const sources = counted(event.merged.sources.length, 'source')
    pieces.push(` · ${sources}, also `, ...named(others, event.stories))
  }
  return paragraph(...pieces)
}

function named(sources: readonly string[], stories: readonly ShownStory[]): Piece[] {
  const shown = sources.slice(0, publishersNamed)
  const pieces = shown.flatMap((source, index): Piece[] => {
    const url = stories.find((story) => story.source === source && story.link)?.link ?? null
    const word = link(url, clamp(source, 60))
    return index === 0 ? [word] : [', ', word]
  })
  const more = sources.length - shown.length
  return more > 0 ? [...pieces, ` and ${figure(more)} more`] : pieces
}

/** What the workspace took out of a message that stands. */
function stillToSay({ events }: Content): RichTextBlock[] {
  const dismissed = events.filter(({ isDismissed }) => isDismissed)
  if (dismissed.length === 0) return []
  return [paragraph(italic(`${counted(dismissed.length, 'event')} taken out by this workspace.`))]
}

function actions(event: ShownEvent, { link: url, source }: ShownStory): ActionsBlock {
  const isWeb = url !== null && url.length <= limits.url && /^https?:\/\//.test(url)
  const read = {
    type: 'button',
    text: plain(`Read at ${source}`, limits.buttonText),
    action_id: linkId,
    url: url ?? '',
  } as const
  return { type: 'actions', elements: [...(isWeb ? [read] : []), menuOf(event)] }
}

const menuOf = ({ id, merged }: ShownEvent) =>
  alertMenu({
    id,
    category: merged.facts.category,
    companyName: harmless(merged.facts.company?.name ?? '').trim() || null,
  })

/** Everything in it was taken back: it says so where it stands. */
function dismissedView({ events }: Content): Reply {
  const title = clamp(events[0]?.stories[0]?.title ?? '', 300)
  const [first] = events
  const said =
    first?.sameAs == null
      ? 'Taken back: somebody in this workspace said that this does not belong here.'
      : `Told twice: somebody in this workspace said that this is the same as "${clamp(first.sameAs, 200)}".`
  return {
    text: topLevel(`${said} ${title}`),
    blocks: [paragraph(italic(said), ' ', title)],
  }
}
