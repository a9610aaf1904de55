import { type Category, categories } from '../core/facts.ts'
import { foldOf, type Labelled, type Marked, mark, type Score, score } from '../core/judge/score.ts'
import type { Directory } from '../core/reading/company.ts'
import type { Judge, Verdict } from '../core/verdict.ts'
import { command } from './command.ts'
import { readConfiguration } from './configured.ts'
import { openInput } from './input.ts'
import { readLabelled } from './labelled-lines.ts'

const usage = `usage: bellwether eval FILE [--folds N]

Judges a labelled file (JSON lines: id, title, summary, source; layoff and ai: event, trend or none; layoff_company, headcount, percent,
recipient, payers (a list), or ai_company, ai_investor (one, or a list); amount, currency, kind; unsure) and prints precision, recall and F1 of each category, the share of facts that
are right among the events found, and each miss with the rules that spoke.
Stories marked unsure are reported apart; what is labelled trend counts neither way. A fact is right when it is equal, null included; a
company when the directory takes both names for one, or they are equal without case, accents, legal suffixes and "The". Payers are right
when each one labelled is said and nobody else; ai_company is who pays in a deal of the kinds capex, fund and programme, else who receives.
--folds N also prints the figures of each of N parts (by a hash of the id), to see what rules tuned on some do on the rest.
Exit code: 0 done, 1 the file cannot be read, 2 bad usage or bad configuration.`

export const evaluate = command({
  usage,
  options: { folds: { type: 'string', default: '1' } },
  file: 'needed',
  async run(values, { env, stdout, stderr }, file) {
    const folds = Number(values.folds)
    if (!Number.isInteger(folds) || folds < 1 || folds > 100) {
      return { badUsage: `--folds takes a whole number from 1 to 100, not "${values.folds}"` }
    }
    const config = readConfiguration({ env, stderr })
    if (config === null) return 2
    const input = await openInput(file)
    if (input.kind === 'none') {
      stderr.write(`bellwether: ${input.why}\n`)
      return 1
    }
    const read = await readLabelled(input.file.createReadStream())
    if (read.kind === 'bad') {
      stderr.write(`${file}:${read.line}: ${read.why}\n`)
      return 1
    }
    const { judge, directory } = config
    const results = read.stories.map((story) => judged(story, judge, directory))
    stdout.write(report(results, folds))
    return 0
  },
})

interface Judged {
  story: Labelled
  verdict: Verdict
  marks: readonly Marked[]
}

function judged(story: Labelled, judge: Judge, directory: Directory): Judged {
  const verdict = judge(story.told)
  return { story, verdict, marks: mark(story, verdict, directory) }
}

function report(results: readonly Judged[], folds: number): string {
  const sure = results.filter(({ story }) => !story.unsure)
  const unsure = results.filter(({ story }) => story.unsure)
  const lines = [
    ...misses(results),
    ...figures(`${sure.length} stories`, sure),
    ...(unsure.length > 0 ? figures(`${unsure.length} unsure stories, apart`, unsure) : []),
  ]
  for (let fold = 0; folds > 1 && fold < folds; fold++) {
    const own = sure.filter(({ story }) => foldOf(story.id, folds) === fold)
    lines.push(...figures(`fold ${fold + 1} of ${folds}, ${own.length} stories`, own))
  }
  return lines.map((line) => `${line}\n`).join('')
}

function figures(heading: string, results: readonly Judged[]): string[] {
  const marks = results.flatMap((one) => one.marks)
  return ['', heading, ...categories.flatMap((one) => scoreLines(one, score(one, marks)))]
}

function scoreLines(category: Category, own: Score): string[] {
  const { precision, recall, f1, found, missed, invented } = own
  const facts = own.facts.map(
    ({ fact, right, of }) => `${fact} ${share(right, of)} (${right}/${of})`,
  )
  return [
    `  ${category.padEnd(13)}  precision ${decimal(precision)}  recall ${decimal(recall)}  F1 ${decimal(f1)}  (${found} found, ${missed} missed, ${invented} invented)`,
    `  ${''.padEnd(13)}  ${facts.join('  ')}`,
  ]
}

function decimal(value: number): string {
  return value.toFixed(3)
}

function share(right: number, of: number): string {
  return of === 0 ? '-' : decimal(right / of)
}

function misses(results: readonly Judged[]): string[] {
  return results.flatMap(({ story, verdict, marks }) => {
    const wrong = marks.flatMap((one) => wrongLines(one))
    if (wrong.length === 0) return []
    const spoke = [...verdict.why, ...verdict.held].map(
      ({ rule, matched, field }) => `      ${rule}  "${matched}"  ${field}`,
    )
    const unsure = story.unsure ? ' (unsure)' : ''
    return [`${story.id}${unsure}  ${story.told.title}`, ...wrong, ...spoke]
  })
}

function wrongLines({ category, outcome, facts }: Marked): string[] {
  const lines = facts
    .filter(({ right }) => !right)
    .map(({ fact, said, label }) => `    ${category} ${fact}: said ${said}, is ${label}`)
  const isMiss = outcome === 'missed' || outcome === 'invented'
  return isMiss ? [`    ${category} ${outcome}`, ...lines] : lines
}
