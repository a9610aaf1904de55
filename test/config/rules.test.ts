import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { printFaults } from '../../src/config/faults.ts'
import { readRules } from '../../src/config/rules.ts'
import { factLists } from '../../src/core/reading/lexicon.ts'

const root = join(import.meta.dirname, '../..')

function faults(yaml: string): string[] {
  const dir = mkdtempSync(join(tmpdir(), 'bellwether-rules-'))
  writeFileSync(join(dir, 'rules.yaml'), yaml)
  return printFaults(readRules(dir, []).faults).trimEnd().split('\n')
}

test('every fault is named with its line and its rule', () => {
  expect(
    faults(`words:
  cut: cut | slash
  jobs:
    - job
    - roles or posts
rules:
  - { id: cuts, category: layoff, why: cuts, when: ['{cut} ... ', '{cut} {jbos}'] }
  - id: cuts
    category: layoff
    why: cuts
    title: layoffs
    not: [layoff*]
  - { id: empty, category: layoff, why: nothing }
`),
  ).toEqual([
    'rules.yaml:5: list {jobs}: between alternatives write | or OR; for the word itself write "or" in quotes (at 7 of "roles or posts")',
    'rules.yaml:7: rule "cuts": a word is missing after the gap (at 10 of "{cut} ...")',
    'rules.yaml:7: rule "cuts": there is no list of words {jbos} (at 7 of "{cut} {jbos}")',
    'rules.yaml:8: rule "cuts": the id is given twice; each rule needs its own',
    'rules.yaml:11: rule "cuts": never matches: it asks for "layoffs" and rules out "layoff*"',
    'rules.yaml:13: rule "empty": it has neither "title" nor "when", so it can never match',
  ])
})

test('a list that facts are read by, and that is missing, is a fault', () => {
  const written = factLists.filter((name) => name !== 'whole').map((name) => `  ${name}: word\n`)
  const rules = 'rules:\n  - { id: cuts, category: layoff, why: cuts, when: [layoffs] }\n'
  expect(faults(`words:\n${written.join('')}${rules}`)).toEqual([
    'rules.yaml:2: the list {whole} is missing; facts are read by its words',
  ])
})

test('a key that does not exist is a fault', () => {
  expect(
    faults(`rules:
  - id: cuts
    category: layoff
    why: cuts
    wen: layoffs
`),
  ).toEqual(['rules.yaml:5: rules[0]: there is no key "wen"; did you mean "when"?'])
})

test('the JSON Schema for editors is that of the shape', () => {
  const check = () =>
    execFileSync(process.execPath, ['scripts/schemas.ts', '--check'], {
      cwd: root,
      encoding: 'utf8',
    })
  expect(check()).toBe('')
})
