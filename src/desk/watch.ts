import { parseCommand } from '../core/channel/command.ts'
import type { WatchCommand } from '../core/channel/command-parts.ts'
import { type Watch, watchFor } from '../core/channel/settings.ts'
import { resolveWatch, type Tuning, tune } from '../core/channel/tune.ts'
import { isTooLong } from '../core/channel/watch-json.ts'
import { nameOf, watchText } from '../core/channel/watch-text.ts'
import { keyOfWatched, watchedCompany } from '../core/channel/watched-company.ts'
import type { Place } from '../core/delivery/delivery.ts'
import type { CompanyKey } from '../core/ids.ts'
import type { Directory } from '../core/reading/company.ts'
import { button } from '../views/clicks.ts'
import { feedsReply } from '../views/feeds.ts'
import { notice } from '../views/notice.ts'
import type { Answer, Reply } from '../views/reply.ts'

import {
  type Doubt,
  forbidden,
  mistakeReply,
  proposalReply,
  savedReply,
  settingsList,
  yamlReply,
} from '../views/watch.ts'
import { watchHelp } from '../views/watch-help.ts'
import { type ExplainNeeds, tryHeadline, whyLink } from './explaining.ts'
import { nearNames } from './near-names.ts'
import type { Asker, Click, Command, History } from './ports.ts'
import { channelYaml } from './settings-export.ts'
import { addFeed, type FeedNeeds, removeFeed } from './team-feeds.ts'
import {
  backTestDays,
  forbids,
  type Here,
  hereOf,
  patternFault,
  saveTuning,
  tryOut,
} from './tuning.ts'

export interface WatchNeeds extends ExplainNeeds, FeedNeeds {
  history: History
  /** The form of a channel's settings. */
  openForm(asker: Asker & Place): Promise<Answer>
}

/** `/watch …`: what this channel hears. */
export async function runWatch(needs: WatchNeeds, command: Command): Promise<Answer> {
  const { text, isAmongPeople = false, ...asker } = command
  if (asker.channelId === null) return reply(notice('Ask this in a channel.'))
  const here: Here = { ...asker, channelId: asker.channelId }
  const parsed = parseCommand(text)
  if (parsed.kind === 'mistake') return reply(mistakeReply(parsed))
  if (isAmongPeople && !onlyAsks.has(parsed.command.kind)) return reply(notice(amongPeople))
  return run(needs, here, parsed.command)
}

/** Commands that change nothing of what a channel hears. */
const onlyAsks: ReadonlySet<WatchCommand['kind']> = new Set([
  'list',
  'feeds',
  'test',
  'why',
  'export',
  'help',
])
const amongPeople =
  'Nothing was changed: nobody can invite me to a direct message of several people. Ask it in a channel, or in a direct message with me.'

async function run(needs: WatchNeeds, here: Here, command: WatchCommand): Promise<Answer> {
  switch (command.kind) {
    case 'open':
      return needs.openForm(here)
    case 'add':
      return propose(needs, here, resolveWatch(command.watch, needs.directory))
    case 'add_feed':
      return reply(await addFeed(needs, here, command.url))
    case 'remove':
      if (command.what.kind === 'feed')
        return reply(await removeFeed(needs, here, command.what.url))
      return save(needs, here, command)
    case 'mute':
    case 'unmute':
    case 'pause':
    case 'resume':
    case 'digest':
    case 'quiet':
    case 'choose':
      return save(needs, here, command)
    case 'list':
      return reply(await list(needs, here))
    case 'feeds':
      return reply(feedsReply(await needs.feeds.listFeeds(here.teamId), here.now))
    case 'test':
      return reply(await tryHeadline(needs, here, command.headline))
    case 'why':
      return reply(await whyLink(needs, here, command.link))
    case 'undo':
      return undoLast(needs, here)
    case 'reset':
      return reset(needs, here)
    case 'export':
      return exportYaml(needs, here)
    case 'help':
      return reply(watchHelp)
    default:
      return command satisfies never
  }
}

/** Shows what the watch would have done; the button saves it. */
async function propose(needs: WatchNeeds, here: Here, watch: Watch): Promise<Answer> {
  const editors = await forbids(needs, here)
  if (editors) return reply(forbidden(editors))
  const { directory } = needs
  const fault = [watch.match ?? '', ...watch.not].filter(Boolean).map(patternFault).find(Boolean)
  if (fault) return reply(notice(fault))
  const { settings } = await needs.settings.findSettings(here)
  const context = { directory, now: here.now, zone: 'UTC', newId: needs.newId() }
  const tuned = tune(settings, { kind: 'add', watch }, context)
  if (tuned.kind === 'unchanged') return reply(notice(`Nothing to do: ${tuned.because}.`))
  if (isTooLong(watch)) return reply(notice('That is too long for one watch: make two of it.'))
  const { alone } = await tryOut(needs, here, watch, [settings, tuned.settings])
  const text = watchText(watch, directory)
  const doubts = await doubtsOf(needs, here, watch)
  return reply(proposalReply(watch, { text, days: backTestDays, alone, change: null }, doubts))
}

