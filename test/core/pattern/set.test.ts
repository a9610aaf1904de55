import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchPattern } from '../../../src/core/pattern/match.ts'
import { parsePattern } from '../../../src/core/pattern/parse.ts'
import type { Pattern } from '../../../src/core/pattern/pattern.ts'
import { createPatternSet } from '../../../src/core/pattern/set.ts'
import { anyPattern, anyStory } from '../../support/any-pattern.ts'

test('the patterns tried come to what all of them would, in the same order', () => {
  fc.assert(
    fc.property(fc.array(anyPattern, { maxLength: 12 }), anyStory, (texts, story) => {
      const given = texts
        .map((text) => parsePattern(text))
        .filter((pattern): pattern is Pattern => pattern.kind === 'pattern')
        .map((pattern, index) => ({ pattern, index }))
      const located = createPatternSet(given).candidates(story)
      const told = (all: typeof given, text: typeof story) =>
        all
          .map(({ pattern, index }) => ({ index, match: matchPattern(pattern, text) }))
          .filter(({ match }) => match.kind !== 'miss')
      expect(told(located.candidates, located.story)).toEqual(told(given, story))
    }),
    { numRuns: 300 },
  )
})
