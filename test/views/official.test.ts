import { expect, test } from 'vitest'
import type { Official } from '../../src/core/facts.ts'
import { leadStory } from '../../src/views/alert.ts'
import { factLines } from '../../src/views/facts.ts'
import { filing, noticeIn, officially } from '../support/official.ts'
import { cut, shown } from '../support/shown.ts'

const linesOf = (official: Official, headcount: number | null) =>
  factLines(shown([cut, officially(cut, official, headcount)], [{}, {}]), false).map((line) =>
    line
      .map((piece) => (typeof piece === 'string' ? piece : 'text' in piece ? piece.text : ''))
      .join(''),
  )

test('a filing is named with its day and its cost, and linked', () => {
  const cost = { low: 39e6, high: 51e6, currency: 'USD' }
  const lines = linesOf({ ...filing, cost }, 900)
  expect(lines).toContain('Official: SEC 8-K, 21 Aug · 900 jobs, cost $39 m to $51 m')
  expect(lines).toContain('Status: Filed with the authorities')
  const links = factLines(shown([officially(cut, filing, 900)]), false).flat()
  expect(links).toContainEqual({ type: 'link', url: filing.link, text: 'SEC 8-K, 21 Aug' })
})

test('a notice says where, and which of its dates it tells', () => {
  expect(linesOf(noticeIn('Ohio'), 80)).toContain('WARN: 80 in Ohio, effective 20 Oct')
  expect(linesOf(noticeIn('Ohio', { effectiveAt: null }), 80)).toContain(
    'WARN: 80 in Ohio, notice of 21 Aug',
  )
  expect(linesOf(noticeIn('Ohio', { effectiveAt: Date.UTC(2027, 0, 26) }), null)).toContain(
    'WARN: jobs, number not published, in Ohio, effective 26 Jan 2027',
  )
  expect(linesOf(noticeIn('Ohio', { change: 'rescinded' }), 80)).toContain(
    'WARN: 80 in Ohio, rescinded',
  )
})

test('the press tells what a notice confirms: there is more to read', () => {
  const notice = officially(cut, noticeIn('Ohio'), 80)
  const event = shown([cut, notice], [{ source: 'The Wire' }, { source: 'WARN Feed', link: null }])
  expect(event.merged.facts.stance).toBe('official')
  expect(leadStory(event).source).toBe('The Wire')
})
