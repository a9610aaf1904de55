import type { FeedReading } from '../core/feed/fetched.ts'
import type { TeamId } from '../core/ids.ts'
import { unreadReply } from '../views/feeds.ts'
import { limits } from '../views/limits.ts'
import { notice, noticeOf } from '../views/notice.ts'
import type { Answer, Reply } from '../views/reply.ts'
import { coded, wordsOf } from '../views/rich.ts'
import { forbiddenFeeds } from '../views/watch.ts'
import type { Asker, Click, Editors, TeamFeeds } from './ports.ts'

export interface FeedNeeds {
  feeds: TeamFeeds
  /** Reads an address as the poller would read a feed of a workspace. Nothing is kept of it. */
  tryFeed(teamId: TeamId, url: string): Promise<FeedReading>
  editors: Editors
  operators: readonly string[]
}

/** `/watch add feed:URL`: tried first, and added only if there is a feed. */
export async function addFeed(needs: FeedNeeds, asker: Asker, url: string): Promise<Reply> {
  const refused = await refusal(needs, asker, url)
  if (refused) return refused
  const reading = await needs.tryFeed(asker.teamId, url)
  return reading.kind === 'document' || reading.kind === 'unchanged'
    ? keepFeed(needs, asker, url)
    : unreadReply(url, reading)
}

/** The button of a feed that a page names. */
export const addFeedByClick = async (needs: FeedNeeds, click: Click): Promise<Answer> =>
  replacing(await addFeed(needs, click, click.value))

/** "Add it all the same". */
export async function keepFeedByClick(needs: FeedNeeds, click: Click): Promise<Answer> {
  const refused = await refusal(needs, click, click.value)
  return replacing(refused ?? (await keepFeed(needs, click, click.value)))
}

/** A feed is heard by all channels of a workspace: where one of them is for editors alone, so are the feeds. */
async function forbids(needs: FeedNeeds, { teamId, userId }: Asker) {
  const editors = await needs.editors.findAllEditors(teamId)
  return editors === null || [...editors, ...needs.operators].includes(userId) ? null : editors
}

/** Why an address is not even tried; null where it is. */
async function refusal(needs: FeedNeeds, asker: Asker, url: string): Promise<Reply | null> {
  const editors = await forbids(needs, asker)
  if (editors) return forbiddenFeeds(editors)
  if (url.length > limits.buttonValue) {
    return notice(
      `Nothing was changed: an address of a feed has at most ${limits.buttonValue} characters.`,
    )
  }
  return addedOrNot(url, await needs.feeds.checkFeed(asker.teamId, url))
}

async function keepFeed(needs: FeedNeeds, asker: Asker, url: string): Promise<Reply> {
  const added = await needs.feeds.addFeed(asker.teamId, url, asker.now)
  const done = [`Done: ${url} is read`, ...coded(fromNow)]
  return addedOrNot(url, added) ?? noticeOf(done, wordsOf(done))
}

const fromNow =
  ' from now on, for this workspace. What it holds already is not announced. `/watch feeds` says how it is.'

function addedOrNot(url: string, word: 'new' | 'added' | 'known' | 'too many'): Reply | null {
  switch (word) {
    case 'new':
    case 'added':
      return null
    case 'known':
      return notice(`Nothing was changed: ${url} is read already.`)
    case 'too many':
      return notice('Nothing was changed: this workspace has as many feeds as one can have.')
  }
}

export async function removeFeed(needs: FeedNeeds, asker: Asker, url: string): Promise<Reply> {
  const editors = await forbids(needs, asker)
  if (editors) return forbiddenFeeds(editors)
  const removed = await needs.feeds.removeFeed(asker.teamId, url)
  return removed
    ? notice(`Done: ${url} is not read any more.`)
    : notice(`Nothing was changed: ${url} is no feed that this workspace added.`)
}

const replacing = (reply: Reply): Answer => ({ kind: 'reply', reply, replace: true })
