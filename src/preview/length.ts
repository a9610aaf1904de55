import { isBag } from './shape.ts'

const WORDS = new Set([
  'text',
  'title',
  'subtitle',
  'body',
  'fallback',
  'caption',
  'label',
  'name',
  'alt_text',
])

/** The characters of all text in a structure, as far as Slack counts them. */
export function lengthOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + lengthOf(item), 0)
  if (!isBag(value)) return 0
  return Object.entries(value).reduce(
    (sum, [key, inner]) =>
      sum + (typeof inner === 'string' ? (WORDS.has(key) ? inner.length : 0) : lengthOf(inner)),
    0,
  )
}
