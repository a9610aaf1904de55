import { sentencesOf } from './sentences.ts'
import { type Token, tokenize } from './text.ts'

/**
 * A few sentences of a story that say the most, in the story's own words and order. A sentence counts for its figures, for the
 * words that tell cause and plan, and for standing early; one that repeats the title, or belongs to the page rather than to the
 * story, counts for nothing.
 */
export function chooseSentences(title: string, summary: string, limits: Limits): string {
  const heading = wordsOf(title)
  const kept = split(summary)
    .map((text, index) => ({ text, index, weight: weigh(text, index, heading, limits) }))
    .filter(({ weight, text }) => weight > 0 && text.length <= limits.characters)
    .sort((a, b) => b.weight - a.weight || a.index - b.index)
  const chosen: typeof kept = []
  let length = 0
  for (const sentence of kept) {
    if (chosen.length === limits.sentences) break
    if (length + sentence.text.length + 1 > limits.characters) continue
    chosen.push(sentence)
    length += sentence.text.length + 1
  }
  return chosen
    .sort((a, b) => a.index - b.index)
    .map(({ text }) => text)
    .join(' ')
}

interface Limits {
  sentences: number
  /** Of all together. */
  characters: number
  /** Phrases in small letters that belong to a page: "read more". */
  furniture: readonly string[]
}

function split(text: string): string[] {
  const tokens = tokenize(text)
  const begins = sentencesOf(tokens).map(({ start }) => beginOf(text, tokens, start))
  const sentences = begins.map((begin, at) => text.slice(begin, begins[at + 1]).trim())
  // A feed cuts off where its own limit is: what is left is no sentence unless it is all there is.
  if (sentences.length > 1 && /(…|\.\.\.)$/.test(sentences.at(-1) ?? '')) sentences.pop()
  return sentences
}

/** Where a sentence begins as written: behind the marks that end the one before. */
function beginOf(text: string, tokens: readonly Token[], start: number): number {
  const from = tokens[start - 1]?.end ?? 0
  const gap = text.slice(from, tokens[start]?.start)
  return from + (/^.*?[.!?…。！？]+["'”’)\]]*/su.exec(gap)?.[0].length ?? 0)
}

const tellingWords = [
  'because',
  'after',
  'plan',
  'announc',
  'said',
  'according',
  'employees',
  'workers',
  'jobs',
  'staff',
  'workforce',
  'restructur',
  'invest',
  'fund',
  'valuation',
  'billion',
  'million',
  'artificial intelligence',
  ' ai ',
]

function weigh(
  text: string,
  index: number,
  heading: ReadonlySet<string>,
  { furniture }: Limits,
): number {
  const low = ` ${text.toLowerCase()} `
  if (furniture.some((phrase) => low.includes(phrase))) return 0
  const words = wordsOf(text)
  if (words.size < 4) return 0
  const shared = [...words].filter((word) => heading.has(word)).length
  if (shared / words.size >= 0.8) return 0
  const telling = tellingWords.filter((word) => low.includes(word)).length
  return 1 + (/\d/.test(text) ? 2 : 0) + Math.min(telling, 3) + Math.max(0, 3 - index)
}

const wordsOf = (text: string): Set<string> =>
  new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
