/**
 * How well stories are gathered into events: pairwise precision and recall of each category, against a labelled file
 * (`layoff_event`, `ai_event`). Pairs of two surely labelled stories are counted; pairs with an unsure one apart.
 *
 *   npm run score-clusters -- [FILE] [--misses]
 */

import { parseArgs } from 'node:util'
import { judgedClaims, labelledClaims, readConfig, readLabelled } from '../test/support/labelled.ts'
import { type Pair, pairsOf, type Read, scoreOf } from '../test/support/pairwise.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { misses: { type: 'boolean', default: false } },
})
const items = readLabelled(positionals[0] ?? 'test/fixtures/told.jsonl')
const { directory, judge } = readConfig()

report(
  'facts as labelled',
  items.map((item, index) => ({ item, claims: labelledClaims(item, index, directory) })),
)
report(
  'facts as the rules read them',
  items.map((item, index) => ({ item, claims: judgedClaims(item, index, judge) })),
)

function report(title: string, read: Read[]) {
  console.log(title)
  const pairs = {
    layoff: pairsOf(read, 'layoff'),
    ai_investment: pairsOf(read, 'ai_investment'),
  }
  for (const sure of [true, false]) {
    const of = (list: Pair[]) => list.filter((pair) => pair.sure === sure)
    print('layoff', sure, of(pairs.layoff))
    print('ai_investment', sure, of(pairs.ai_investment))
    print('both', sure, of([...pairs.layoff, ...pairs.ai_investment]))
  }
  if (values.misses) [...pairs.layoff, ...pairs.ai_investment].forEach(printMiss)
}

function print(name: string, sure: boolean, pairs: Pair[]) {
  const { precision, recall, right, wrong, missed } = scoreOf(pairs)
  console.log(
    `  ${name.padEnd(14)} ${sure ? 'sure  ' : 'unsure'}  precision ${ratio(precision)}  recall ${ratio(recall)}` +
      `  (pairs: ${right} right, ${wrong} wrong, ${missed} missed)`,
  )
}

function ratio(value: number): string {
  return Number.isNaN(value) ? '    –' : value.toFixed(3)
}

function printMiss({ outcome, sure, stories }: Pair) {
  if (outcome === 'right') return
  console.log(`${outcome}${sure ? '' : ' (unsure)'}:`)
  for (const { published, layoff_event, ai_event, title } of stories) {
    const slugs = [layoff_event, ai_event].filter(Boolean).join(' ')
    console.log(`  ${published?.slice(0, 10) ?? 'undated   '} [${slugs}] ${title.slice(0, 110)}`)
  }
}
