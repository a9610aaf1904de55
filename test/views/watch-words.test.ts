import { expect, test } from 'vitest'
import { type Watch, watchFor } from '../../src/core/channel/settings.ts'
import { watchWords } from '../../src/views/watch-words.ts'
import { directory } from '../support/bot.ts'

test.each<[Partial<Watch>, string]>([
  [{}, 'layoffs and AI investment'],
  [{ types: ['layoff'], minHeadcount: 1_000 }, 'layoffs from 1,000 jobs'],
  [{ companies: ['amazon', '~Acme'] }, 'layoffs and AI investment of Amazon and Acme'],
  [
    { types: ['ai_investment'], match: 'data center', minAmountUsd: 1e8, not: ['crypto'] },
    'AI investment with "data center" from $100 m without "crypto"',
  ],
  [{ types: ['any'], match: 'robots' }, 'any story with "robots"'],
  [
    { types: ['layoff'], industry: 'all', official: 'only' },
    'layoffs, at employers of any trade, only what is filed',
  ],
])('a watch of %o hears "%s"', (given, words) => {
  expect(watchWords(watchFor(given), directory)).toBe(words)
})
