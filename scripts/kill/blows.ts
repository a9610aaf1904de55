import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { listenerName } from '../../src/store/postgres/bell.ts'
import { onServer } from '../../test/support/databases.ts'
import type { Way } from './proxy.ts'
import type { Run } from './run.ts'

/** One of several lives, and its way to the database. */
export interface Replica {
  life: ReturnType<Run['start']>
  proxy: Way
  /** The last that this life logged. */
  lastWords(): string
  /** Another life, after the one that ended. */
  revive(): void
}

export interface Scene {
  database: string
  /** A program that restarts the server, as after a crash. */
  restart: string
  /** How long what a replica holds lasts. */
  leaseMs: number
  random(): number
}

interface Blow {
  /** Of a hundred. */
  chance: number
  strike(replica: Replica, scene: Scene): Promise<void> | void
}

const endBackends = (which: string) =>
  `select pg_terminate_backend(pid) from pg_stat_activity
   where datname = current_database() and pid <> pg_backend_pid() and ${which}`

export const blows: Readonly<Record<string, Blow>> = {
  killed: {
    chance: 50,
    async strike(replica) {
      replica.life.kill('SIGKILL')
      await once(replica.life, 'exit')
      replica.revive()
    },
  },
  stopped: {
    chance: 20,
    strike({ life }, { leaseMs, random }) {
      life.kill('SIGSTOP')
      // It goes on when others have had time to take over, and to look.
      setTimeout(() => life.kill('SIGCONT'), leaseMs * (1 + random() * 1.5))
    },
  },
  'cut off': { chance: 11, strike: ({ proxy }) => proxy.cut() },
  'left without an answer': {
    chance: 9,
    strike: ({ proxy }, { leaseMs, random }) => proxy.stall(leaseMs * (0.5 + random())),
  },
  'the bell cut': {
    chance: 5,
    strike: async (_, { database }) =>
      void (await onServer(database, endBackends(`application_name = '${listenerName}'`))),
  },
  'all connections ended': {
    chance: 3,
    strike: async (_, { database }) => void (await onServer(database, endBackends('true'))),
  },
  'server restarted': {
    chance: 2,
    // Slack is in this process: it must go on answering.
    strike: async (_, { restart }) =>
      void (await once(spawn(restart, { stdio: 'ignore' }), 'exit')),
  },
}

/** Each of them once, then by their chances. */
export function* choose(random: () => number): Generator<string, never> {
  yield* Object.keys(blows)
  for (;;) {
    let left = random() * 100
    for (const [kind, { chance }] of Object.entries(blows)) {
      left -= chance
      if (left >= 0) continue
      yield kind
      break
    }
  }
}
