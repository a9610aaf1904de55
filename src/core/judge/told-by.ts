import type { Category } from '../facts.ts'
import type { Hit, Rule } from './rules.ts'

/** What the first of the rules that tell adds to the facts of a category. */
export function toldBy<T>(
  told: readonly Hit[],
  category: Category,
  fact: (rule: Rule) => T | undefined,
): T | undefined {
  for (const { rule } of told) {
    const said = rule.category === category ? fact(rule) : undefined
    if (said !== undefined) return said
  }
  return undefined
}
