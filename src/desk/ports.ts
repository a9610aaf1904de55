/** What people in Slack can ask of the bot, and what answering them needs, as types. Adapters implement them. */

import type { HomeView, ModalView } from '@slack/types'
import type { ChannelSettings } from '../core/channel/settings.ts'
import type { DeliveryState, Hold, Place } from '../core/delivery/delivery.ts'
import type { Correction } from '../core/events/correction.ts'
import type { PastEvent } from '../core/events/past-event.ts'
import type { Category, Company } from '../core/facts.ts'
import type { FeedState } from '../core/feed/schedule.ts'
import type { ToldEvent } from '../core/history/own-record.ts'
import type { Ranking } from '../core/history/ranking.ts'
import type { Rates } from '../core/history/rates.ts'
import type { RankingQuestion } from '../core/history/talk.ts'
import type { Trends } from '../core/history/trends.ts'
import type { ChannelId, CompanyKey, EventId, StoryId, TeamId } from '../core/ids.ts'
import type { PastStory } from '../core/why/back-test.ts'
import type { EventHere } from '../core/why/explain.ts'
import type { Answer } from '../views/reply.ts'

/** The person behind a command, a click or a form, and when. */
export interface Asker {
  teamId: TeamId
  userId: string
  /** Null in the App Home and in a form that no channel opened. */
  channelId: ChannelId | null
  now: number
}

export interface Command extends Asker {
  /** What was typed after the command's name. */
  text: string
  /** Typed in a direct message of several people, where no app can come. */
  isAmongPeople?: boolean
}

export interface Click<Value = string> extends Asker {
  /** The button's value, or that of the option chosen. */
  value: Value
  /** The `private_metadata` of the form that was clicked in, else empty. */
  about: string
}

export interface Form<About = string> extends Asker {
  /** The `private_metadata` that the form was opened with. */
  about: About
  /** By block id: what was entered or chosen. Null where nothing was. */
  values: Readonly<Record<string, string | readonly string[] | null>>
}

export interface FormDesk<About = string> {
  /** By block id, what is wrong with it: shown in the form, which stays open. Decided before the database is asked. */
  faults(form: Form<About>): Record<string, string>
  /** Without it the form closes when it is sent. */
  meanwhile?: Meanwhile<About>
  submit(form: Form<About>): Promise<Answer>
}

interface Meanwhile<About> {
  /** Shown in the form's place until `submit` answers with a form. */
  view: ModalView
  /** Answers a sending that was submitted before: its acknowledgement has put `view` in the place of what `submit` had answered. */
  again(form: Form<About>): Promise<Answer>
}

/** Everything that a person in Slack can ask or do, by the name that Slack calls it. */
export interface Desk {
  /** By the name that Slack calls it, slash included. */
  command(name: string, command: Command): Promise<Answer>
  /** What was said to the bot, in a mention or a direct message. */
  talk(command: Command): Promise<Answer>
  /** "Judge this", of a message. */
  judge(asked: Asker & { text: string; links: readonly string[] }): Promise<Answer>
  /** By the button's name, without the index that tells several of one kind apart. */
  click(id: string, click: Click): Promise<Answer>
  /** Null where a form of that name is none of ours. */
  form(id: string): FormDesk | null
  home(asker: Asker): Promise<HomeView>
  /** Somebody invited the bot to a channel: what it says there first. */
  invited(asker: Asker): Promise<Answer>
  /** The bot joined a channel by itself. */
  joined(place: Place, at: number): Promise<void>
  /** The bot was removed from a channel. */
  left(place: Place): Promise<void>
  /** A workspace's tokens hold no more. */
  signedOut(teamId: TeamId): Promise<void>
  /** A workspace took the app away. */
  uninstalled(teamId: TeamId): Promise<void>
}

export interface HistoryQuestion {
  teamId: TeamId
  /** The company with its units; null for all companies. */
  company: CompanyKey | null
  category: Category | null
  since: number | null
  until: number | null
}

export interface TrendsQuestion {
  category: Category | null
  days: number
  now: number
  /** Whether layoffs at employers that are no technology companies count too. */
  allIndustries: boolean
}

