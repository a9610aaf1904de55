import { expect, test } from 'vitest'
import { openTelling } from '../../../src/core/learned/features.ts'
import { fnv1a } from '../../../src/core/text/hash.ts'

test('a feature is the hash of its whole name, whatever stands in it', () => {
  const role = 'payer'
  const { say, features } = openTelling()
  say`role:${role}:${3}:${true}`
  say`${role}:${null}:${undefined}`
  expect([...features()]).toEqual(
    ['role:payer:3:true', 'payer:null:undefined'].map((name) => fnv1a(name)),
  )
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
