/**
 * A linear model, learned from labelled stories by `npm run train`: a weight for each feature and task, kept by the hash of the
 * feature (Weinberger et al., "Feature hashing for large scale multitask learning", ICML 2009). A score is the sum of the weights of the features that are there; no text makes it
 * throw, and the same text scores the same everywhere.
 */

import { investmentKinds } from '../facts.ts'
import { fnv1a } from '../text/hash.ts'
import type { Features } from './features.ts'

/**
 * `layoff`, `ai_investment`: the log-odds that a story tells such an event. `employer`, `recipient`: the highest score among those
 * named is the party. `payer`: the log-odds that somebody named pays. `amount`: the highest among the sums is paid. Of the kinds the highest is the kind.
 */
const tasks = [
  'layoff',
  'ai_investment',
  'employer',
  'recipient',
  'payer',
  'amount',
  ...investmentKinds,
] as const
export type Task = (typeof tasks)[number]

export interface Model {
  score(task: Task, features: Features): number
  /** The ids of the rules that the labelled stories were judged by. A rule that came later is not outweighed. */
  rules: ReadonlySet<string>
}

/** @param table the weights, a power of two of them; one counts `step` */
export function openModel(table: Int8Array, step: number, rules: ReadonlySet<string>): Model {
  return {
    rules,
    score(task, features) {
      const salt = saltOf(task)
      let sum = 0
      // By its place: an iterator makes an object of each large number.
      for (let at = 0; at < features.length; at++) {
        sum += table[placeOf(salt, features[at] ?? 0, table.length)] ?? 0
      }
      return sum * step
    },
  }
}

const salts = new Map<Task, number>(tasks.map((task) => [task, fnv1a(task)]))

/** What parts the features of a task from those of another. */
export function saltOf(task: Task): number {
  return salts.get(task) ?? 0
}

/** Where the weight of a feature stands in a table of `size`, a power of two. */
export function placeOf(salt: number, feature: number, size: number): number {
  const mixed = Math.imul(feature ^ salt, 0x9e3779b1)
  return ((mixed ^ (mixed >>> 15)) >>> 0) & (size - 1)
}

/** The first of those that score highest; of none it throws. */
export function highest<T>(all: readonly T[], score: (one: T) => number): T {
  const scored = all.map((one) => ({ one, own: score(one) }))
  return scored.reduce((best, next) => (next.own > best.own ? next : best)).one
}
