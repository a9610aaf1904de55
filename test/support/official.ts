import type { LayoffFacts, Official } from '../../src/core/facts.ts'

export const filing: Official = {
  register: 'sec-8k',
  notice: '0000000042-26-000001',
  at: Date.UTC(2026, 7, 21),
  place: null,
  effectiveAt: null,
  cost: null,
  link: 'https://www.sec.example/filing',
  change: 'none',
}

/** A state's notice. */
export const noticeIn = (place: string, more: Partial<Official> = {}): Official => ({
  ...filing,
  register: 'warn',
  notice: `${place} acme`,
  place,
  effectiveAt: Date.UTC(2026, 9, 20),
  link: null,
  ...more,
})

/** What a register says, over the facts that the news told. */
export const officially = (
  facts: LayoffFacts,
  official: Official,
  headcount: number | null,
): LayoffFacts => ({
  ...facts,
  stance: official.change === 'rescinded' ? 'denied' : 'official',
  headcount,
  approximate: false,
  official,
})