/** What the configuration knows, as plain values: sums are made where the rows are read, which may be another thread. */
export interface TrendsKnowledge {
  rates: Rates
  /** Of companies whose outermost owner has one. */
  sectors: ReadonlyMap<CompanyKey, string>
}

/** What is being watched, for an honest "nothing is known". */
export interface Coverage {
  feeds: number
  /** So many they have told, files of history aside. */
  stories: number
  /** When the oldest story was seen; null where there is none. */
  since: number | null
  /** When the newest story was seen. */
  readAt: number | null
}

/** History as a workspace sees it: the installation's events and its own, with its corrections laid over them. */
export interface History {
  /** Newest first. */
  findEvents(question: HistoryQuestion): Promise<PastEvent[]>
  findTrends(teamId: TeamId, asked: TrendsQuestion, known: TrendsKnowledge): Promise<Trends>
  /** Events of companies are without their sources. */
  findRanking(teamId: TeamId, asked: RankingQuestion, rates: Rates): Promise<Ranking>
  /** A company that the directory does not know, by its key; null where no event names it. */
  findUnlistedOne(teamId: TeamId, key: CompanyKey): Promise<Company | null>
  /** Companies with events that the directory does not know. */
  findUnlisted(teamId: TeamId): Promise<Company[]>
  findCoverage(teamId: TeamId): Promise<Coverage>
  /** Events of which the workspace was told since then. */
  findTold(teamId: TeamId, since: number): Promise<ToldEvent[]>
}

/** A channel's settings and who gave them: somebody in Slack, `channels.yaml`, or nobody yet. */
export interface GivenSettings {
  settings: ChannelSettings
  /** Slack's word for why nothing can be posted there; null where all is well. */
  blocked: string | null
  from: 'slack' | 'file' | 'nobody'
}

/** A change of a channel's settings, as it was made. */
interface SettingChange {
  id: number
  userId: string
  at: number
  /** In the words of the grammar. */
  what: string
}

export interface SettingsStore {
  findSettings(place: Place): Promise<GivenSettings>
  /** Keeps the change with who and when, and lets go what the old settings held back. Null settings: the file speaks again. */
  recordSettings(
    place: Place,
    change: Omit<SettingChange, 'id'> & { settings: ChannelSettings | null },
  ): Promise<void>
  /** Newest first. */
  findChanges(place: Place, most: number): Promise<SettingChange[]>
  /** Puts back what stood before the newest change that was not itself undone; null where there is none. */
  undoChange(place: Place, userId: string, at: number): Promise<SettingChange | null>
}

/** Whom `channels.yaml` names. */
export interface Editors {
  /** Who may change a channel's settings; null: whoever can ask there. */
  findEditors(place: Place): Promise<readonly string[] | null>
  /** Everybody whom some channel of the workspace names; null where none names any. */
  findAllEditors(teamId: TeamId): Promise<readonly string[] | null>
}

/** Stories as they were read and judged. */
export interface Archive {
  /** Those seen since then that tell an event, or all of them; newest first, in batches that hold nobody up. */
  readStories(place: Place, since: number, all: boolean): AsyncIterable<PastStory>
  /** Null where the workspace sees no such event. */
  findEvent(place: Place, id: EventId): Promise<EventTold | null>
  /** Events of the same category within two months: of the same company, then those that the channel was told of. */
  findNear(place: Place, id: EventId): Promise<NearEvent[]>
  /** The newest under this canonical link. */
  findStory(place: Place, link: string): Promise<PastStory | null>
}

/** People and channels, as Slack knows them. */
export interface People {
  /** An IANA name; "UTC" where Slack does not say. */
  findZone(teamId: TeamId, userId: string): Promise<string>
  /** Whether the bot can post there: it joins a public channel that it is not in. Null where Slack does not say. */
  enter(place: Place): Promise<boolean | null>
  /** Whether the person is in a channel; null where the bot cannot know, as of a private channel that it is not in. */
  isIn(place: Place, userId: string): Promise<boolean | null>
  /** Channels of the person that the bot is in too. */
  findChannels(teamId: TeamId, userId: string): Promise<{ id: ChannelId; name: string }[]>
}

