import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { z } from 'zod'
import { type Model, openModel } from '../core/learned/model.ts'
import type { Fault } from './faults.ts'

const learnedShape = z.object({
  about: z.string(),
  /** Ids of the rules that the labelled stories were judged by. */
  rules: z.array(z.string()).readonly(),
  /** What one unit of a weight counts. */
  step: z.number(),
  /** SHA-256 of the weights as they are deflated. */
  digest: z.string(),
})

/**
 * What `npm run train` writes: `learned.json`, and beside it the weights, a byte each, a power of two of them, deflated. Both are
 * a part of the program, as they go with the features that the program reads.
 */
export type LearnedFile = Readonly<z.infer<typeof learnedShape>>

/** Names of the two files. */
export const learnedFiles = { about: 'learned.json', weights: 'learned.bin' } as const
export const learnedDir = import.meta.dirname

export interface ReadLearned {
  /** `digest` names the weights. Null where a file has a fault. */
  learned: { model: Model; digest: string } | null
  faults: Fault[]
}

/** A file that is missing or damaged is told in `faults`; nothing is thrown. */
export function readLearned(dir = learnedDir): ReadLearned {
  let file: string = learnedFiles.about
  try {
    const { rules, step, digest } = learnedShape.parse(
      JSON.parse(readFileSync(join(dir, file), 'utf8')),
    )
    file = learnedFiles.weights
    const weights = readFileSync(join(dir, file))
    const model = openModel(tableOf(weights, digest), step, new Set(rules))
    return { learned: { model, digest }, faults: [] }
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    const message = `is ${isMissing ? 'missing' : 'damaged'}: it is a part of the program; install that anew, or write the file by npm run train`
    return { learned: null, faults: [{ file: `src/config/${file}`, line: null, message }] }
  }
}

/** Throws where they are not as they were written with the other file. */
function tableOf(weights: Buffer, digest: string): Int8Array {
  if (digestOf(weights) !== digest) throw new RangeError(`not ${digest}`)
  const { buffer, byteOffset, length } = inflateSync(weights)
  if (!Number.isInteger(Math.log2(length))) throw new RangeError(`${length} weights`)
  return new Int8Array(buffer, byteOffset, length)
}

export function digestOf(weights: Buffer): string {
  return hash('sha256', weights)
}
