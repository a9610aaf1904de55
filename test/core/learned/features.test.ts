import { expect, test } from 'vitest'
import { hashOf, openTelling } from '../../../src/core/learned/features.ts'
import { fnv1a } from '../../../src/core/text/hash.ts'

test('a feature is the hash of its whole name, whatever stands in it', () => {
  const role = 'payer'
  expect(hashOf`role:${role}:${3}:${true}`).toBe(fnv1a('role:payer:3:true'))
  expect(hashOf`${role}:${null}:${undefined}`).toBe(fnv1a('payer:null:undefined'))
})

test('names are told one by one, some under a prefix, and each is kept once, in the order in which they came', () => {
  const { say, under, add, features } = openTelling()
  const inTitle = under('t ')
  say`kind:${'round'}`
  inTitle`kind:${'round'}`
  say`kind:${'round'}`
  add(fnv1a('any'))
  expect([...features()]).toEqual(['kind:round', 't kind:round', 'any'].map((name) => fnv1a(name)))
})
