import type { Config } from '../config/load.ts'
import type { Log } from '../ports.ts'
import { nameOf } from '../store/postgres/address.ts'
import { command, type Terminal } from './command.ts'
import { readConfiguration } from './configured.ts'
import { openIdentity } from './identity.ts'
import { openLog } from './log.ts'
import { openServing } from './serving.ts'
import { openWorld, type World } from './world.ts'

const clock = Date.now

export const poll = command({
  usage: `usage: bellwether poll [--all]

Reads the feeds that are due (--all: every feed), posts what is due, and ends when every message is settled or its next try is more
than a minute away. For cron. Not beside "start": one process serves a database. The first line on standard error names it.
Without any Slack credential it works for the preview, with a sample week of news, on the preview's own database, begun anew each time:
DATABASE_URL is left alone then.
Exit code: 0 done; 1 it failed; 2 bad usage or bad configuration.`,

  options: { all: { type: 'boolean', default: false } },
  async run({ all }, terminal) {
    const { env, stdout, stderr } = terminal
    const config = readConfiguration({ env, stderr })
    if (config === null) return 2
    const isPreview = config.environment.slack.kind === 'preview'
    const log = openLog(stderr, config.environment.logLevel, isPreview)
    const world = await openWorld(config, isPreview, stdout)
    stderr.write(`${servedBy(world)}\n`)
    const fault = await passOnce({ config, world, log, isAll: all, terminal })
    await world.close()
    if (fault === null) return 0
    stderr.write(`bellwether: ${fault}\n`)
    return 1
  },
})

function servedBy({ database, owner }: World): string {
  const served = `the database is "${nameOf(database)}"`
  return owner === 'slack'
    ? served
    : `${served}, the preview's own: without a Slack credential DATABASE_URL is left alone`
}

interface Work {
  config: Config
  world: World
  log: Log
  isAll: boolean
  terminal: Terminal
}

/** Null, or a sentence on why it could not be done. */
async function passOnce({ config, world, log, isAll, terminal }: Work): Promise<string | null> {
  const known = await openIdentity(world, clock, log)
  if (known.kind === 'refused') return known.sentence
  const { identity } = known
  const { teamId, tokenOf } = identity
  const channels = teamId === '' ? [] : world.channels
  const parts = { config, world: { ...world, channels }, teamId, tokenOf, clock, log }
  const opened = await openServing(parts)
  if (opened.kind === 'refused') return opened.sentence
  const { store, configured, heedClock, poller, deliverer, close } = opened.serving
  identity.open(store)
  try {
    await identity.join([...configured.channels.keys()], terminal.signal)
    await heedClock()
    const { feeds, failed, stories, events } = isAll
      ? await poller.pollAll(terminal.signal)
      : await poller.pollDue(terminal.signal)
    terminal.stderr.write(
      `${feeds} feeds, ${failed} of them unreadable; ${stories} new stories, ${events} new events\n`,
    )
    await identity.rotate()
    await deliverer.drain(terminal.signal)
  } finally {
    await close()
  }
  return terminal.signal.aborted ? 'stopped before the end' : null
}
