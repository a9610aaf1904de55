import { expect, test } from 'vitest'
import { type Heard, route } from '../../../src/core/channel/route.ts'
import {
  type ChannelSettings,
  silentSettings,
  type Watch,
  watchFor,
} from '../../../src/core/channel/settings.ts'
import { withIds } from '../../../src/core/channel/watch-identity.ts'
import type { AiInvestmentFacts, LayoffFacts } from '../../../src/core/facts.ts'
import { layoff as aLayoff, company } from '../../support/claims.ts'

const now = Date.parse('2026-11-23T12:00:00Z')
const common = { companiesOther: [], stance: 'reported', approximate: false } as const
const layoff = (facts: Partial<LayoffFacts> = {}) =>
  aLayoff({ company: company('amazon'), ...facts })
const investment = (facts: Partial<AiInvestmentFacts> = {}): AiInvestmentFacts => ({
  ...common,
  category: 'ai_investment',
  company: company('anthropic'),
  payers: [],
  recipient: company('anthropic'),
  amount: null,
  currency: null,
  valuation: null,
  kind: 'round',
  round: null,
  ...facts,
})
const heard = (facts: Heard['facts'], matched: string[] = [], amountUsd: number | null = null) => ({
  facts,
  amountUsd,
  matched: new Set(matched),
})
const channel = (watch: Partial<Watch>, more: Partial<ChannelSettings> = {}): ChannelSettings => ({
  ...silentSettings,
  watches: withIds([watchFor(watch)]),
  ...more,
})
const kindOf = (settings: ChannelSettings, what: Heard) => route(settings, what, now).kind
const stageOf = (watch: Partial<Watch>, what: Heard) => {
  const found = route(channel(watch), what, now)
  return found.kind === 'unheard' ? found.misses.map((miss) => miss.stage) : found.kind
}

test('a bare watch hears both categories and no other story', () => {
  expect(kindOf(channel({}), heard(layoff()))).toBe('now')
  expect(kindOf(channel({}), heard(investment()))).toBe('now')
  expect(stageOf({}, heard({ ...common, category: 'other', company: null }))).toEqual(['types'])
})

test('a story of neither category comes by a watch with type any, when its keyword matches', () => {
  const strike = heard({ ...common, category: 'other', company: null }, ['strike'])
  expect(stageOf({ types: ['any'], match: 'strike' }, strike)).toBe('now')
  expect(stageOf({ types: ['any'], match: 'union' }, strike)).toEqual(['match'])
})

test('an owner watches its units, a unit does not watch its owner', () => {
  const aws = heard(layoff({ company: company('aws', 'amazon') }))
  expect(stageOf({ companies: ['amazon'] }, aws)).toBe('now')
  expect(stageOf({ companies: ['aws'] }, heard(layoff()))).toEqual(['companies'])
})

test('a watched company that only takes part is heard, yet muting it does not silence others', () => {
  const round = heard(investment({ companiesOther: [company('nvidia')] }))
  expect(stageOf({ companies: ['nvidia'] }, round)).toBe('now')
  const paid = { company: company('nvidia'), amount: null, lead: true }
  expect(stageOf({ companies: ['nvidia'] }, heard(investment({ payers: [paid] })))).toBe('now')
  const mute = [{ kind: 'company', company: 'nvidia', until: null }] as const
  expect(kindOf(channel({}, { mute }), round)).toBe('now')
})

test('a watch may ask for the part that its companies have', () => {
  const [nvidia, google] = [company('nvidia'), company('google')]
  const paid = (by: typeof nvidia) => [{ company: by, amount: null, lead: true }]
  const stake = heard(investment({ kind: 'stake', payers: paid(nvidia) }))
  const bought = heard(investment({ kind: 'acquisition', payers: paid(google) }))
  const watch = { companies: ['nvidia'], role: 'payer' } as const
  expect(stageOf(watch, stake)).toBe('now')
  expect(stageOf({ ...watch, role: 'recipient' }, stake)).toEqual(['role'])
  expect(stageOf({ companies: ['anthropic'], role: 'recipient' }, stake)).toBe('now')
  expect(stageOf({ companies: ['anthropic'], role: 'target' }, bought)).toBe('now')
  expect(stageOf({ companies: ['amazon'], role: 'payer' }, heard(layoff()))).toEqual(['role'])
  expect(stageOf({ role: 'target' }, stake)).toEqual(['role'])
})

test('all that a watch gives must hold, and the first miss is named', () => {
  const watch = {
    types: ['layoff'],
    companies: ['amazon'],
    match: 'robots',
    not: ['crypto'],
  } as const
  expect(stageOf(watch, heard(investment()))).toEqual(['types'])
  expect(stageOf(watch, heard(layoff({ company: company('google') })))).toEqual(['companies'])
  expect(stageOf(watch, heard(layoff()))).toEqual(['match'])
  expect(stageOf(watch, heard(layoff(), ['robots', 'crypto']))).toEqual(['not'])
  expect(stageOf(watch, heard(layoff(), ['robots']))).toBe('now')
})

test('an unknown number passes a minimum, a known one below it does not', () => {
  const watch = { minHeadcount: 100, minAmountUsd: 1_000_000 }
  expect(stageOf(watch, heard(layoff()))).toBe('now')
  expect(stageOf(watch, heard(layoff({ headcount: 99 })))).toEqual(['minHeadcount'])
  expect(stageOf(watch, heard(layoff({ headcountDerived: 99 })))).toEqual(['minHeadcount'])
  expect(stageOf(watch, heard(layoff({ headcount: 100 })))).toBe('now')
  expect(stageOf(watch, heard(investment(), [], 999_999))).toEqual(['minAmountUsd'])
  expect(stageOf(watch, heard(investment(), [], 1_000_000))).toBe('now')
})

