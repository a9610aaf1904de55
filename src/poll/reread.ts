/**
 * Deals that were told while an investor was a bare name are read again, once: who pays and who receives become the companies that
 * the directory knows. Where the rules read the story as what it was told as, the parties are as they read them now; elsewhere the
 * names stay and are looked up. What is shown and what people corrected stays: corrections are laid over events, never written into
 * them.
 *
 * The newest first, a batch a transaction, which also notes how far it came: killed half way, it goes on from there.
 */

import { setTimeout as pause } from 'node:timers/promises'
import { subjectOf } from '../core/direction.ts'
import type { Claim } from '../core/events/claim.ts'
import { merge } from '../core/events/merge.ts'
import type { AiInvestmentFacts, Company } from '../core/facts.ts'
import type { Directory } from '../core/reading/company.ts'
import type { Story } from '../core/story.ts'
import type { Judge } from '../core/verdict.ts'
import type { Known, Records, Transact } from './ports.ts'

/** Judged and written in some tens of milliseconds, between which feeds are recorded. */
const atOnce = 100
const restMs = 50

export interface RereadParts {
  transact: Transact
  judge: Judge
  directory: Directory
}

/** How many stories were read again; at the signal it leaves off after a batch. */
export async function rereadDeals(parts: RereadParts, signal: AbortSignal): Promise<number> {
  let read = 0
  while (!signal.aborted) {
    const some = await parts.transact((records) => rereadSome(records, parts))
    if (some === 0) break
    read += some
    await pause(restMs)
  }
  return read
}

async function rereadSome(records: Records, parts: RereadParts): Promise<number> {
  const stories = await records.findOldDeals(atOnce)
  for (const story of stories) await rereadStory(records, story, parts)
  await records.settleOldDeals(stories.at(-1)?.id ?? null)
  return stories.length
}

async function rereadStory(records: Records, story: Story, parts: RereadParts): Promise<void> {
  const said = parts.judge(story).facts.find(isDeal) ?? null
  for (const event of await records.findDealsOf(story.id)) {
    const told = event.claims.find(({ storyId }) => storyId === story.id)
    if (!told || !isDeal(told.facts)) continue
    await change(records, event, told, withParties(told.facts, said, parts.directory))
  }
}

function isDeal(facts: Claim['facts']): facts is AiInvestmentFacts {
  return facts.category === 'ai_investment'
}

async function change(records: Records, event: Known, told: Claim, facts: AiInvestmentFacts) {
  if (isSame(facts, told.facts)) return
  const claim = { ...told, facts }
  await records.changeTelling(event.id, claim)
  const merged = merge(event.claims.map((one) => (one === told ? claim : one)))
  await records.changeEvent(event.id, merged, false)
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function withParties(
  told: AiInvestmentFacts,
  said: AiInvestmentFacts | null,
  directory: Directory,
): AiInvestmentFacts {
  const looked = lookedUp(told, directory)
  const isRead = said && isSameDeal(said, looked) && said.payers.length >= looked.payers.length
  const { payers, recipient } = isRead ? said : looked
  return {
    ...looked,
    payers,
    recipient,
    company: subjectOf({ kind: told.kind, payers, recipient }),
  }
}

function isSameDeal(said: AiInvestmentFacts, told: AiInvestmentFacts): boolean {
  return said.kind === told.kind && said.company?.key === told.company?.key
}

/** The same parties, known where the directory knows them by now. */
function lookedUp(told: AiInvestmentFacts, directory: Directory): AiInvestmentFacts {
  const known = (company: Company): Company =>
    company.key.startsWith('~') ? directory.resolve(company.name) : company
  return {
    ...told,
    company: told.company && known(told.company),
    recipient: told.recipient && known(told.recipient),
    payers: told.payers.map((payer) => ({ ...payer, company: known(payer.company) })),
  }
}
