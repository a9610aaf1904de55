import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { contactMissing, lacksContact } from '../config/contact.ts'
import type { Config } from '../config/load.ts'
import { backOff } from '../core/delivery/retry.ts'
import type { ChannelId } from '../core/ids.ts'
import { dayMs } from '../core/text/calendar.ts'
import { openDesk } from '../desk/desk.ts'
import { passEnded } from '../happenings.ts'
import { unconditional } from '../poll/ports.ts'
import { rereadDeals } from '../poll/reread.ts'
import type { Job, Log } from '../ports.ts'
import { openSlack, type Slack } from '../slack/app.ts'
import { openPeople } from '../slack/people.ts'
import type { Store } from '../store/open-store.ts'
import { isPostgres } from '../store/postgres/address.ts'
import { supervise } from '../supervise.ts'
import { type Command, command, type ExitCode, type Terminal } from './command.ts'
import { readConfiguration } from './configured.ts'
import { openHealth } from './health.ts'
import { openHttp } from './http.ts'
import { openIdentity } from './identity.ts'
import { openLabelledStories } from './labelled-stories.ts'
import { openLog } from './log.ts'
import { openMeasured } from './measured.ts'
import { releaseMemory } from './release-memory.ts'
import { roles as everyRole, type Roles, readRoles } from './roles.ts'
import { openServing, type Serving, type Tuning } from './serving.ts'
import { openTimetable } from './timetable.ts'
import { openTryOut } from './try-out.ts'
import { openWorld, type World } from './world.ts'

/** What is under way at a signal may take so long. */
const graceMs = 9_000
const clock = Date.now

const usage = `usage: bellwether start [--preview] [--role poll,deliver,answer]

Reads the feeds that are due, posts what channels asked for, answers commands. SIGTERM and SIGINT finish what is under way.
Where several processes serve one Postgres, --role gives this one less to do than all.
Without any Slack credential, or with --preview, it runs against a small Slack on this machine, with a sample week of news.`

export const start: Command = startWith()

/** @param tuning only for the kill test */
export function startWith(tuning?: Tuning): Command {
  return command({
    usage,
    options: {
      preview: { type: 'boolean', default: false },
      role: { type: 'string', default: everyRole.join(',') },
    },
    async run({ preview, role }, terminal) {
      const roles = readRoles(role)
      if (roles) return run({ isPreview: preview, roles }, terminal, tuning)
      return { badUsage: `--role takes ${everyRole.join(', ')}, or some of them, not "${role}"` }
    },
  })
}

async function run(
  asked: { isPreview: boolean; roles: Roles },
  { env, stdout, stderr, signal }: Terminal,
  tuning: Tuning | undefined,
): Promise<ExitCode> {
  const config = readConfiguration({ env, stderr })
  if (config === null) return 2
  const isPreview = asked.isPreview || config.environment.slack.kind === 'preview'
  const log = openLog(stderr, config.environment.logLevel, isPreview)
  const world = await openWorld(config, isPreview, stdout)
  if (!isPreview && lacksContact(config)) log.warn({}, contactMissing)
  const { roles } = asked
  const fault =
    roles.size < everyRole.length && !isPostgres(world.database)
      ? '--role is for several processes on one Postgres; one process serves a file, and does everything'
      : await serve({ config, world, roles }, log, signal, tuning)
  await world.close()
  if (fault === null) return 0
  stderr.write(`bellwether: ${fault}\n`)
  return 1
}

