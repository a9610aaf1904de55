import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createKeywords } from '../../../src/core/pattern/keywords.ts'
import { matchPattern } from '../../../src/core/pattern/match.ts'
import { parsePattern } from '../../../src/core/pattern/parse.ts'
import { anyPattern, anyStory } from '../../support/any-pattern.ts'
import { storyOf } from '../../support/stories-of-tokens.ts'

describe('watched keywords', () => {
  test('a story matches phrases and general patterns, told as they were written', () => {
    const keywords = createKeywords()
    for (const text of ['Job cuts', 'lay-offs', 'cut ... jobs', 'title: Acme', 'rust']) {
      expect(keywords.add(text)).toBeNull()
    }
    const story = storyOf('Acme to cut many jobs', 'The job cuts; layoffs in trust')
    expect([...keywords.match(story)].sort()).toEqual([
      'Job cuts',
      'cut ... jobs',
      'lay-offs',
      'title: Acme',
    ])
  })

  test('a text that is no pattern is refused, and not watched', () => {
    const keywords = createKeywords()
    expect(keywords.add('cut (')).toMatchObject({ kind: 'fault', at: 5 })
    expect(keywords.size).toBe(0)
  })

  test('a text watched twice stays until it is removed twice', () => {
    const keywords = createKeywords()
    const story = storyOf('Layoffs at Acme')
    for (const text of ['layoffs', 'layoffs', 'layoff*', 'layoff*']) keywords.add(text)
    for (const text of ['layoffs', 'layoff*']) keywords.remove(text)
    expect(keywords.match(story).size).toBe(2)
    for (const text of ['layoffs', 'layoff*', 'never watched']) keywords.remove(text)
    expect(keywords.match(story).size).toBe(0)
  })

  test('all at once find what one by one would, through every change', () => {
    fc.assert(
      fc.property(
        fc.array(anyPattern, { maxLength: 12 }),
        fc.array(fc.nat(11), { maxLength: 8 }),
        anyStory,
        (texts, removals, story) => {
          const keywords = createKeywords()
          for (const text of texts) keywords.add(text)
          const kept = [...texts]
          for (const at of removals) {
            const [text] = at < kept.length ? kept.splice(at, 1) : []
            if (text !== undefined) keywords.remove(text)
          }
          expect(keywords.match(story)).toEqual(
            new Set(
              kept.filter((text) => {
                const pattern = parsePattern(text)
                return pattern.kind === 'pattern' && matchPattern(pattern, story).kind === 'match'
              }),
            ),
          )
        },
      ),
      { numRuns: 300 },
    )
  })
})
