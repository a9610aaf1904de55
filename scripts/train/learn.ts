/**
 * Logistic regression and, where one of several is right, a softmax over them, by AdaGrad (Duchi, Hazan, Singer, JMLR 12, 2011)
 * in a fixed order: the same examples give the same weights.
 */

import type { Features } from '../../src/core/learned/features.ts'
import { placeOf, saltOf, type Task } from '../../src/core/learned/model.ts'
import type { Example } from './examples.ts'

/** A power of two. */
const size = 2 ** 21
/** What one unit of a weight counts. */
export const step = 0.01
const passes = 8
const rate = 0.03
const shrink = 1e-3
/** A feature that fewer examples have says little of others. */
const fewest = 2

/** A byte for each weight. */
export function learn(examples: readonly Example[]): Int8Array {
  const weights = new Float64Array(size)
  const slopes = new Float64Array(size)
  const sumAt = (places: Places) => {
    let sum = 0
    for (const at of places) sum += weights[at] ?? 0
    return sum
  }
  const move = (places: Places, error: number) => {
    if (Math.abs(error) < 1e-3) return
    for (const at of places) {
      const weight = weights[at] ?? 0
      const slope = error + shrink * weight
      const all = (slopes[at] ?? 0) + slope * slope
      slopes[at] = all
      weights[at] = weight - (rate * slope) / Math.sqrt(all + 1e-6)
    }
  }
  for (const { yesNo, choices } of inTurn(placed(examples))) {
    for (const { places, right } of yesNo) move(places, 1 / (1 + Math.exp(-sumAt(places))) - right)
    for (const { options, right } of choices) {
      softmax(options.map(sumAt)).forEach((share, at) => {
        move(options[at] ?? none, share - (at === right ? 1 : 0))
      })
    }
  }
  return Int8Array.from(weights, (weight) =>
    Math.max(-127, Math.min(127, Math.round(weight / step))),
  )
}

/** Where the weights of what is scored stand. */
type Places = Uint32Array
const none: Places = new Uint32Array()

interface Placed {
  yesNo: { places: Places; right: 0 | 1 }[]
  choices: { options: Places[]; right: number }[]
}

/** Once, for all passes. */
function placed(examples: readonly Example[]): Placed[] {
  const common = commonFeatures(examples)
  const placesOf = ({ task, features }: { task: Task; features: Features }): Places => {
    const salt = saltOf(task)
    return features.filter((one) => common.has(one)).map((one) => placeOf(salt, one, size))
  }
  return examples.map(({ yesNo, choices }) => ({
    yesNo: yesNo.map((one) => ({ places: placesOf(one), right: one.right })),
    choices: choices.map(({ options, right }) => ({ options: options.map(placesOf), right })),
  }))
}

/** All of them, `passes` times, mixed by strides that are prime. */
function* inTurn(examples: readonly Placed[]): Generator<Placed> {
  for (let pass = 0; pass < passes; pass++) {
    for (let turn = 0; turn < examples.length; turn++) {
      const example = examples[(turn * 7919 + pass * 104_729) % examples.length]
      if (example) yield example
    }
  }
}

function softmax(sums: readonly number[]): number[] {
  const most = Math.max(...sums)
  const shares = sums.map((sum) => Math.exp(sum - most))
  const whole = shares.reduce((sum, share) => sum + share, 0)
  return shares.map((share) => share / whole)
}

function commonFeatures(examples: readonly Example[]): Set<number> {
  const counts = new Map<number, number>()
  for (const { yesNo, choices } of examples) {
    const scored = [...yesNo, ...choices.flatMap(({ options }) => options)]
    for (const feature of new Set(scored.flatMap(({ features }) => [...features]))) {
      counts.set(feature, (counts.get(feature) ?? 0) + 1)
    }
  }
  return new Set([...counts].flatMap(([feature, count]) => (count < fewest ? [] : [feature])))
}
