import type { Merged } from '../events/merge.ts'
import type { Stance } from '../facts.ts'
import type { EventId, StoryId } from '../ids.ts'
import type { MessageKind, ThreadLine } from './delivery.ts'

/** A story that tells an event, as a message cites it. */
export interface ShownStory {
  id: StoryId
  title: string
  summary: string
  source: string
  link: string | null
  /** When it was published, else first seen. */
  at: number
  /** What it makes of the event. */
  stance: Stance
}

/** An event as it stands now, for one workspace. */
export interface ShownEvent {
  id: EventId
  /** With the workspace's corrections laid over. */
  merged: Merged
  /** The workspace said that this is no such event, or the same as another. */
  isDismissed: boolean
  /** The title of the event that it is joined to; null where it stands by itself. */
  sameAs: string | null
  /** Those that tell it, the earliest first. Never empty. */
  stories: readonly ShownStory[]
}

/** A thread's line, or a change in a digest: what it is about, and the story that brought it. */
export interface ShownLine {
  told: ThreadLine
  story: ShownStory | null
}

/** What a message says, before it is laid out. */
export interface Content {
  kind: MessageKind
  events: readonly ShownEvent[]
  /** It was old when it was announced. */
  older: boolean
  line: ShownLine | null
  /** In a digest: what it tells of events that the channel knew. */
  changes: readonly ShownLine[]
  /** The channel was told other things before it. */
  follows: boolean
  /** A note's own words. */
  note: string | null
  createdAt: number
}
