import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { type Model, openModel } from '../core/learned/model.ts'

/** `learned.json`, which `npm run train` writes: a part of the program, as it goes with the features that the program reads. */
export interface LearnedFile {
  about: string
  /** Ids of the rules that the labelled stories were judged by. */
  rules: readonly string[]
  /** What one unit of a weight counts. */
  step: number
  /** A byte a weight, a power of two of them, deflated, in base64. */
  weights: string
}

export const learnedPath = `${import.meta.dirname}/learned.json`

/** `weights` names them, as they stand in the file. */
export function readLearned(): { model: Model; weights: string } {
  const { rules, step, weights }: LearnedFile = JSON.parse(readFileSync(learnedPath, 'utf8'))
  const bytes = inflateSync(Buffer.from(weights, 'base64'))
  return { model: openModel(new Int8Array(bytes), step, new Set(rules)), weights }
}
