/**
 * Learns the model that weighs what the rules say (`src/core/learned/`): `npm run train -- DIR` reads every *.jsonl of the folder, each
 * in the form that `bellwether eval` reads, and writes src/config/learned.json and learned.bin. With `--try` it writes nothing and prints what five folds
 * come to, each judged by what the other four taught, with the model and by the rules alone. Lines with the `key` of a title instead of the title, as in
 * labels/, take their text from `--texts FILE`; blind rounds that are to stay blind are named by `--without NAME`.
 */

import { hash } from 'node:crypto'
import { createReadStream, globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { parseArgs } from 'node:util'
import { deflateSync } from 'node:zlib'
import { readLabelled } from '../src/cli/labelled-lines.ts'
import { printFaults } from '../src/config/faults.ts'
import { digestOf, type LearnedFile, learnedDir, learnedFiles } from '../src/config/learned.ts'
import { readRulebook } from '../src/config/load.ts'
import { type Category, categories } from '../src/core/facts.ts'
import { foldOf, type Labelled, type Marked, mark, score } from '../src/core/judge/score.ts'
import { type Model, openModel } from '../src/core/learned/model.ts'
import { compileJudge } from '../src/core/learned/weigh.ts'
import { exampleOf } from './train/examples.ts'
import { learn, step } from './train/learn.ts'

const { values, positionals } = parseArgs({
  options: {
    try: { type: 'boolean', default: false },
    texts: { type: 'string', multiple: true, default: [] },
    without: { type: 'string', multiple: true, default: [] },
  },
  allowPositionals: true,
})
const [dir] = positionals
const files = dir === undefined ? [] : globSync(join(dir, '*.jsonl')).sort().filter(isWanted)
if (files.length === 0) {
  console.error(
    `no labelled stories${dir === undefined ? '' : ` in ${dir}`}; usage: npm run train -- DIR [--try]`,
  )
  process.exit(2)
}
const { rulebook, faults } = readRulebook(join(import.meta.dirname, '../config'))
if (rulebook === null) throw new Error(printFaults(faults))
const { rules, readStory, directory } = rulebook
const texts = await textsByKey()
const stories = (await Promise.all(files.map(readSure))).flat()
const examples = stories.map((story) => exampleOf(story, { rules, readStory, directory }))

if (values.try) tryFolds(5)
else write(learn(examples))

/** What is kept to be measured on, nothing is ever learned from. */
function isWanted(path: string): boolean {
  const name = basename(path, '.jsonl')
  return name !== 'kept' && !values.without.includes(name)
}

/** As `key` names them: the beginning of the SHA-256 of the title. */
async function textsByKey(): Promise<ReadonlyMap<string, object>> {
  const found = new Map<string, object>()
  for (const path of values.texts) {
    for await (const line of createInterface({ input: createReadStream(path) })) {
      const { title, summary, source } = JSON.parse(line)
      found.set(hash('sha256', title, 'hex').slice(0, 16), { title, summary, source })
    }
  }
  return found
}

/** Lines without a text that is known are left out. */
function* withTexts(path: string): Generator<string> {
  for (const line of readFileSync(path, 'utf8').split('\n').filter(Boolean)) {
    const story = JSON.parse(line)
    const text = story.key === undefined ? {} : texts.get(story.key)
    if (text) yield `${JSON.stringify({ id: story.key, ...story, ...text })}\n`
  }
}

/** Those that their readers were sure of. */
async function readSure(path: string): Promise<Labelled[]> {
  const read = await readLabelled(Readable.from(withTexts(path)))
  if (read.kind === 'bad') throw new Error(`${path}:${read.line}: ${read.why}`)
  return read.stories.filter(({ unsure }) => !unsure)
}

function write(table: Int8Array): void {
  const weights = deflateSync(table, { level: 9 })
  const file: LearnedFile = {
    about: `Written by npm run train from ${stories.length} labelled stories: see docs/accuracy.md.`,
    rules: rules.ids,
    step,
    digest: digestOf(weights),
  }
  writeFileSync(join(learnedDir, learnedFiles.about), `${JSON.stringify(file, null, 2)}\n`)
  writeFileSync(join(learnedDir, learnedFiles.weights), weights)
}

function tryFolds(folds: number): void {
  const marks: Record<'rules' | 'model', Marked[]> = { rules: [], model: [] }
  const add = (to: Marked[], story: Labelled, model: Model | null) =>
    to.push(...mark(story, compileJudge(rules, readStory, model)(story.told), directory))
  for (let fold = 0; fold < folds; fold++) {
    const isOut = (at: number) => foldOf(stories[at]?.id ?? '', folds) === fold
    const weights = learn(examples.filter((_, at) => !isOut(at)))
    const model = openModel(weights, step, new Set(rules.ids))
    for (const story of stories.filter((_, at) => isOut(at))) {
      add(marks.rules, story, null)
      add(marks.model, story, model)
    }
  }
  for (const category of categories) {
    console.log(`rules, ${line(category, marks.rules)}`)
    console.log(`model, ${line(category, marks.model)}`)
  }
}

function line(category: Category, marks: readonly Marked[]): string {
  const { precision, recall, f1, found, facts } = score(category, marks)
  const told = facts.map(({ fact, right, of }) => `${fact} ${(right / of).toFixed(3)}`)
  const share = [precision, recall, f1].map((one) => one.toFixed(3))
  return `${category}: precision ${share[0]}, recall ${share[1]}, F1 ${share[2]} of ${found}; ${told.join(', ')}`
}
