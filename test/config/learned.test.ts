import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { printFaults } from '../../src/config/faults.ts'
import { learnedPath, readLearned } from '../../src/config/learned.ts'
import { temporaryFolder } from '../support/store.ts'

const whole = readFileSync(learnedPath, 'utf8')

function written(text: string): string {
  const path = join(temporaryFolder(), 'learned.json')
  writeFileSync(path, text)
  return path
}

/** One letter of its weights is another. */
const changed = () =>
  whole.replace(/(?<=.{200})(.)(?=.{200}"\s*\}\s*$)/s, (one) => (one === 'A' ? 'B' : 'A'))

test('what labelled stories taught is read as it was written', () => {
  const { learned, faults } = readLearned()
  expect(faults).toEqual([])
  expect(learned?.weights).toBe(JSON.parse(whole).weights)
  expect(learned?.model.rules).toContain('layoff-cuts-jobs')
})

describe('a part of the program that is not as it came', () => {
  const what =
    'it is a part of the program; install that anew, or write the file by npm run train\n'

  test('is said to be missing', () => {
    const { learned, faults } = readLearned(join(tmpdir(), 'nowhere', 'learned.json'))
    expect(learned).toBeNull()
    expect(printFaults(faults)).toBe(`src/config/learned.json: is missing: ${what}`)
  })

  test.each([
    ['cut off', whole.slice(0, 100_000)],
    ['empty', ''],
    ['of another shape', '{"rules":[],"step":1}'],
    ['changed within its weights', changed()],
    ['without weights', JSON.stringify({ ...JSON.parse(whole), weights: '' })],
    [
      'of weights that are no power of two',
      JSON.stringify({ ...JSON.parse(whole), weights: 'eJxjZGIGAAANAAc=' }),
    ],
  ])('is said to be damaged where it is %s', (_, text) => {
    expect(printFaults(readLearned(written(text)).faults)).toBe(
      `src/config/learned.json: is damaged: ${what}`,
    )
  })
})
