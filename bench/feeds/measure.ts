import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { watchThread } from '../../test/support/rounds.ts'

/** One pass over all feeds, as one process saw it. */
export interface Measured {
  seconds: number
  /** User and system time of the process with all of its threads, in ms for each feed. */
  cpuMs: number
  /** The longest time for which the event loop was held, in ms: by us, or by whoever else had the processor. */
  heldMs: number
  /** The longest time for which the main thread computed without giving up the event loop, in ms: about the same on a busy machine. */
  computedMs: number
}

const resolution = 2

export async function measure(feeds: number, run: () => Promise<unknown>): Promise<Measured> {
  globalThis.gc?.()
  await pause(200)
  const delay = monitorEventLoopDelay({ resolution })
  delay.enable()
  const computing = watchThread()
  const cpu = process.cpuUsage()
  const began = performance.now()
  await run()
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  delay.disable()
  const computedMs = computing.stop()
  return {
    seconds,
    cpuMs: (user + system) / 1000 / feeds,
    heldMs: Math.max(0, delay.max / 1e6 - resolution),
    computedMs,
  }
}

/** In MB. */
export function peakMemory(): number {
  return process.resourceUsage().maxRSS / 1024
}

/** Runs `task` for every address, `atOnce` at a time. */
export async function forEach(
  addresses: readonly string[],
  atOnce: number,
  task: (address: string) => Promise<unknown>,
): Promise<void> {
  const queue = addresses.values()
  const worker = async () => {
    for (const address of queue) await task(address)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
