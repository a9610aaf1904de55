import { compileHearing } from '../core/channel/hearing.ts'
import { route } from '../core/channel/route.ts'
import { canonicalLink } from '../core/feed/identity.ts'
import type { EventId } from '../core/ids.ts'
import type { Told } from '../core/story.ts'
import type { Verdict } from '../core/verdict.ts'
import { explain, wayWords } from '../core/why/explain.ts'
import { notice, noticeWithCommands } from '../views/notice.ts'
import type { Reply } from '../views/reply.ts'
import { elsewhereReply, whyReply } from '../views/why.ts'
import type { EventTold } from './ports.ts'
import type { Here, TuningNeeds } from './tuning.ts'

export interface ExplainNeeds extends TuningNeeds {
  /** The rules as they are now. */
  judge(told: Told): Verdict
}

/** What would become of a headline in this channel. Nothing is stored. */
export async function tryHeadline(
  needs: ExplainNeeds,
  here: Here,
  headline: string,
): Promise<Reply> {
  const { directory, readStory } = needs
  const { settings } = await needs.settings.findSettings(here)
  const told: Told = { title: headline, summary: '', source: 'you', publishedAt: here.now }
  const hear = compileHearing([settings], needs)
  const verdict = needs.judge(told)
  const asked = { told, verdict, settings, hear, directory, readStory, now: here.now, events: null }
  return whyReply({ title: headline, link: null, explanation: explain(asked) })
}

/** Why a story came, or at which stage it stopped. */
export async function whyLink(needs: ExplainNeeds, here: Here, link: string): Promise<Reply> {
  const past = await needs.archive.findStory(here, canonicalLink(link) ?? link)
  if (past === null) {
    return noticeWithCommands(
      'No feed has shown this link, so nothing was judged. `/watch feeds` says what is read; `/watch add feed:URL` adds one.',
    )
  }
  const events = await Promise.all(past.events.map(({ id }) => needs.archive.findEvent(here, id)))
  const known = events.filter((event) => event !== null)
  return why(needs, here, { story: past, events: known, joins: known.flatMap(joinsOf) })
}

/** A message that somebody asks about: its words, and the links in it. */
export interface JudgedMessage {
  text: string
  links: readonly string[]
}

const mostJudged = 3

/** "Judge this": of each link that a feed has shown, what became of it; else what the words would be judged to be. */
export async function judgeMessage(
  needs: ExplainNeeds,
  here: Here,
  { text, links }: JudgedMessage,
): Promise<Reply> {
  const known: Reply[] = []
  for (const link of links) {
    if (known.length >= mostJudged) break
    const past = await needs.archive.findStory(here, canonicalLink(link) ?? link)
    if (past !== null) known.push(await whyLink(needs, here, link))
  }
  if (known.length > 0) return together(known)
  const [headline] = text.split('\n').flatMap((line) => line.trim() || [])
  const unseen = links.length > 0 ? unseenLink : noLink
  if (headline === undefined) return noticeWithCommands(unseen.bare)
  return together([notice(unseen.headed), await tryHeadline(needs, here, headline)])
}

const noLink = {
  bare: 'There is neither a headline nor a link in this message.',
  headed:
    'There is no link in it, so I cannot say whether it was told; as a headline it would be judged so:',
}
const unseenLink = {
  bare: 'No feed has shown this link, so nothing was judged or told. `/watch feeds` says what is read; `/watch add feed:URL` adds one.',
  headed:
    'No feed has shown its link, so it was not told here; as a headline it would be judged so:',
}

const together = (replies: readonly Reply[]): Reply => ({
  text: replies.map(({ text }) => text).join(' '),
  blocks: replies.flatMap(({ blocks }) => blocks),
})

/** Why an event stands in this channel. */
export async function whyEvent(needs: ExplainNeeds, here: Here, id: EventId): Promise<Reply> {
  const event = await needs.archive.findEvent(here, id)
  const [story] = event?.stories ?? []
  if (!event || !story) return notice('Nothing is stored of this any more.')
  return why(needs, here, { story, events: [event], joins: joinsOf(event) })
}

interface About {
  story: EventTold['stories'][number] | Omit<EventTold['stories'][number], 'joined'>
  events: readonly EventTold[]
  joins: ReturnType<typeof joinsOf>
}

async function why(
  needs: ExplainNeeds,
  here: Here,
  { story: past, events, joins }: About,
): Promise<Reply> {
  const { directory, readStory } = needs
  const { settings } = await needs.settings.findSettings(here)
  const { story: told, verdict } = past
  const hear = compileHearing([settings], needs)
  const asked = { told, verdict, settings, hear, directory, readStory, now: here.now, events }
  return whyReply({ title: told.title, link: told.link, explanation: explain(asked), joins })
}

const joinsOf = ({ stories }: EventTold) =>
  stories.map(({ story: { source, link }, joined }) => ({ source, link, joined }))

/** What each other channel of the asker does with an event, and why. */
export async function whyElsewhere(needs: ExplainNeeds, here: Here, id: EventId): Promise<Reply> {
  const event = await needs.archive.findEvent(here, id)
  const { facts, stories } = event ?? {}
  const [first] = stories ?? []
  if (!facts || !first) return notice('Nothing is stored of this any more.')
  const channels = await needs.people.findChannels(here.teamId, here.userId)
  const others = channels.filter((channel) => channel.id !== here.channelId).slice(0, 20)
  const lines = await Promise.all(
    others.map(async (channel) => {
      const { settings } = await needs.settings.findSettings({ ...here, channelId: channel.id })
      const heard = compileHearing([settings], needs)(facts, first.story)
      const way = route(settings, heard, here.now)
      return { channelId: channel.id, words: wayWords(way, { ...needs, told: first.story }) }
    }),
  )
  return elsewhereReply(first.story.title, lines)
}
