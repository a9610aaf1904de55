/**
 * Learns the model that weighs what the rules say (`src/core/learned/`): `npm run train -- DIR` reads every *.jsonl of the folder, each
 * in the form that `bellwether eval` reads, and writes src/config/learned.json. With `--try` it writes nothing and prints what five folds
 * come to, each judged by what the other four taught, with the model and by the rules alone.
 */

import { createReadStream, globSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { deflateSync } from 'node:zlib'
import { readLabelled } from '../src/cli/labelled-lines.ts'
import { type LearnedFile, learnedPath } from '../src/config/learned.ts'
import { loadConfig } from '../src/config/load.ts'
import { type Category, categories } from '../src/core/facts.ts'
import { foldOf, type Labelled, type Marked, mark, score } from '../src/core/judge/score.ts'
import { type Model, openModel } from '../src/core/learned/model.ts'
import { compileJudge } from '../src/core/learned/weigh.ts'
import { exampleOf } from './train/examples.ts'
import { learn, step } from './train/learn.ts'

const { values, positionals } = parseArgs({
  options: { try: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const [dir] = positionals
const files = dir === undefined ? [] : globSync(join(dir, '*.jsonl')).sort()
if (files.length === 0) {
  console.error(
    `no labelled stories${dir === undefined ? '' : ` in ${dir}`}; usage: npm run train -- DIR [--try]`,
  )
  process.exit(2)
}
const loaded = loadConfig({ CONFIG_DIR: join(import.meta.dirname, '../config') })
if (loaded.kind === 'faults')
  throw new Error(loaded.faults.map(({ message }) => message).join('\n'))
const { rules, readStory, directory } = loaded.config
const stories = (await Promise.all(files.map(readSure))).flat()
const examples = stories.map((story) => exampleOf(story, { rules, readStory, directory }))

if (values.try) tryFolds(5)
else write(learn(examples))

/** Those that their readers were sure of. */
async function readSure(path: string): Promise<Labelled[]> {
  const read = await readLabelled(createReadStream(path))
  if (read.kind === 'bad') throw new Error(`${path}:${read.line}: ${read.why}`)
  return read.stories.filter(({ unsure }) => !unsure)
}

function write(weights: Int8Array): void {
  const file: LearnedFile = {
    about: `Written by npm run train from ${stories.length} labelled stories: see docs/accuracy.md.`,
    rules: rules.ids,
    step,
    weights: deflateSync(weights, { level: 9 }).toString('base64'),
  }
  writeFileSync(learnedPath, `${JSON.stringify(file, null, 2)}\n`)
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
