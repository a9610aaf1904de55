import fc from 'fast-check'
import type { Choice } from '../../src/core/channel/choices.ts'

/** For each choice any of its words. */
export function anyWords<Rows extends Readonly<Record<string, Choice>>>(rows: Rows) {
  const arbitraries = Object.entries(rows).map(([name, { words }]) => {
    return [name, fc.constantFrom(...words)] as const
  })
  return Object.fromEntries(arbitraries) as {
    [Name in keyof Rows]: fc.Arbitrary<Rows[Name]['words'][number]>
  }
}
