import type { FeedId, StoryId, TeamId } from './ids.ts'
import type { Notice } from './notice.ts'

/** One entry of a feed's document, cleaned: plain text, absolute canonical link. Instants are ms, UTC. */
export interface Item {
  guid: string | null
  /** Absolute, tracking parameters dropped. Null where the entry has none. */
  link: string | null
  title: string
  summary: string
  /** Who published it, where the entry or its link says (Google News names the outlet); else null. */
  publisher: string | null
  /** Null where missing, unreadable or in the future. */
  publishedAt: number | null
  /** `publishedAt` is its neighbour's: its own date says a day that cannot be read. It is not told as news. */
  isDateGuessed?: boolean
  /** Where the feed is a register's: what it states. It is believed, not judged. */
  notice?: Notice
}

/** An item that a feed showed for the first time. */
export interface Story {
  id: StoryId
  feedId: FeedId
  /** The workspace whose own feed brought it; null for the installation's feeds. */
  teamId: TeamId | null
  title: string
  summary: string
  /** The publisher's name: the item's, else the feed's. */
  source: string
  link: string | null
  publishedAt: number | null
  seenAt: number
}

/** What is judged: all that a verdict may depend on. */
export type Told = Pick<Story, 'title' | 'summary' | 'source' | 'publishedAt'>