test('a mute is stronger than a watch until it ends', () => {
  const mute = [{ kind: 'company', company: 'amazon', until: now + 1 }] as const
  const ended = [{ kind: 'company', company: 'amazon', until: now }] as const
  const words = [{ kind: 'words', words: 'rumour', until: null }] as const
  expect(kindOf(channel({}, { mute }), heard(layoff({ company: company('aws', 'amazon') })))).toBe(
    'muted',
  )
  expect(kindOf(channel({}, { mute: ended }), heard(layoff()))).toBe('now')
  expect(kindOf(channel({}, { mute: words }), heard(layoff(), ['rumour']))).toBe('muted')
})

test('any watch of several is enough, and it is the one named', () => {
  const wanted = { ...watchFor({ types: ['layoff'] }), id: 'w2' }
  const other = { ...watchFor({ match: 'x' }), id: 'w1' }
  const settings = { ...silentSettings, watches: [other, wanted] }
  expect(route(settings, heard(layoff()), now)).toEqual({ kind: 'now', watch: wanted })
})

test('a paused channel, a digest and quiet hours hold what is heard until their end', () => {
  const zone = 'Europe/Lisbon'
  const held = (more: Partial<ChannelSettings>) => route(channel({}, more), heard(layoff()), now)
  expect(held({ pausedUntil: now + 5 })).toMatchObject({
    kind: 'held',
    reason: 'paused',
    until: now + 5,
  })
  expect(held({ pausedUntil: now })).toMatchObject({ kind: 'now' })
  expect(held({ quiet: { from: '11:30', to: '12:30', zone } })).toMatchObject({
    kind: 'held',
    reason: 'quiet',
    until: now + 30 * 60_000,
  })
  expect(held({ quiet: { from: '12:30', to: '11:30', zone } })).toMatchObject({ kind: 'now' })
  expect(held({ digest: { every: 'weekly', day: 1, at: '09:00', zone } })).toMatchObject({
    kind: 'held',
    reason: 'digest',
    until: Date.parse('2026-11-30T09:00:00Z'),
  })
})

test('a company that nobody knows is heard however its name was written in the watch', () => {
  const told = heard(layoff({ company: company('~brasswick moore') }))
  expect(stageOf({ companies: ['~Brasswick & Moore, Inc.'] }, told)).toBe('now')
  expect(stageOf({ companies: ['~Brasswick'] }, told)).toEqual(['companies'])
})

test('a layoff at no technology company comes only to who asks for all industries or for the company', () => {
  const bank = heard(layoff({ industry: { trade: 'other', by: 'bank' } }))
  expect(stageOf({}, bank)).toEqual(['industry'])
  expect(stageOf({ industry: 'all' }, bank)).toBe('now')
  expect(stageOf({ companies: ['amazon'] }, bank)).toBe('now')
  expect(stageOf({}, heard(layoff({ industry: { trade: 'tech', by: 'software' } })))).toBe('now')
  expect(stageOf({}, heard(layoff()))).toBe('now')
})

test('a watch hears what is as sure as it asks; what nobody judged passes', () => {
  const told = (sure: 'plain' | 'likely' | 'possible') => heard(investment({ sure }))
  expect(stageOf({}, told('likely'))).toBe('now')
  expect(stageOf({}, told('possible'))).toEqual(['sure'])
  expect(stageOf({ sure: 'plain' }, told('likely'))).toEqual(['sure'])
  expect(stageOf({ sure: 'plain' }, told('plain'))).toBe('now')
  expect(stageOf({ sure: 'possible' }, told('possible'))).toBe('now')
  expect(stageOf({ sure: 'plain' }, heard(investment()))).toBe('now')
})

test('a watch hears of registers beside the press, alone, or not before the press tells it', () => {
  const press = heard(layoff({ headcount: 500 }))
  const both = heard(layoff({ headcount: 500, registers: 'beside' }))
  const filed = heard(layoff({ headcount: 500, registers: 'alone', industry }))
  const kinds = (watch: Partial<Watch>) => [press, both, filed].map((one) => stageOf(watch, one))
  expect(kinds({})).toEqual(['now', 'now', 'now'])
  expect(kinds({ official: 'only' })).toEqual([['official'], 'now', 'now'])
  expect(kinds({ official: 'off' })).toEqual(['now', 'now', ['official']])
  expect(stageOf({ official: 'only' }, heard(investment()))).toEqual(['official'])
})

test('few jobs that a register alone tells of are for who asked for the company, words or a minimum', () => {
  const few = heard(layoff({ headcount: 24, registers: 'alone', industry }))
  expect(stageOf({}, few)).toEqual(['small'])
  expect(stageOf({ minHeadcount: 5 }, few)).toBe('now')
  expect(stageOf({ companies: ['amazon'] }, few)).toBe('now')
  expect(stageOf({}, heard(layoff({ headcount: 24 })))).toBe('now')
  expect(stageOf({}, heard(layoff({ headcount: 25, registers: 'alone', industry })))).toBe('now')
})

test('whom a register alone names is of the industry only where something says so', () => {
  expect(stageOf({}, heard(layoff({ registers: 'alone' })))).toEqual(['industry'])
  expect(stageOf({ industry: 'all' }, heard(layoff({ registers: 'alone' })))).toBe('now')
  expect(stageOf({}, heard(layoff({ registers: 'beside' })))).toBe('now')
})

const industry = { trade: 'tech', by: 'software' } as const
