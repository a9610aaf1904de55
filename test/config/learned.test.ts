import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { printFaults } from '../../src/config/faults.ts'
import { digestOf, learnedDir, learnedFiles, readLearned } from '../../src/config/learned.ts'
import { temporaryFolder } from '../support/store.ts'

const about = readFileSync(join(learnedDir, learnedFiles.about), 'utf8')
const weights = readFileSync(join(learnedDir, learnedFiles.weights))

function written(files: { about?: string; weights?: Buffer }): string {
  const dir = temporaryFolder()
  writeFileSync(join(dir, learnedFiles.about), files.about ?? about)
  writeFileSync(join(dir, learnedFiles.weights), files.weights ?? weights)
  return dir
}

/** One byte of them is another. */
function changed(): Buffer {
  const copy = Buffer.from(weights)
  copy.writeUInt8(copy.readUInt8(5000) ^ 1, 5000)
  return copy
}

test('what labelled stories taught is read as it was written', () => {
  const { learned, faults } = readLearned()
  expect(faults).toEqual([])
  expect(learned?.model.rules).toContain('layoff-cuts-jobs')
  expect(readLearned(written({})).learned?.digest).toBe(learned?.digest)
})

/** The file that goes with other weights. */
const aboutOf = (own: Buffer) => JSON.stringify({ ...JSON.parse(about), digest: digestOf(own) })

test('other weights have another name', () => {
  const own = deflateSync(Buffer.alloc(1024))
  const other = readLearned(written({ about: aboutOf(own), weights: own }))
  expect(other.faults).toEqual([])
  expect(other.learned?.digest).not.toBe(readLearned().learned?.digest)
})

describe('a part of the program that is not as it came', () => {
  const what =
    'it is a part of the program; install that anew, or write the file by npm run train\n'

  test('is said to be missing', () => {
    const { learned, faults } = readLearned(join(tmpdir(), 'nowhere'))
    expect(learned).toBeNull()
    expect(printFaults(faults)).toBe(`src/config/learned.json: is missing: ${what}`)
  })

  test.each([
    ['cut off', about.slice(0, 500)],
    ['empty', ''],
    ['of another shape', '{"rules":[],"step":"1"}'],
  ])('is said to be damaged where what goes with the weights is %s', (_, text) => {
    expect(printFaults(readLearned(written({ about: text })).faults)).toBe(
      `src/config/learned.json: is damaged: ${what}`,
    )
  })

  test.each([
    ['cut off', weights.subarray(0, 100_000)],
    ['empty', Buffer.alloc(0)],
    ['changed in one byte', changed()],
    ["another training's", deflateSync(Buffer.alloc(1024))],
  ])('is said to be damaged where the weights are %s', (_, bytes) => {
    expect(printFaults(readLearned(written({ weights: bytes })).faults)).toBe(
      `src/config/learned.bin: is damaged: ${what}`,
    )
  })

  test('is said to be damaged where the weights are no power of two', () => {
    const own = deflateSync(Buffer.alloc(13))
    expect(printFaults(readLearned(written({ about: aboutOf(own), weights: own })).faults)).toBe(
      `src/config/learned.bin: is damaged: ${what}`,
    )
  })
})
