import type { ShownEvent } from '../core/delivery/shown.ts'
import type { Company, Facts, LayoffFacts, Scale } from '../core/facts.ts'
import { dealSentence } from './deal.ts'
import { say } from './verb.ts'
import { counted, nearly } from './words.ts'

/** One line that says it all: "Amazon cuts about 16,000 jobs". The story's own title where it names no company. */
export function headlineOf({ merged, stories }: ShownEvent): string {
  const sentence = sentenceOf(merged.facts, merged.reversed)
  return sentence ? `${sentence.subject.name} ${sentence.predicate}` : (stories[0]?.title ?? '')
}

interface Sentence {
  subject: Company
  /** "cuts about 16,000 jobs" */
  predicate: string
}

/** Who does what; null where nobody is named, or nobody knows what. */
export function sentenceOf(facts: Facts, reversed: boolean): Sentence | null {
  switch (facts.category) {
    case 'layoff':
      return (
        facts.company && { subject: facts.company, predicate: layoffPredicate(facts, reversed) }
      )
    case 'ai_investment':
      return dealSentence(facts, reversed)
    case 'other':
      return null
  }
}

function layoffPredicate(facts: LayoffFacts, reversed: boolean): string {
  const verb = say(['cuts', 'cut', 'cutting'], facts, reversed)
  return `${verb} ${jobsWords(facts)}`
}

/** "about 16,000 jobs (10%)", "10% of its staff", "hundreds of jobs", "jobs". */
function jobsWords(facts: LayoffFacts): string {
  const about = nearly(facts)
  const share = facts.percent === null ? '' : `${percent(facts.percent)}`
  if (facts.headcount !== null) {
    return `${about}${counted(facts.headcount, 'job')}${share && ` (${share})`}`
  }
  if (facts.headcountDerived !== null) {
    return `about ${counted(facts.headcountDerived, 'job')}${share && ` (${share})`}`
  }
  if (share) return `${about}${share} of its staff`
  return facts.scale ? `${scales[facts.scale]} of jobs` : 'jobs'
}

export const percent = (value: number): string =>
  `${value.toLocaleString('en-US', { maximumFractionDigits: 1 })}%`

const scales: Record<Scale, string> = {
  dozens: 'dozens',
  hundreds: 'hundreds',
  thousands: 'thousands',
  tens_of_thousands: 'tens of thousands',
}

/** One line for events that share a message: a company is named once. */
export function headlineOfAll(events: readonly ShownEvent[]): string {
  let named: string | null = null
  const parts = events.map((event) => {
    const sentence = sentenceOf(event.merged.facts, event.merged.reversed)
    const key = sentence?.subject.key ?? null
    const part = sentence && key === named ? sentence.predicate : headlineOf(event)
    named = key
    return part
  })
  return parts.join('; ')
}
