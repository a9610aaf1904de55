import { type Claim, rootKey } from '../../src/core/events/claim.ts'
import {
  type Candidate,
  candidateQuery,
  cluster,
  type Placing,
} from '../../src/core/events/cluster.ts'
import { isSamePayer } from '../../src/core/events/fit-investment.ts'
import { isFormOf } from '../../src/core/events/same-company.ts'
import type { Facts } from '../../src/core/facts.ts'
import type { EventId } from '../../src/core/ids.ts'
import { eventId } from './claims.ts'

function isLike(facts: Facts, claim: Claim): boolean {
  return isFormOf(facts.company, claim.facts.company) || isSamePayer(facts, claim.facts)
}

export interface MemoryEvent extends Candidate {
  claims: Claim[]
}

/** Places claims into events held in memory, fetching candidates as the store does: by root company, text, name or payer. */
export function openEvents() {
  const events = new Map<EventId, MemoryEvent>()
  const index = new Map<string, Set<MemoryEvent>>()

  function keysOf({ facts, textKey }: Claim): string[] {
    const root = rootKey(facts.company)
    return [
      `text ${facts.category} ${textKey}`,
      ...(root ? [`root ${facts.category} ${root}`] : []),
    ]
  }

  function add(event: MemoryEvent, claim: Claim) {
    event.claims.push(claim)
    for (const key of keysOf(claim)) index.set(key, (index.get(key) ?? new Set()).add(event))
  }

  function place(claim: Claim): Placing {
    const { from, to, nearFrom, nearTo } = candidateQuery(claim)
    const found = new Set(keysOf(claim).flatMap((key) => [...(index.get(key) ?? [])]))
    const candidates = [...events.values()].filter(
      (event) =>
        (found.has(event) && event.claims.some(({ at }) => at >= from && at <= to)) ||
        event.claims.some(
          ({ at, facts }) => at >= nearFrom && at <= nearTo && isLike(facts, claim),
        ),
    )
    const placing = cluster(claim, candidates)
    if (placing.kind === 'none') return placing
    const id = placing.kind === 'joins' ? placing.event : eventId(events.size + 1)
    const event = events.get(id) ?? { id, category: claim.facts.category, claims: [] }
    events.set(id, event)
    add(event, claim)
    return placing
  }

  return { place, events: () => [...events.values()] }
}