/** A feed as those who hear of it see it. */
export interface SeenFeed {
  url: string
  name: string
  /** Added by this workspace in Slack. */
  own: boolean
  state: FeedState
}

/** Feeds that a workspace added in Slack, beside the installation's. */
export interface TeamFeeds {
  /** Its own first, then those that fail, then the rest by name. */
  listFeeds(teamId: TeamId): Promise<SeenFeed[]>
  /** `known`: the installation or the workspace has it already. */
  checkFeed(teamId: TeamId, url: string): Promise<'new' | 'known' | 'too many'>
  /** Due at once, where `checkFeed` says that it is new. */
  addFeed(teamId: TeamId, url: string, now: number): Promise<'added' | 'known' | 'too many'>
  removeFeed(teamId: TeamId, url: string): Promise<boolean>
}

/** An event as one channel knows it, with the stories that tell it, the earliest first, and why each joined. */
export interface EventTold extends EventHere {
  stories: readonly (PastStory & { joined: string })[]
}

/** An event that another may be the same as. */
export interface NearEvent {
  id: EventId
  at: number
  /** Of its first story. */
  title: string
}

/** A correction as it was made, for one workspace or by an operator for all. */
interface MadeCorrection {
  event: EventId
  userId: string
  at: number
  correction: Correction
  general: boolean
}

interface Regrouping {
  event: EventId
  userId: string
  at: number
}

export interface Corrections {
  /** Messages that show the event are changed at once. Returns the correction's number. */
  recordCorrection(teamId: TeamId, made: MadeCorrection): Promise<number>
  /** The event's stories count to the other from now on. Null where either is gone, or they are one already. */
  joinEvents(teamId: TeamId, made: Regrouping & { into: EventId }): Promise<number | null>
  /** These of its stories become an event of the workspace's own. Null where none would be left, or none would go. */
  partStories(
    teamId: TeamId,
    made: Regrouping & { stories: readonly StoryId[] },
  ): Promise<number | null>
  /** Only of the same workspace. Null where there is nothing left to undo. */
  undoCorrection(teamId: TeamId, id: number, at: number): Promise<EventId | null>
  /** Lets a workspace's correction hold for all. */
  makeGeneral(teamId: TeamId, id: number, at: number): Promise<EventId | null>
  /** Titles of the stories that tell events dismissed by the workspace since then, an entry an event, the newest first. */
  findDismissed(teamId: TeamId, since: number): Promise<string[][]>
}

/** A message of a channel, as the App Home lists it. */
export interface RecentMessage {
  channelId: ChannelId
  state: DeliveryState
  /** Why it is held. */
  hold: Hold | null
  /** Why it was refused or given up. */
  error: string | null
  /** When it was posted, or made. */
  at: number
  /** Of the first story that it tells. */
  title: string
}

/** Where the bot is, and what becomes of what it was to post there. */
export interface Membership {
  /** Messages of these channels, the newest first; lines of threads left out. */
  findRecent(teamId: TeamId, channels: readonly ChannelId[], most: number): Promise<RecentMessage[]>
  /** Where it had left, what is still open from before is given up. */
  recordJoined(place: Place, at: number): Promise<void>
  /** What waits to be posted there is given up; the settings stay. */
  recordLeft(place: Place): Promise<void>
  /** Everything that is the workspace's own: settings, messages, corrections, feeds and what came only from them. */
  removeWorkspace(teamId: TeamId): Promise<void>
}

/** Workspaces that installed the app, with what was sealed of them. */
export interface Installs {
  findInstall(teamId: TeamId): Promise<string | null>
  recordInstall(teamId: TeamId, name: string | null, sealed: string, at: number): Promise<void>
  removeInstall(teamId: TeamId): Promise<void>
  listInstalls(): Promise<TeamId[]>
  /** Nobody else does what is done here for the same workspace meanwhile, in this process or in another. */
  exclusively<T>(teamId: TeamId, run: () => Promise<T>): Promise<T>
}
