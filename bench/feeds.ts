/**
 * 2,000 feeds of 20 items on loopback, each on a host of its own: a pass where all is new, one where nothing changed, one with a
 * new item in each; beside the plain loop that most bots are made of, and the floors below which no reader gets. Each runs in a
 * process of its own against the same publishers. Processor time is what counts: seconds include the publishers' share of it, and
 * "held" what other programs had of it.
 *
 *   npm run bench -- feeds [FEEDS]
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { request } from 'undici'
import { startEnv, startFlags } from '../scripts/start-flags.ts'
import type { Measured } from './feeds/measure.ts'

type Pass = Measured & { memory: number }

const feeds = process.argv[2] ?? '2000'
const publisher = fork(new URL('feeds/publisher.ts', import.meta.url))
const { port } = (await reply(publisher)) as { port: number }
let edition = 0

console.log(`${feeds} feeds of 20 items`)
console.log(row(['', 'seconds', 'cpu ms/feed', 'loop held ms', 'computed ms', 'peak MB']))

const parse = await compete('parse', ['GET and parseString: first', 'GET and parseString: again'])
await compete('plain', ['rss-parser parseURL: first', 'rss-parser parseURL: again'])
const conditional = await compete('conditional', [
  'conditional GET: all new',
  'conditional GET: all 304',
])
const ours = await compete('bellwether', [
  'Bellwether: all new',
  'Bellwether: all 304',
  'Bellwether: one new item each',
])
publisher.disconnect()

const ratio = (a: Pass | undefined, b: Pass | undefined) =>
  ((a?.cpuMs ?? 0) / (b?.cpuMs ?? 1)).toFixed(2)
const most = (of: (pass: Pass) => number) => Math.max(...ours.map(of)).toFixed(0)
console.log(`
304 pass / bare conditional GET: ${ratio(ours[1], conditional[1])} of its processor time (aim: 1.5)
one new item / GET and parseString: ${ratio(ours[2], parse[1])} of its processor time (aim: 1.5)
peak memory: ${most(({ memory }) => memory)} MB (aim: 250)
event loop held: ${most(({ heldMs }) => heldMs)} ms at most, ${most(({ computedMs }) => computedMs)} of one stretch computed (aim: 50)`)

/** Runs one contender through its passes; before the third, every feed publishes. */
async function compete(name: string, passes: readonly string[]): Promise<Pass[]> {
  const child = fork(new URL('feeds/contender.ts', import.meta.url), [name, feeds, String(port)], {
    execArgv: ['--expose-gc', ...startFlags],
    env: { ...process.env, ...startEnv },
  })
  const measured: Pass[] = []
  let message = (await reply(child)) as 'ready' | { commands: number }
  const commands = message === 'ready' ? null : message.commands
  if (commands !== null) message = (await reply(child)) as 'ready'
  for (const [at, title] of passes.entries()) {
    if (at === 2) await publish()
    const asking = commands === null ? null : ask(commands)
    child.send('pass')
    const pass = (await reply(child)) as Pass
    measured.push(pass)
    const { seconds, cpuMs, heldMs, computedMs, memory } = pass
    const whole = [heldMs, computedMs, memory].map((value) => value.toFixed(0))
    console.log(row([title, seconds.toFixed(1), cpuMs.toFixed(2), ...whole]))
    if (asking) console.log(`  a command meanwhile is acknowledged in ${await asking.stop()}`)
  }
  child.disconnect()
  await once(child, 'exit')
  return measured
}

async function publish(): Promise<void> {
  edition++
  publisher.send(edition)
  await reply(publisher)
}

/** Sends a command every 25 ms until stopped. */
function ask(commandsPort: number) {
  const times: number[] = []
  let isAsking = true
  const done = (async () => {
    while (isAsking) {
      const began = performance.now()
      const { body } = await request(`http://127.0.0.1:${commandsPort}/`, { method: 'POST' })
      await body.dump()
      times.push(performance.now() - began)
      await pause(25)
    }
  })()
  return {
    async stop() {
      isAsking = false
      await done
      times.sort((a, b) => a - b)
      const at = (share: number) => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(0)
      return `${at(0.5)} ms at the median, ${at(0.99)} ms at p99 (aim: 200)`
    },
  }
}

async function reply(child: ChildProcess): Promise<unknown> {
  const [message] = await once(child, 'message')
  return message
}

function row(cells: readonly string[]): string {
  return cells.map((cell, at) => (at === 0 ? cell.padEnd(36) : cell.padStart(13))).join('')
}
