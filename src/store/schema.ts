import type { Generated } from 'kysely'
import type { Hold, MessageBody } from '../core/delivery/delivery.ts'
import type { EventCategory, Facts } from '../core/facts.ts'
import type { FeedState } from '../core/feed/schedule.ts'
import type {
  ChannelId,
  CompanyKey,
  DeliveryId,
  EventId,
  FeedId,
  MessageId,
  StoryId,
  TeamId,
} from '../core/ids.ts'
import type { Role } from '../core/roles.ts'
import type { Verdict } from '../core/verdict.ts'
import type { RegisterFeed } from '../poll/ports.ts'
import type { Json } from './json.ts'

/** Rows as we read them from either engine. Instants are ms, UTC; flags are 0 or 1; JSON is text. The SQL stands in each engine's migrations.ts. */

type Flag = 0 | 1

interface MetaTable {
  key: string
  value: string
}

export interface FeedTable {
  id: FeedId
  /** The workspace that added it in Slack; null for feeds.yaml. */
  team_id: TeamId | null
  url: string
  name: string
  /** Null: adaptive. */
  every_ms: number | null
  /** Null: never again (the publisher stopped it). */
  next_at: number | null
  /** Null until a first pass was recorded: that pass announces little. */
  first_read_at: number | null
  /** 0 once it is gone from the configuration: its rows stay, nobody asks it. */
  active: Flag
  state: Json<FeedState>
  /** Null: news. */
  register: Generated<Json<RegisterFeed> | null>
  /** So many it has told, also those that were forgotten since. */
  stories: Generated<number>
}

/** Every identity under which a feed has shown an item. */
export interface FeedItemTable {
  feed_id: FeedId
  key: string
  story_id: StoryId | null
  /** Of the item's text when it was last judged: another mark is an edit. */
  mark: string
  /** Refreshed rarely (see poll): an item unseen for long is forgotten. */
  seen_at: number
}

export interface StoryTable {
  id: Generated<StoryId>
  feed_id: FeedId
  team_id: TeamId | null
  title: string
  summary: string
  source: string
  link: string | null
  published_at: number | null
  seen_at: number
  verdict: Json<Verdict>
  rules_hash: string
  /** Equal for copies of one wire text (core/text/text-key.ts). */
  text_key: string | null
  /** 1 where it tells an event: kept. 0: kept for 90 days. */
  told: Flag
  /** When an edit of the item made a new reading of it; else null. */
  edited_at: number | null
}

export interface EventTable {
  id: Generated<EventId>
  team_id: TeamId | null
  category: EventCategory
  /** Null where no story names anybody. */
  company_key: CompanyKey | null
  /** The owner's key for a unit, else `company_key`. */
  root_key: CompanyKey | null
  company_name: string | null
  /** Merged over its stories. */
  facts: Json<Facts>
  happened_at: number
  /** When its newest story was published. */
  last_at: number
  recorded_at: number
  /** Counts up with each change that a reader can see. */
  revision: number
  /** 1: recorded without being told (a first pass, an import). */
  silent: Flag
  stories: number
  sources: number
  /** `root_key` as words between blanks, as `keyWords` in core/events/same-company.ts has them: to find a name within a name. */
  name_words: string | null
}

/** Who takes part in an event. Triggers fill it from the event's facts, as `partsOf` in core/roles.ts reads them. */
interface EventCompanyTable {
  event_id: EventId
  company: CompanyKey
  role: Role
  /** The owner's key for a unit, else `company`. */
  root: CompanyKey
  name: string
}

export interface EventStoryTable {
  event_id: EventId
  story_id: StoryId
  /** What this story says of this event. */
  facts: Json<Facts>
  /** Why it joined, in words. */
  why: string
  joined_at: number
}

interface ChannelTable {
  team_id: TeamId
  id: ChannelId
  name: string | null
  /** Null: channels.yaml speaks for it. */
  settings: Json<unknown> | null
  paused_until: number | null
  /** Slack's word for why nothing can be posted there; null where all is well. */
  blocked: string | null
  blocked_at: number | null
  /** Nothing is sent before: Retry-After, or one message a second. */
  not_before: number
  /** 1 where the bot is a member, 0 where it is not, null where it does not know. */
  member: Flag | null
  /** When it began to hear: what was recorded before is not news to it. */
  since: Generated<number>
}

interface SettingChangeTable {
  id: Generated<number>
  team_id: TeamId
  channel_id: ChannelId
  user_id: string
  at: number
  /** Null: channels.yaml spoke. */
  before: Json<unknown> | null
  after: Json<unknown> | null
  /** The change in words. */
  what: string
  /** The change that this one took back; null where it is none such. */
  undoes: Generated<number | null>
}

type MessageKind = 'alert' | 'burst' | 'digest' | 'note' | 'thread'

interface MessageTable {
  id: Generated<MessageId>
  team_id: TeamId
  channel_id: ChannelId
  kind: MessageKind
  /** What it says beyond its events; null where that is nothing. */
  body: Json<MessageBody> | null
  created_at: number
}

interface MessageEventTable {
  message_id: MessageId
  event_id: EventId
}

type DeliveryState = 'waiting' | 'sending' | 'sent' | 'held' | 'refused' | 'given_up'

/** One message in one channel: what of it should be shown, and what is. */
interface DeliveryTable {
  id: DeliveryId
  team_id: TeamId
  channel_id: ChannelId
  message_id: MessageId
  /** The delivery whose thread it belongs to. */
  parent_id: DeliveryId | null
  state: DeliveryState
  /** Revisions of the events it shows, as core/delivery/delivery.ts counts them. */
  wanted: number
  shown: number
  /** Slack's id of the message, once posted. */
  ts: string | null
  next_at: number
  attempts: number
  attempted_at: number | null
  /** Why it is held; null where it is not. */
  hold: Generated<Hold | null>
  /** Slack's word and ours. */
  error: string | null
  /** 1 where the change that it wants to show is material. */
  material: Flag
  created_at: number
}

interface CorrectionTable {
  id: Generated<number>
  team_id: TeamId
  event_id: EventId
  user_id: string
  at: number
  kind: string
  value: Json<unknown>
  /** 1 where an operator made it hold for every workspace. */
  general: Flag
  undone_at: number | null
}

interface CacheTable {
  namespace: string
  key: string
  value: string
  expires_at: number | null
}

interface InstallationTable {
  team_id: TeamId
  name: string | null
  /** The installation with its tokens, sealed with TOKEN_KEY. */
  sealed: string
  installed_at: number
  updated_at: number
}

/** One row. */
interface RevisionTable {
  /** Of all settings and memberships: triggers count it up. */
  audience: number
}

export interface Schema {
  meta: MetaTable
  feed: FeedTable
  feed_item: FeedItemTable
  story: StoryTable
  event: EventTable
  event_company: EventCompanyTable
  event_story: EventStoryTable
  channel: ChannelTable
  setting_change: SettingChangeTable
  message: MessageTable
  message_event: MessageEventTable
  delivery: DeliveryTable
  correction: CorrectionTable
  cache: CacheTable
  revision: RevisionTable
  installation: InstallationTable
}
