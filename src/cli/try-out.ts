import type { EventCategory } from '../core/facts.ts'
import type { Told } from '../core/story.ts'
import { byModel, type Reason, type Verdict } from '../core/verdict.ts'
import { type ReadFeed, unconditional } from '../poll/ports.ts'
import type { Judged } from '../preview/page/wire.ts'
import { sentenceOf } from '../views/headline.ts'

/** What the rules make of a headline, or of a feed that is not configured: shown, and not recorded. */
export interface TryOutParts {
  judge(told: Told): Verdict
  readFeed: ReadFeed
  signal: AbortSignal
}

const mostItems = 30

export function openTryOut({ judge, readFeed, signal }: TryOutParts) {
  const tried = (told: Told) => toJudged(told, judge(told))
  return async (text: string): Promise<Judged> => {
    if (!/^https?:\/\/\S+$/.test(text)) {
      const [title = '', ...rest] = text.split('\n')
      const told = { title, summary: rest.join(' ').trim(), source: '', publishedAt: null }
      return { kind: 'judged', items: [tried(told)] }
    }
    const reading = await readFeed({ url: text, ...unconditional, isConfigured: true }, signal)
    switch (reading.kind) {
      case 'document': {
        const { title: source } = reading
        const told = reading.items.slice(0, mostItems)
        return {
          kind: 'judged',
          items: told.map((item) => tried({ ...item, source: item.publisher ?? source ?? '' })),
        }
      }
      case 'unchanged':
        return { kind: 'unreadable', why: 'The feed says that nothing has changed.' }
      default:
        return { kind: 'unreadable', why: reading.sentence }
    }
  }
}

function toJudged(told: Told, { facts, denied = [], why, held }: Verdict) {
  const said = [...facts, ...denied].map((one) => {
    const sentence = sentenceOf(one, false)
    return sentence ? `${sentence.subject.name} ${sentence.predicate}` : unnamed[one.category]
  })
  const verdict = said.join('; ') || 'Neither a layoff nor an AI investment'
  return {
    title: told.title,
    verdict,
    reasons: [...why.map(reasonOf('spoke for it')), ...held.map(reasonOf('held it back'))],
  }
}

const unnamed: Readonly<Record<EventCategory, string>> = {
  layoff: 'A layoff at a company that is not named',
  ai_investment: 'An AI investment of a company that is not named',
  other: 'Other news',
}

const reasonOf = (what: string) => (reason: Reason) =>
  `${reason.rule === byModel ? 'what labelled stories taught' : reason.rule} ${what}: “${reason.matched}” in the ${reason.field}`
