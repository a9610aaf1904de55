import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { contactMissing, lacksContact } from '../config/contact.ts'
import type { Config } from '../config/load.ts'
import { backOff } from '../core/delivery/retry.ts'
import type { ChannelId } from '../core/ids.ts'
import { dayMs } from '../core/text/calendar.ts'
import { passEnded } from '../happenings.ts'
import { rereadDeals } from '../poll/reread.ts'
import type { Job, Log } from '../ports.ts'
import type { Slack } from '../slack/app.ts'
import type { Store } from '../store/open-store.ts'
import { isPostgres } from '../store/postgres/address.ts'
import { supervise } from '../supervise.ts'
import { openAnswering } from './answering.ts'
import { type Command, command, type ExitCode, type Terminal } from './command.ts'
import { readConfiguration } from './configured.ts'
import { openHealth } from './health.ts'
import { openHttp } from './http.ts'
import { type Identity, openIdentity } from './identity.ts'
import { openLog } from './log.ts'
import { openMeasured } from './measured.ts'
import { releaseMemory } from './release-memory.ts'
import { roles as everyRole, type Roles, readRoles } from './roles.ts'
import { openServing, type Rig, type Serving } from './serving.ts'
import { openTimetable } from './timetable.ts'
import { openTryOut } from './try-out.ts'
import { openWorld, type World } from './world.ts'

/** What is under way at a signal may take so long. */
const graceMs = 9_000
/** Several times before the store takes a process that says nothing for one that is gone. */
const configureEveryMs = 5_000
const clock = Date.now

const usage = `usage: bellwether start [--preview] [--role poll,deliver,answer]

Reads the feeds that are due, posts what channels asked for, answers commands. SIGTERM and SIGINT finish what is under way.
Where several processes serve one Postgres, --role gives this one less to do than all.
Without any Slack credential, or with --preview, it runs against a small Slack on this machine, with a sample week of news and a database
of its own, which is begun anew each time: DATABASE_URL is left alone then.`

export const start: Command = startWith()

/** @param rig only for the kill test */
export function startWith(rig?: Rig): Command {
  return command({
    usage,
    options: {
      preview: { type: 'boolean', default: false },
      role: { type: 'string', default: everyRole.join(',') },
    },
    async run({ preview, role }, terminal) {
      const roles = readRoles(role)
      if (roles) return run({ isPreview: preview, roles }, terminal, rig)
      return { badUsage: `--role takes ${everyRole.join(', ')}, or some of them, not "${role}"` }
    },
  })
}

async function run(
  asked: { isPreview: boolean; roles: Roles },
  { env, stdout, stderr, signal }: Terminal,
  rig: Rig | undefined,
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
      : await serve({ config, world, roles }, log, signal, rig)
  await world.close()
  if (fault === null) return 0
  stderr.write(`bellwether: ${fault}\n`)
  return 1
}

/** What a process that serves has, once its workspace and its database are open. */
interface Parts {
  config: Config
  world: World
  roles: Roles
  identity: Identity
  serving: Serving
  log: Log
}

/** Serves until the signal. Null, or a sentence on why it could not start. */
async function serve(
  { config, world, roles }: { config: Config; world: World; roles: Roles },
  log: Log,
  signal: AbortSignal,
  rig: Rig | undefined,
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
  const open = () => openServing({ ...parts, ...(rig && { rig }) })
  const opened = await openPatiently(open, log, signal)
  if (opened === null) return null
  if (opened.kind === 'refused') return opened.sentence
  return live({ config, world, roles, identity, serving: opened.serving, log }, signal)
}

/** From the first port that is open to the last that is closed. */
async function live(parts: Parts, signal: AbortSignal): Promise<string | null> {
  const { config, world, roles, identity, serving, log } = parts
  const slack = openAnswering({ config, world, identity, serving, clock, log }, signal)
  const http = await openHttpOf(parts, slack)
  if (http.kind === 'refused') {
    await serving.close()
    return http.sentence
  }
  world.preview?.judgeBy(openTryOut({ judge: config.judge, readFeed: serving.readFeed, signal }))
  log.info({ port: http.port, team: identity.name }, 'serving')
  const stopping = new AbortController()
  const work = await beginWork(parts, AbortSignal.any([signal, stopping.signal]))
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
  await work.stopTimetable()
  const finished = Promise.all([work.settled(), slack.stop(), http.close()])
  await Promise.race([finished, pause(graceMs, undefined, { ref: false })])
  await serving.close()
  return refused
}

async function openHttpOf({ config, world, roles, serving: { store }, log }: Parts, slack: Slack) {
  return openHttp({
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
}

/** All that runs unasked: polling, deliveries, and the jobs of the night. */
async function beginWork(parts: Parts, stopped: AbortSignal) {
  const { config, world, roles, identity, serving, log } = parts
  const { store } = serving
  const mine = [...serving.configured.channels.keys()]
  await supervise('channels', () => tellTakenOver(store, mine, log), log)
  const configuring = keepConfiguring(serving, log, stopped)
  const polling = openPolling(serving, log, stopped)
  const timetable = openTimetable(log)
  // Ticks may overlap: a feed that is under way is not asked again, and a slow one keeps nobody waiting.
  if (roles.has('poll')) {
    timetable.add('poll', config.environment.pollCron ?? world.pollCron, polling.tick)
    void polling.tick().then(releaseMemory)
  }
  const untoldMs = config.environment.keepUntoldDays * dayMs
  const jobs: Job[] = [
    { name: 'prune', cron: '17 3 * * *', run: () => store.prune(untoldMs, stopped) },
    { name: 'rotate', cron: '41 * * * *', run: identity.rotate },
  ]
  const working = store.jobs?.run(jobs, log, stopped)
  if (!store.jobs) for (const { name, cron, run } of jobs) timetable.add(name, cron, run)
  const { judge, directory } = config
  const reread = () => rereadDeals({ transact: store.transact, judge, directory }, stopped)
  const rereading = supervise('reread', reread, log)
  const delivering = identity.join(mine, stopped).then(async () => {
    if (roles.has('deliver')) await serving.deliverer.run(stopped)
  })
  return {
    /** What is under way goes on. */
    stopTimetable: () => timetable.close(),
    settled: () => Promise.all([configuring, polling.settled(), rereading, delivering, working]),
  }
}

/** Whatever its role: the files of a process that only delivers would be taken for those of one that is gone. */
async function keepConfiguring({ configure }: Serving, log: Log, signal: AbortSignal) {
  while (!signal.aborted) {
    await supervise('configuration', configure, log)
    await pause(configureEveryMs, undefined, { signal }).catch(() => {})
  }
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

function openPolling({ poller, heedClock }: Serving, log: Log, signal: AbortSignal) {
  const underWay = new Set<Promise<void>>()
  const run = async () => {
    await heedClock()
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
