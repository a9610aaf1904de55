import { expect, test } from 'vitest'
import { likeness, textKey } from '../../../src/core/text/text-key.ts'

const key = (title: string, source = 'Example Wire') => textKey({ title, source })

test('one wire copy has one key, whatever the outlet did to it', () => {
  const plain = key('Acme to cut 1,200 jobs in Ohio plant')
  expect(key('UPDATE 2-Acme to cut 1,200 jobs in Ohio plant')).toBe(plain)
  expect(
    key('ACME to cut 1,200 jobs in Ohio plant - The Daily Planet', 'dailyplanet.example'),
  ).toBe(plain)
  expect(key('Acme to cut 1,200 jobs in Ohio plant | Planet')).toBe(plain)
})

test('what follows a dash is kept where it is part of the headline', () => {
  expect(key('Acme cuts jobs - its staff of four years learns from a memo')).toContain('memo')
})

test('likeness is the share of words in common', () => {
  expect(likeness(key('Acme cuts jobs'), key('Acme cuts jobs'))).toBe(1)
  expect(likeness(key('Acme cuts jobs'), key('Acme cuts staff'))).toBe(0.5)
  expect(likeness('', '')).toBe(0)
})
