import fc from 'fast-check'
import { matchableOf, type StoryText } from '../../src/core/pattern/matchable.ts'
import type { Slot } from '../../src/core/pattern/pattern.ts'
import { tokenize } from '../../src/core/text/text.ts'

/** Few words, so that patterns and stories meet. */
const word = fc.constantFrom(
  'lay',
  'layoff',
  'layoffs',
  'off',
  'cut',
  'cuts',
  'job',
  'no',
  'AI',
  '裁',
  '10%',
)
const atom = fc.oneof(
  { weight: 6, arbitrary: word },
  fc.constantFrom('lay-off', 'lay*', 'cu*', '"cuts"', '[number]', '[company]', '"no cut"'),
)

const phrase = fc.letrec<{ choice: string; sequence: string; part: string }>((tie) => ({
  choice: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((all) => all.join(' | ')),
  sequence: fc
    .tuple(
      atom,
      fc.array(fc.tuple(fc.constantFrom('', '...', '...2'), tie('part')), { maxLength: 3 }),
    )
    .map(([first, rest]) => [first, ...rest.flat()].join(' ')),
  part: fc.oneof(
    { maxDepth: 3 },
    atom,
    tie('choice').map((choice) => `(${choice})`),
    tie('choice').map((choice) => `(${choice})? job`),
  ),
})).choice

const link = fc.constantFrom('AND', 'NOT', 'NOT NEAR', 'NOT WITHIN', 'AND title:')

/** Texts that are patterns, most of them. */
export const anyPattern = fc
  .tuple(phrase, fc.array(fc.tuple(link, phrase), { maxLength: 2 }))
  .map(([first, rest]) => [first, ...rest.flat()].join(' '))

const separator = fc.constantFrom(' ', ' ', ' ', '-', ', ', '. ', ' – ', '')
const text = fc
  .array(fc.tuple(word, separator), { maxLength: 30 })
  .map((pairs) => pairs.flat().join(''))

const matchable = fc
  .tuple(
    text,
    fc.array(fc.tuple(fc.constantFrom<Slot>('number', 'company'), fc.nat(30), fc.nat(3))),
  )
  .map(([written, spans]) =>
    matchableOf(
      tokenize(written),
      spans.map(([slot, from, length]) => ({ slot, from, to: from + length + 1 })),
    ),
  )

export const anyStory: fc.Arbitrary<StoryText> = fc.record({ title: matchable, summary: matchable })
