import type { InputBlock } from '@slack/types'
import type { CriterionName, ShownCriteria } from '../core/channel/asked.ts'
import { type ChoiceWords, watchChoiceWords } from './choice-words.ts'
import { choiceInput, input, plain, tick, typed } from './fields.ts'

type Field<Shown> = (block: string, shown: Shown) => InputBlock

/** How each criterion of a watch looks in its form, in the order of the form. */
const fields: { readonly [Name in CriterionName]: Field<ShownCriteria[Name]> } = {
  match: (block, shown) =>
    input(
      block,
      'Words',
      typed(shown, { max_length: 500, placeholder: plain('data center') }),
      'A phrase, or a pattern: (gpu | "data center") NOT crypto',
    ),
  companies: (block, shown) =>
    input(
      block,
      'Companies',
      typed(shown, { max_length: 1000, placeholder: plain('Amazon, Google') }),
      'Separated by commas. A company’s units count too.',
    ),
  types: (block, shown) =>
    input(block, 'Kinds of news', tick(kinds, shown), 'None chosen: layoffs and AI investment.'),
  minHeadcount: (block, shown) =>
    input(
      block,
      'From how many jobs',
      typed(shown, { max_length: 15, placeholder: plain('1000') }),
      'An unknown number passes.',
    ),
  minAmountUsd: (block, shown) =>
    input(
      block,
      'From how many dollars',
      typed(shown, { max_length: 15, placeholder: plain('100m') }),
    ),
  ...choiceFields(),
  not: (block, shown) =>
    input(
      block,
      'Not with these words',
      typed(shown, { multiline: true, max_length: 1000 }),
      'A line each.',
    ),
}

function choiceFields() {
  const words = Object.entries<ChoiceWords<string>>(watchChoiceWords)
  const fields = words.map(([name, one]): [string, Field<string>] => [
    name,
    (block, shown) => choiceInput(block, one, shown),
  ])
  return Object.fromEntries(fields) as Record<keyof typeof watchChoiceWords, Field<string>>
}

const kinds = [
  ['layoff', 'Layoffs'],
  ['ai_investment', 'AI investment'],
  ['any', 'Any story, also of neither kind'],
] as const

/** A field for each criterion, which it names. */
export const watchInputs = (shown: ShownCriteria): InputBlock[] =>
  Object.entries<Field<never>>(fields).map(([name, field]) =>
    field(name, shown[name as CriterionName] as never),
  )