/** Serves until the signal. Null, or a sentence on why it could not start. */
async function serve(
  { config, world, roles }: { config: Config; world: World; roles: Roles },
  log: Log,
  signal: AbortSignal,
  tuning: Tuning | undefined,
): Promise<string | null> {
  const known = await openPatiently(
    () => Promise.race([openIdentity(world, clock, log), aborted(signal)]),
    log,
    signal,
  )
  if (known === null) return null
  if (known.kind === 'refused') return known.sentence
  const { identity } = known
  const { teamId, tokenOf } = identity
  const channels = teamId === '' ? [] : world.channels
  const parts = { config, world: { ...world, channels }, teamId, tokenOf, clock, log }
  const open = () => openServing({ ...parts, ...(tuning && { tuning }) })
  const opened = await openPatiently(open, log, signal)
  if (opened === null) return null
  if (opened.kind === 'refused') return opened.sentence
  const { serving } = opened

  const { store } = serving
  const feedEditors = editorsOfAny(config.channels)
  const desk = openDesk({
    history: store.history,
    archive: store.archive,
    corrections: store.corrections,
    membership: store.membership,
    signOut: identity.signOut,
    operators: config.operators,
    labelled: openLabelledStories(config.environment.configDir),
    settings: store.settings,
    feeds: store.teamFeeds,
    people: openPeople(identity.clientOf, store.cache('zones')),
    editorsOf: ({ channelId }) =>
      config.channels.find(({ id }) => id === channelId)?.editors ?? null,
    tryFeed: (team, url) =>
      serving.readFeed({ url, teamId: team, ...unconditional, isConfigured: false }, signal),
    feedEditorsOf: (team) => (team === teamId ? feedEditors : null),
    directory: config.directory,
    readStory: config.readStory,
    judge: config.judge,
    toUsd: config.toUsd,
    newId: () => randomUUID().slice(0, 8),
  })
  const { reach } = identity
  const { slackApiUrl } = world
  const { commandPrefix } = config.environment
  const asked = { desk, commandPrefix, clock, log }
  const slack = openSlack({ reach, ...identity.open(store), slackApiUrl, ...asked })
  const http = await openHttp({
    port: config.environment.port,
    host: world.preview ? '127.0.0.1' : null,
    health: openHealth({
      findFeedDue: store.findLongestUnread,
      findDeliveryDue: store.findLongestUnsent,
      findUsualWaits: store.findUsualWaits,
      isConnected: roles.has('answer') ? slack.isConnected : () => null,
      isInPlace: store.isInPlace,
      findImpaired: store.findImpaired,
      clock,
      log,
    }),
    metrics: config.environment.metrics ? await openMeasured(store, world.feeds, clock) : null,
    listener: world.preview?.listener ?? slack.listener,
  })
  if (http.kind === 'refused') {
    await serving.close()
    return http.sentence
  }
  world.preview?.judgeBy(openTryOut({ judge: config.judge, readFeed: serving.readFeed, signal }))
  log.info({ port: http.port, team: identity.name }, 'serving')
  const mine = [...serving.configured.channels.keys()]
  await supervise('channels', () => tellTakenOver(store, mine, log), log)

  const stopping = new AbortController()
  const stopped = AbortSignal.any([signal, stopping.signal])
  const polling = openPolling(serving, log, stopped)
  const timetable = openTimetable(log)
  const untoldMs = config.environment.keepUntoldDays * dayMs
  // Ticks may overlap: a feed that is under way is not asked again, and a slow one keeps nobody waiting.
  if (roles.has('poll')) {
    timetable.add('poll', config.environment.pollCron ?? world.pollCron, polling.tick)
    void polling.tick().then(releaseMemory)
  } else timetable.add('prepare', '*/20 * * * * *', serving.prepare)
  const jobs: Job[] = [
    { name: 'prune', cron: '17 3 * * *', run: () => store.prune(untoldMs, stopped) },
    { name: 'rotate', cron: '41 * * * *', run: identity.rotate },
  ]
  const working = store.jobs?.run(jobs, log, stopped)
  if (!store.jobs) for (const { name, cron, run } of jobs) timetable.add(name, cron, run)
  const { judge, directory } = config
  const rereading = supervise(
    'reread',
    () => rereadDeals({ transact: store.transact, judge, directory }, stopped),
    log,
  )
  const delivering = identity.join(mine, stopped).then(async () => {
    if (roles.has('deliver')) await serving.deliverer.run(stopped)
  })
  // Feeds and alerts need no socket.
  const refused = await Promise.race([
    roles.has('answer') ? connect(slack) : null,
    aborted(signal).then(() => null),
  ])
  if (refused === null) {
    if (roles.has('answer') && slack.isConnected() !== false) log.info({}, 'connected to Slack')
    if (world.preview) log.info({}, `the preview is at http://localhost:${http.port}`)
    await aborted(signal)
  }
  log.info({}, 'stopping')
  stopping.abort()
  await timetable.close()
  const finished = Promise.all([
    polling.settled(),
    rereading,
    delivering,
    working,
    slack.stop(),
    http.close(),
  ])
  await Promise.race([finished, pause(graceMs, undefined, { ref: false })])
  await serving.close()
  return refused
}

async function tellTakenOver(store: Store, channels: readonly ChannelId[], log: Log) {
  const takenOver = await store.findTakenOver(channels)
  if (takenOver.length === 0) return
  log.info({ channels: takenOver }, 'set in Slack, not by channels.yaml, until /watch reset')
}

/** A fault that may pass is waited out. Null where it is stopped meanwhile. */
async function openPatiently<Opened extends { kind: 'open' } | Refused>(
  open: () => Promise<Opened | undefined>,
  log: Log,
  signal: AbortSignal,
): Promise<Opened | null> {
  for (let failures = 1; !signal.aborted; failures++) {
    const opened = await open()
    if (!opened) break
    if (opened.kind === 'open' || opened.isFinal) return opened
    log.warn({}, `${opened.sentence} It will be tried again.`)
    await pause(backOff(failures, 0), undefined, { signal }).catch(() => {})
  }
  return null
}

interface Refused {
  kind: 'refused'
  sentence: string
  isFinal: boolean
}

/** Null, or why Slack will never have us. */
function connect(slack: Slack): Promise<string | null> {
  return slack.start().then(
    () => null,
    (error: Error) => error.message,
  )
}

async function aborted(signal: AbortSignal): Promise<undefined> {
  if (!signal.aborted) await once(signal, 'abort')
  return undefined
}

/** Null where no channel has editors. */
function editorsOfAny(channels: Config['channels']): string[] | null {
  const named = channels.flatMap(({ editors }) => editors ?? [])
  return channels.some(({ editors }) => editors !== null) ? [...new Set(named)] : null
}

function openPolling({ poller, prepare }: Serving, log: Log, signal: AbortSignal) {
  const underWay = new Set<Promise<void>>()
  const run = async () => {
    await prepare()
    const began = performance.now()
    const { feeds, failed, stories, events } = await poller.pollDue(signal)
    if (feeds > 0) passEnded.tell({ ms: performance.now() - began, feeds, failed })
    if (feeds > 0) log.info({ feeds, failed, stories, events }, 'polled')
  }
  return {
    /** Never rejects. */
    async tick() {
      const pass = supervise('poll', run, log)
      underWay.add(pass)
      await pass
      underWay.delete(pass)
    },
    settled: () => Promise.all(underWay),
  }
}
