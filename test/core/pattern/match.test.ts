import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findNode } from '../../../src/core/pattern/find-node.ts'
import { matchPattern } from '../../../src/core/pattern/match.ts'
import { type Matchable, matchableOf } from '../../../src/core/pattern/matchable.ts'
import { nodeCount } from '../../../src/core/pattern/node.ts'
import { parsePattern } from '../../../src/core/pattern/parse.ts'
import type { Node, Pattern, Words } from '../../../src/core/pattern/pattern.ts'
import { stemOf } from '../../../src/core/text/plural.ts'
import { type Token, tokenize } from '../../../src/core/text/text.ts'
import { anyPattern, anyStory } from '../../support/any-pattern.ts'

const goodPattern = anyPattern
  .map((text) => parsePattern(text))
  .filter((pattern): pattern is Pattern => pattern.kind === 'pattern')

interface Place {
  at: number
  begun: number
  afterGap: boolean
}

/** The plainest reading of a tree, for comparison: tries everything and goes back over the text. */
function readAll(node: Node, text: Matchable, place: Place, then: (place: Place) => void): void {
  const { at, begun, afterGap } = place
  const token = text.tokens[at]
  const goOn = (to: number) => then({ at: to, begun, afterGap: false })
  const pauses = afterGap ? ['none', 'comma', 'clause'] : ['none', 'comma']
  const mayRead = at === begun || pauses.includes(token?.pause ?? '')
  switch (node.kind) {
    case 'words':
      if (!token || !mayRead) return
      if (isOneOf(node, token.text, token.stem)) goOn(at + 1)
      if (token.joined && isOneOf(node, token.joined, stemOf(token.joined))) goOn(at + 2)
      return
    case 'slot':
      if (mayRead) for (const span of text.spans[node.slot]) if (span.from === at) goOn(span.to)
      return
    case 'gap':
      for (let next = at; next <= at + node.most; next++) {
        if ((text.tokens[next]?.pause ?? 'sentence') === 'sentence') return
        then({ at: next, begun, afterGap: true })
      }
      return
    case 'optional':
      then(place)
      readAll(node.part, text, place, then)
      return
    case 'choice':
      for (const option of node.options) readAll(option, text, place, then)
      return
    case 'sequence': {
      const [first, ...parts] = node.parts
      if (!first) then(place)
      else readAll(first, text, place, (next) => readAll({ ...node, parts }, text, next, then))
    }
  }
}

function isOneOf({ exact, stems, endings }: Words, text: string, stem: string): boolean {
  return exact.has(text) || stems.has(stem) || endings.some((ending) => text.startsWith(ending))
}

/** Every end with its latest beginning. */
function allMatches(node: Node, text: Matchable): Map<number, number> {
  const ends = new Map<number, number>()
  text.tokens.forEach((_, begun) => {
    readAll(node, text, { at: begun, begun, afterGap: false }, ({ at }) => ends.set(at, begun))
  })
  return ends
}

test('the matches are those that trying everything finds, the shortest for each end', () => {
  fc.assert(
    fc.property(goodPattern, anyStory, ({ required }, { summary }) => {
      for (const { node } of required) {
        const found = findNode(node, summary).map(({ from, to }) => [to, from])
        expect(new Map(found as [number, number][])).toEqual(allMatches(node, summary))
      }
    }),
    { numRuns: 500 },
  )
})

test('what is found lies in the story', () => {
  fc.assert(
    fc.property(goodPattern, anyStory, (pattern, story) => {
      const match = matchPattern(pattern, story)
      const found =
        match.kind === 'match' ? match.found : match.kind === 'held' ? [match.found] : []
      for (const { field, from, to } of found) {
        expect(from).toBeGreaterThanOrEqual(0)
        expect(to).toBeGreaterThan(from)
        expect(to).toBeLessThanOrEqual(story[field].tokens.length)
      }
    }),
    { numRuns: 500 },
  )
})

/** How many times the tokens are looked at. */
function steps(pattern: Pattern, tokens: readonly Token[]): number {
  let count = 0
  const counted = new Proxy(tokens, {
    get(target, key) {
      if (typeof key === 'string' && /^\d+$/.test(key)) count++
      return Reflect.get(target, key)
    },
  })
  matchPattern(pattern, { title: matchableOf([], []), summary: matchableOf(counted, []) })
  return count
}

test('no pattern looks at a text more often than its own size times the text', () => {
  const row = fc.constantFrom('lay ', 'lay-', 'layoffs, ', 'no cut ', 'cut. ', 'job 10% ')
  fc.assert(
    fc.property(goodPattern, fc.array(row, { minLength: 1, maxLength: 4 }), (pattern, rows) => {
      const tokens = tokenize(rows.join('').repeat(200))
      const exceptions = pattern.required.flatMap((term) => [...term.notNear, ...term.notWithin])
      const nodes = [...pattern.required, ...exceptions, ...pattern.excluded].reduce(
        (count, { node }) => count + nodeCount(node),
        0,
      )
      expect(steps(pattern, tokens)).toBeLessThanOrEqual(nodes * 20 * tokens.length)
    }),
  )
})

test('twice the text takes no more than twice the steps', () => {
  const hostile = '(lay | layoff | lay off)? (lay ...20 lay)? lay ... (lay | cut)'
  const pattern = parsePattern(`${hostile} NOT WITHIN lay ...20 cut NOT NEAR lay lay cut`)
  if (pattern.kind === 'fault') throw new Error(pattern.message)
  const tokens = (count: number) => tokenize('lay '.repeat(count))
  expect(steps(pattern, tokens(8_000))).toBeLessThanOrEqual(2.01 * steps(pattern, tokens(4_000)))
})

test('any text at all is a pattern or a fault', () => {
  const marks = fc.constantFrom(
    ...'()|?*[]{}"“”….',
    'AND',
    'NOT ',
    ' NEAR ',
    ' title: ',
    'lay',
    ' ',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(marks).map((all) => all.join('')),
      ),
      (text) => {
        const read = parsePattern(text)
        if (read.kind === 'fault') {
          expect(read.at).toBeGreaterThanOrEqual(0)
          expect(read.at).toBeLessThanOrEqual(text.length)
          expect(read.message).not.toBe('')
        }
      },
    ),
    { numRuns: 300 },
  )
})
