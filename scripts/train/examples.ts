/** Labelled stories as what there is to learn from. */

import { type Category, type Company, categories, investmentKinds } from '../../src/core/facts.ts'
import { type Judged, judgeByRules } from '../../src/core/judge/classify.ts'
import type { Rules } from '../../src/core/judge/rules.ts'
import type { Labelled } from '../../src/core/judge/score.ts'
import { candidatesOf, nobodyFeatures } from '../../src/core/learned/candidates.ts'
import type { Features } from '../../src/core/learned/features.ts'
import type { Task } from '../../src/core/learned/model.ts'
import { storyFeatures } from '../../src/core/learned/story-features.ts'
import { type DealByRules, noSumFeatures, sumsOf } from '../../src/core/learned/sums.ts'
import { byRulesOf } from '../../src/core/learned/weigh.ts'
import type { Directory } from '../../src/core/reading/company.ts'
import type { ReadStory } from '../../src/core/reading/read-story.ts'

/** Whether a task's answer is yes (1) or no (0). */
interface YesNo {
  task: Task
  features: Features
  right: 0 | 1
}

/** One of several is right: the one at `right`. */
interface Choice {
  options: readonly { task: Task; features: Features }[]
  right: number
}

export interface Example {
  yesNo: readonly YesNo[]
  choices: readonly Choice[]
}

interface Knowing {
  rules: Rules
  readStory: ReadStory
  directory: Directory
}

export function exampleOf(story: Labelled, knowing: Knowing): Example {
  const judged = judgeByRules(knowing.rules, knowing.readStory(story.told))
  const features = storyFeatures(judged)
  const each = categories.map((category) => {
    const label = category === 'layoff' ? story.layoff : story.ai
    if (label === 'trend') return { yesNo: [], choices: [] }
    const event: YesNo = { task: category, features, right: label === 'event' ? 1 : 0 }
    if (label === 'none') return { yesNo: [event], choices: [] }
    const { yesNo, choices } = partiesOf(story, category, judged, knowing)
    return { yesNo: [event, ...yesNo], choices }
  })
  const kind = story.ai === 'event' && story.kind ? investmentKinds.indexOf(story.kind) : -1
  const kinds = { options: investmentKinds.map((task) => ({ task, features })), right: kind }
  return {
    yesNo: each.flatMap(({ yesNo }) => yesNo),
    choices: [...each.flatMap(({ choices }) => choices), ...(kind >= 0 ? [kinds] : [])],
  }
}

function partiesOf(
  story: Labelled,
  category: Category,
  judged: Judged,
  { directory }: Knowing,
): Example {
  const byRules = byRulesOf(category, judged)
  const candidates = candidatesOf(judged.reading, byRules)
  const isIt = (label: string) => (one: { company: Company }) =>
    isNamed(one.company, label, directory)
  const party = category === 'layoff' ? story.layoffCompany : story.recipient
  const task = category === 'layoff' ? 'employer' : 'recipient'
  const nobody = nobodyFeatures(judged.reading, byRules)
  const options = [...candidates.map(({ features }) => features), nobody]
  const right = party ? candidates.findIndex(isIt(party)) : candidates.length
  const choice = { options: options.map((features) => ({ task, features }) as const), right }
  const yesNo = candidates.map((one): YesNo => {
    const pays = story.payers.some((label) => isIt(label)(one))
    return { task: 'payer', features: one.features, right: pays ? 1 : 0 }
  })
  const choices = party === undefined || right < 0 ? [] : [choice]
  const { facts, fired } = byRules
  if (facts.category === 'layoff') return { yesNo: [], choices }
  return { yesNo, choices: [...choices, ...amountOf(story, judged, { facts, fired })] }
}

/** None where the story has no sum, or not the one labelled. */
function amountOf({ amount }: Labelled, { reading }: Judged, byRules: DealByRules): Choice[] {
  const sums = sumsOf(reading, byRules)
  const right = amount === null ? sums.length : sums.findIndex(({ value }) => value === amount)
  if (sums.length === 0 || right < 0) return []
  const all = [...sums.map(({ features }) => features), noSumFeatures(reading, byRules)]
  return [{ options: all.map((features) => ({ task: 'amount', features })), right }]
}

/** A label may have more or less of an unknown name than the text was read to have. */
function isNamed(company: Company, label: string, directory: Directory): boolean {
  const { key, name } = directory.resolve(label)
  if (key === company.key) return true
  const isLonger = name.startsWith(`${company.name} `) || company.name.startsWith(`${name} `)
  return company.key.startsWith('~') && isLonger
}
