import type { HomeView } from '@slack/types'
import { recordOf } from '../core/history/own-record.ts'
import type { TeamId } from '../core/ids.ts'
import type { Directory } from '../core/reading/company.ts'
import { dayMs } from '../core/text/calendar.ts'
import { firstContact } from '../views/first-contact.ts'
import { homeView } from '../views/home.ts'
import type { Answer } from '../views/reply.ts'
import type { Asker, History, Membership, People, SettingsStore, TeamFeeds } from './ports.ts'
import { hereOf } from './tuning.ts'

export interface HomeNeeds {
  settings: SettingsStore
  people: People
  feeds: TeamFeeds
  membership: Membership
  history: History
  /** Forgets a workspace's tokens. */
  signOut(teamId: TeamId): Promise<void>
  directory: Directory
}

const mostRecent = 15
const recordDays = 30

/** The App Home of one person. */
export async function openHome(needs: HomeNeeds, asker: Asker): Promise<HomeView> {
  const { teamId, userId, now } = asker
  const channels = await needs.people.findChannels(teamId, userId)
  const ids = channels.map(({ id }) => id)
  const [feeds, told, recent, own] = await Promise.all([
    needs.feeds.listFeeds(teamId),
    needs.history.findTold(teamId, now - recordDays * dayMs),
    needs.membership.findRecent(teamId, ids, mostRecent),
    Promise.all(
      ids.map(async (id) => {
        const { settings } = await needs.settings.findSettings({ teamId, channelId: id })
        return { id, settings }
      }),
    ),
  ])
  const record = { days: recordDays, ...recordOf(told) }
  return homeView({ channels: own, feeds, record, recent, directory: needs.directory, now })
}

/** Invited to a channel: from now on what waited there may be posted, and the bot says what it will do. */
export async function greet(needs: HomeNeeds, asker: Asker): Promise<Answer> {
  const here = hereOf(asker)
  if (here === null) return { kind: 'nothing' }
  await needs.membership.recordJoined(here, here.now)
  const { settings } = await needs.settings.findSettings(here)
  return { kind: 'share', reply: firstContact(settings, needs.directory) }
}
