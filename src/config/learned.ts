import { readFileSync } from 'node:fs'
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
  /** A byte a weight, a power of two of them, deflated, in base64. */
  weights: z.string(),
})

/** `learned.json`, which `npm run train` writes: a part of the program, as it goes with the features that the program reads. */
export type LearnedFile = Readonly<z.infer<typeof learnedShape>>

export const learnedPath = `${import.meta.dirname}/learned.json`

export interface ReadLearned {
  /** `weights` names them, as they stand in the file. Null where it has a fault. */
  learned: { model: Model; weights: string } | null
  faults: Fault[]
}

/** A file that is missing or damaged is told in `faults`; nothing is thrown. */
export function readLearned(path = learnedPath): ReadLearned {
  try {
    const { rules, step, weights } = learnedShape.parse(JSON.parse(readFileSync(path, 'utf8')))
    return {
      learned: { model: openModel(tableOf(weights), step, new Set(rules)), weights },
      faults: [],
    }
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    const message = `is ${isMissing ? 'missing' : 'damaged'}: it is a part of the program; install that anew, or write the file by npm run train`
    return { learned: null, faults: [{ file: 'src/config/learned.json', line: null, message }] }
  }
}

/** Throws where a byte is not as it was written: what was deflated carries a checksum. */
function tableOf(weights: string): Int8Array {
  const { buffer, byteOffset, length } = inflateSync(Buffer.from(weights, 'base64'))
  if (!Number.isInteger(Math.log2(length))) throw new RangeError(`${length} weights`)
  return new Int8Array(buffer, byteOffset, length)
}