/** Companies of a watch that nobody knows, with those that they may have meant and the watch that would then be. */
async function doubtsOf(
  { directory, history }: WatchNeeds,
  { teamId }: Here,
  watch: Watch,
): Promise<Doubt[]> {
  const unknown = watch.companies.filter((written) => written.startsWith('~'))
  if (unknown.length === 0) return []
  const unlisted = await history.findUnlisted(teamId)
  const told = new Set<string>(unlisted.map(({ key }) => key))
  return unknown.flatMap((written) => {
    const name = nameOf(written, directory)
    const near = told.has(keyOfWatched(written)) ? [] : nearNames(name, directory, unlisted)
    const meant = near.map((one) => ({
      name: one,
      watch: renamedIn(watch, written, one, directory),
    }))
    return meant.length === 0 ? [] : [{ name, meant }]
  })
}

function renamedIn(watch: Watch, was: string, name: string, directory: Directory): Watch {
  const companies = watch.companies.map((one) => (one === was ? name : nameOf(one, directory)))
  return resolveWatch({ ...watch, companies }, directory)
}

/** "Amazon", where amazn was watched: tried anew. */
export async function proposeMeant(needs: WatchNeeds, click: Click<Watch>): Promise<Answer> {
  const here = hereOf(click)
  return here === null ? nothing : replacing(await propose(needs, here, click.value))
}

/** The button under a proposal: its value is the watch. */
export async function saveProposal(needs: WatchNeeds, click: Click<Watch>): Promise<Answer> {
  const here = hereOf(click)
  if (here === null) return nothing
  return replacing(await save(needs, here, { kind: 'add', watch: click.value }))
}

export async function dropProposal(): Promise<Answer> {
  return replacing(reply(notice('Dropped. Nothing was changed.')))
}

/** A company of a dossier, by its key, or one that nothing is known of, by its name: hears all of it. */
export async function watchCompany(needs: WatchNeeds, click: Click): Promise<Answer> {
  const here = hereOf(click)
  if (here === null) return nothing
  const { directory } = needs
  const known = directory.get(click.value as CompanyKey)
  const written = known?.key ?? watchedCompany(nameOf(click.value, directory), directory)
  return propose(needs, here, watchFor({ companies: [written] }))
}

async function save(needs: WatchNeeds, here: Here, tuning: Tuning): Promise<Answer> {
  return reply(savedReply(await saveTuning(needs, here, tuning)))
}

async function list(needs: WatchNeeds, here: Here): Promise<Reply> {
  const { directory } = needs
  const [given, changes] = await Promise.all([
    needs.settings.findSettings(here),
    needs.settings.findChanges(here, 3),
  ])
  return settingsList({ ...given, directory, now: here.now, changes })
}

export async function undoLast(needs: WatchNeeds, asker: Asker): Promise<Answer> {
  const here = hereOf(asker)
  if (here === null) return nothing
  const editors = await forbids(needs, here)
  if (editors) return reply(forbidden(editors))
  const undone = await needs.settings.undoChange(here, here.userId, here.now)
  return reply(
    undone ? notice(`Undone: ${undone.what}.`) : notice('There is no change left to undo.'),
  )
}

async function reset(needs: WatchNeeds, here: Here): Promise<Answer> {
  const editors = await forbids(needs, here)
  if (editors) return reply(forbidden(editors))
  const change = { settings: null, what: 'reset', userId: here.userId, at: here.now }
  await needs.settings.recordSettings(here, change)
  const { from } = await needs.settings.findSettings(here)
  const now =
    from === 'file'
      ? 'has what channels.yaml gives it'
      : 'hears nothing: it is not in channels.yaml'
  return reply(notice(`Done: this channel ${now}.`, button('Undo', 'watch_undo')))
}

async function exportYaml(needs: WatchNeeds, here: Here): Promise<Answer> {
  const { settings } = await needs.settings.findSettings(here)
  return reply(yamlReply(channelYaml(here.channelId, settings, needs.directory)))
}

const reply = (one: Reply): Answer => ({ kind: 'reply', reply: one })

const nothing: Answer = { kind: 'nothing' }

const replacing = (answer: Answer): Answer =>
  answer.kind === 'reply' ? { ...answer, replace: true } : answer
