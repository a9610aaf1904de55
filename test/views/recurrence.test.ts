import { expect, test } from 'vitest'
import { recurrenceWords } from '../../src/views/recurrence.ts'
import { company, eventId, investment, layoff } from '../support/claims.ts'

const acme = { ...company('acme'), name: 'Acme' }
const cut = { id: eventId(1), company: acme, facts: layoff({ company: acme }), happenedAt: 0 }
const commitment = { ...cut, id: eventId(2), facts: investment({ company: acme, kind: 'capex' }) }

test('says which round the newest is', () => {
  const ordinal = { round: 2, withinMonths: 3 }
  expect(recurrenceWords({ kind: 'rounds', ordinal, event: cut })).toBe(
    'Newest layoffs at Acme: second round in 3 months.',
  )
})

test('says how often a cut came near a commitment', () => {
  const words = (times: number) =>
    recurrenceWords({
      kind: 'cut_near_commitment',
      withinDays: 60,
      cases: Array.from({ length: times }, () => ({ cut, commitment })),
    })
  expect(words(1)).toBe('Cut jobs within 60 days of an AI commitment, once.')
  expect(words(2)).toBe('Cut jobs within 60 days of an AI commitment, twice.')
  expect(words(4)).toBe('Cut jobs within 60 days of an AI commitment, 4 times.')
})
