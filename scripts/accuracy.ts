/**
 * How judging does on labelled rounds, a line a round and category: `npm run accuracy -- DIR` reads every *.jsonl of the folder, each in
 * the form that `bellwether eval` reads. Told is what a channel hears unless it asks for more: what is plain or likely. Where a line has a `weight` (how many stories of the pool it stands for), precision and
 * recall are those of the pool.
 */

import { createReadStream, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readLabelled } from '../src/cli/labelled-lines.ts'
import { loadConfig } from '../src/config/load.ts'
import { isLessSure } from '../src/core/channel/route.ts'
import { type Marked, mark, score } from '../src/core/judge/score.ts'
import type { Verdict } from '../src/core/verdict.ts'

const [dir] = process.argv.slice(2)
const files = dir === undefined ? [] : globSync('*.jsonl', { cwd: dir }).sort()
if (dir === undefined || files.length === 0) {
  console.error(
    `no labelled rounds${dir === undefined ? '' : ` in ${dir}`}; usage: npm run accuracy -- DIR`,
  )
  process.exit(2)
}
const loaded = loadConfig(process.env)
if (loaded.kind === 'faults')
  throw new Error(loaded.faults.map(({ message }) => message).join('\n'))
const { judge, directory } = loaded.config

console.log(
  '| round | stories | category | precision | recall | facts right |\n|---|---|---|---|---|---|',
)
for (const file of files) {
  const path = join(dir, file)
  const read = await readLabelled(createReadStream(path))
  if (read.kind === 'bad') throw new Error(`${path}:${read.line}: ${read.why}`)
  const weights = weightsOf(path)
  const sure = read.stories.filter(({ unsure }) => !unsure)
  const marks = sure.flatMap((story) =>
    mark(story, heard(judge(story.told)), directory).map((one) => ({
      one,
      weight: weights.get(story.id) ?? 1,
    })),
  )
  for (const category of ['layoff', 'ai_investment'] as const) {
    const own = marks.filter(({ one }) => one.category === category)
    const { facts } = score(
      category,
      own.map(({ one }) => one),
    )
    const sum = (outcome: Marked['outcome']) =>
      own.reduce((all, { one, weight }) => all + (one.outcome === outcome ? weight : 0), 0)
    const found = sum('found')
    const told = facts.map(({ fact, right, of }) => `${fact} ${right}/${of}`).join(', ')
    const share = (of: number) => (of === 0 ? '–' : (found / of).toFixed(3))
    const [precision, recall] = [share(found + sum('invented')), share(found + sum('missed'))]
    console.log(
      `| ${basename(file, '.jsonl')} | ${sure.length} | ${category} | ${precision} | ${recall} | ${told} |`,
    )
  }
}

function heard(verdict: Verdict): Verdict {
  return { ...verdict, facts: verdict.facts.filter((one) => !isLessSure(one, 'likely')) }
}

function weightsOf(path: string): Map<string, number> {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean)
  const stories: { id: string | number; weight?: number }[] = lines.map((line) => JSON.parse(line))
  return new Map(stories.map(({ id, weight = 1 }) => [String(id), weight]))
}
