import type { Watch } from '../core/channel/settings.ts'
import { nameOf } from '../core/channel/watch-text.ts'
import { matchText, quoted } from '../core/channel/wording.ts'
import type { Directory } from '../core/reading/company.ts'
import { heardWords } from './choice-words.ts'
import { counted, listed, money } from './words.ts'

/** What a watch hears, as one tells it to somebody: "layoffs of Amazon from 1,000 jobs". Its command is `watchText`. */
export function watchWords(watch: Watch, directory: Directory): string {
  const { match, minHeadcount, minAmountUsd, not } = watch
  const names = watch.companies.map((key) => nameOf(key, directory))
  const least = [
    ...(minHeadcount === null ? [] : [counted(minHeadcount, 'job')]),
    ...(minAmountUsd === null ? [] : [money(minAmountUsd)]),
  ]
  const words = [
    typeWords(watch),
    match === null ? '' : `with ${matchText(match)}`,
    names.length === 0 ? '' : `of ${listed(names)}`,
    least.length === 0 ? '' : `from ${least.join(' or ')}`,
    not.length === 0 ? '' : `without ${listed(not.map(quoted))}`,
  ]
  return [words.filter(Boolean).join(' '), ...chosenWords(watch)].join(', ')
}

function typeWords({ types }: Watch): string {
  if (types.includes('any')) return 'any story'
  const heard = types.length === 0 ? (['layoff', 'ai_investment'] as const) : types
  return listed(heard.map((type) => (type === 'layoff' ? 'layoffs' : 'AI investment')))
}

/** What was chosen otherwise than usual. */
const chosenWords = ({ industry, role, sure, official }: Watch): string[] =>
  [
    heardWords.industry[industry],
    heardWords.role[role],
    heardWords.sure[sure],
    heardWords.official[official],
  ].filter(Boolean)
