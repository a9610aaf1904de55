import { type Rounding, roundingOf } from '../facts.ts'
import { jobsIn } from './filing-jobs.ts'
import { type Sentence, sentencesIn } from './filing-sentence.ts'
import { shareIn } from './filing-share.ts'

/** What item 2.05 of a Form 8-K says of jobs. Nothing is worked out: what it does not say is null. */
export interface FilingNumbers extends Rounding {
  headcount: number | null
  /** Of the whole staff. */
  percent: number | null
  cost: { low: number; high: number; currency: string } | null
  /** The sentences that say so, in the filing's words. */
  wording: string
  /** It speaks of jobs that go, with or without a number. */
  isCut: boolean
}

const staffWords =
  /\b(workforce|headcount|reductions? in force|layoffs?|laid off|severance|one-time termination benefits|employee (?:termination|separation))\b/i
const postsGo =
  /\b(?:eliminat|reduc|terminat|impact|affect|notif)\w*\b[^.]{0,120}\b(?:employees|positions|roles|jobs|associates|team members|staff|personnel)\b/i

/** `text` is plain, in whole sentences. Of several numbers the first counts. */
export function readFiling(text: string): FilingNumbers {
  const sentences = sentencesIn(text)
  const jobs = first(sentences, jobsIn)
  const share = first(sentences, shareIn)
  const cost = first(sentences, costIn)
  const said = [jobs, share, cost].flatMap((one) => one?.sentence ?? [])
  const telling = sentences.filter((sentence) => said.includes(sentence))
  const silent = sentences.filter((sentence) => staffWords.test(sentence.text)).slice(0, 1)
  return {
    headcount: jobs?.found.value ?? null,
    percent: share?.found.value ?? null,
    ...roundingOf((jobs ?? share)?.found),
    cost: cost?.found ?? null,
    wording: ((jobs ?? share) ? telling : [...silent, ...telling]).map((one) => one.text).join(' '),
    isCut: staffWords.test(text) || postsGo.test(text),
  }
}

function first<T>(sentences: readonly Sentence[], read: (sentence: Sentence) => T | null) {
  for (const sentence of sentences) {
    const found = read(sentence)
    if (found !== null) return { found, sentence }
  }
  return null
}

const charged = /\b(?:charges?|costs?|expenses?|expenditures?|payments?)\b/i
const expected =
  /\b(?:incur|estimates?d?|expects?|expected|record|recogni[sz]e|aggregate|anticipates?d?)\b/i
const otherMoney = /\b(?:sav(?:e|es|ings?)|revers\w+|annuali[sz]ed|offset)\b/i

/** The first sum that the cut is expected to cost; behind it stand its parts, and what it saves. */
function costIn({ text, tokens, quantities }: Sentence): FilingNumbers['cost'] {
  if (!charged.test(text) || !expected.test(text)) return null
  const sum = quantities.find(
    ({ kind, value }) => kind === 'money' && value !== null && value >= 1000,
  )
  if (!sum || sum.value === null || sum.currency === null) return null
  const before = text.slice(0, (tokens[sum.start]?.start ?? 0) - (tokens[0]?.start ?? 0))
  return otherMoney.test(before)
    ? null
    : { low: sum.low ?? sum.value, high: sum.value, currency: sum.currency }
}
