import { roundingOf } from '../facts.ts'
import type { Quantity } from '../quantity/quantity.ts'
import type { Token } from '../text/text.ts'
import { type Counted, isKept, isOpen, type Sentence, textAt } from './filing-sentence.ts'

/**
 * How many people a sentence says lose their jobs. A number does not count as those who stay ("retain", "core workforce of", "to
 * approximately 75") or who were there ("its 260 employees", "from 57"); where one may be either, none counts.
 */
export function jobsIn(sentence: Sentence): Counted | null {
  const { tokens, quantities } = sentence
  if (!tokens.some(({ text }) => cutting.test(text))) return null
  const counted = quantities.filter((one) => isOfPeople(tokens, one))
  if (counted.some(({ start }) => isOpen(tokens, start))) return null
  const going = counted.filter((one) => !isStaff(tokens, one))
  const [first] = going
  if (!first || first.value === null) return null
  return { value: sumOfSorts(tokens, going) ?? first.value, ...roundingOf(first) }
}

const cutting =
  /^(reduc|eliminat|terminat|layoff|lay$|laid|sever|impact|affect|notif|separat|downsiz|decreas|cut|displac|dismiss)/

const sorts = new Set(['salaried', 'hourly'])

/** "3 salaried and 53 hourly employees": all of them, where every number has its sort. */
function sumOfSorts(tokens: readonly Token[], all: readonly Quantity[]): number | null {
  const isSorted = all.length > 1 && all.every(({ end }) => sorts.has(textAt(tokens, end)))
  return isSorted ? all.reduce((sum, { value }) => sum + (value ?? 0), 0) : null
}

const people = new Set(
  `employee employees position positions role roles job jobs associate associates member members worker workers people person persons
  individual individuals colleague colleagues teammate teammates personnel partners staff headcount layoffs salaried hourly`.split(
    /\s+/,
  ),
)
const breaks = new Set(
  `of in by from as to after for with at across on into because which that who whose million billion percent months weeks days years year
  quarter`.split(/\s+/),
)
const mostBetween = 6

/** "900 current non-retail partner roles": a word for people soon behind it. */
function isOfPeople(tokens: readonly Token[], { kind, value, end }: Quantity): boolean {
  if (kind !== 'number' || value === null || value <= 0 || !Number.isInteger(value)) return false
  const behind = tokens.slice(end, end + mostBetween)
  const noun = behind.findIndex(({ text }) => people.has(text))
  const between = behind.slice(0, noun + 1)
  return (
    noun >= 0 &&
    !between.some(({ text, kind: sort, pause }, at) => {
      const isOf = text === 'of' && at === 0
      return pause === 'clause' || sort === 'number' || (breaks.has(text) && !isOf)
    })
  )
}

const staff =
  /^(its|their|our|employs|employed|has|had|have|from|the|current|currently|existing|total)$/
const size = /^(workforce|headcount|staff|total|out|team|base)$/
const paid = /^(up|benefits|payments|notice|notices|severance)$/

function isStaff(tokens: readonly Token[], { start }: Quantity): boolean {
  const [third, second, last] = [3, 2, 1].map((far) => textAt(tokens, start - far))
  if (`${third} ${second} ${last}` === 'all of its') return false
  if (staff.test(last ?? '')) return true
  if (last === 'to') return !paid.test(second ?? '')
  if (last === 'of' && size.test(second ?? '')) return !isReductionBefore(tokens, start - 2)
  return isKept(tokens, start)
}

/** "A reduction in its workforce of 34" counts those who go. */
function isReductionBefore(tokens: readonly Token[], at: number): boolean {
  let before = at - 1
  while (small.has(textAt(tokens, before))) before--
  return /^(reductions?|decrease|cut)$/.test(textAt(tokens, before))
}

const small = new Set(['in', 'of', 'to', 'its', 'our', 'the', 'total', 'global'])
