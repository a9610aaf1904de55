import { z } from 'zod'
import { categories, causes, investmentKinds, stances } from '../core/facts.ts'
import type { Rule, RuleBook } from '../core/judge/rules.ts'

const pattern = z.string().trim().min(1)
const oneOrMore = z
  .union([pattern, z.array(pattern).min(1)])
  .transform((given) => (typeof given === 'string' ? [given] : given))
const patterns = oneOrMore.default([])
const side = z.enum(['before', 'after'])

const ruleShape = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'an id is lower-case letters, digits and hyphens'),
    category: z.enum(categories),
    why: z
      .string()
      .trim()
      .min(1)
      .describe('what the story is taken to say, for readers of a verdict'),
    effect: z.enum(['fire', 'hold', 'tell']).default('fire'),
    strength: z
      .union([z.literal(1), z.literal(2), z.literal(3)])
      .default(2)
      .describe('a hold outweighs the rules of its strength or less'),
    plain: z
      .boolean()
      .default(false)
      .describe('of a layoff: told plainly, so that whoever the title names may be the employer'),
    lead: z
      .boolean()
      .default(false)
      .describe('only what the first sentence of the summary says counts, as much as in a title'),
    final: z
      .boolean()
      .default(false)
      .describe('with `hold`: what labelled stories taught does not outweigh it'),
    title: patterns.describe('one of these in the title'),
    when: patterns.describe('one of these in the title or the summary'),
    and: patterns.describe('and one of these too, in the title or the summary'),
    not: patterns.describe('and none of these in the title or the summary'),
    not_near: patterns.describe(
      'not where one of these is within eight words, in the same sentence',
    ),
    not_within: patterns.describe('not where it is a part of one of these'),
    kind: z.enum(investmentKinds).optional().describe('the kind of investment that the rule tells'),
    company: side.optional().describe('where the company stands, seen from the words that matched'),
    investor: side.optional().describe('where the investor stands'),
    stance: z
      .enum(stances)
      .exclude(['official'])
      .optional()
      .describe('with `tell`: how sure the story is'),
    cause: z.enum(causes).optional().describe('with `tell`: why jobs are cut'),
    ai_side: z
      .boolean()
      .optional()
      .describe('with `tell`: the words that matched are the AI side of a cut'),
    follow_up: z
      .boolean()
      .optional()
      .describe('with `tell`: what came of the cut is the news, and not the cut'),
  })
  .refine(({ effect, final }) => effect === 'hold' || !final, {
    path: ['final'],
    message: 'goes with `effect: hold`',
  })
  .transform(
    ({ not_near, not_within, ai_side, follow_up, ...rule }): Rule => ({
      ...rule,
      notNear: not_near,
      notWithin: not_within,
      aiSide: ai_side,
      followUp: follow_up,
    }),
  )

const words = z
  .record(z.string(), oneOrMore)
  .default({})
  .describe('lists of words that patterns name in braces: {cut verbs}')

/** `rules.yaml`. Its patterns are checked when it is compiled. */
export const rulesShape = z
  .strictObject({ words, rules: z.array(ruleShape).min(1) })
  .transform((book): RuleBook => book)

/** The same with null in place of each rule that has not its shape. */
export const shapedRules = z.object({ words, rules: z.array(ruleShape.nullable().catch(null)) })
