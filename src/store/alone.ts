import { setTimeout as pause } from 'node:timers/promises'
import type { Answered, Bell, Leases } from '../ports.ts'

/** Of the only one that serves the database. */
export const everything: Leases = {
  hold: async (names) =>
    new Map(
      names.map((name) => [name, { name, number: 0, leftMs: () => Number.POSITIVE_INFINITY }]),
    ),
}

/** Whoever is alone looks so often that nobody need ring. */
export const silence: Bell = {
  sweepMs: 250,
  listen: async () => {},
  next: () => pause(250, undefined, { ref: false }),
  isDeaf: () => false,
}

/** Whoever is alone need ask nobody. */
export const unshared: Answered = { claim: async () => true }
