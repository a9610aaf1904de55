import { type Claim, rootKey } from '../../src/core/events/claim.ts'
import {
  type Candidate,
  candidateQuery,
  cluster,
  type Placing,
} from '../../src/core/events/cluster.ts'
import { isFormOf } from '../../src/core/events/same-company.ts'
import type { Facts } from '../../src/core/facts.ts'
import type { CompanyKey, EventId } from '../../src/core/ids.ts'
import { partsOf } from '../../src/core/roles.ts'
import { eventId } from './claims.ts'

/** The houses of everybody who takes part. */
function rootsOf(facts: Facts): (CompanyKey | null)[] {
  return partsOf(facts).map(({ company }) => rootKey(company))
}

export interface MemoryEvent extends Candidate {
  claims: Claim[]
}

/** Places claims into events held in memory, fetching candidates as the store does: by root company of everybody who takes part, text, name or payer. */
export function openEvents() {
  const events = new Map<EventId, MemoryEvent>()
  const index = new Map<string, Set<MemoryEvent>>()

  function add(event: MemoryEvent, claim: Claim) {
    event.claims.push(claim)
    const { facts, textKey } = claim
    for (const key of [`text ${textKey}`, ...rootsOf(facts).map((root) => `root ${root}`)]) {
      index.set(key, (index.get(key) ?? new Set()).add(event))
    }
  }

  function place(claim: Claim): Placing {
    const { textKey, rootKey: root, payers, from, to, nearFrom, nearTo } = candidateQuery(claim)
    const known = (key: string) => index.get(key) ?? new Set<MemoryEvent>()
    const found = known(`root ${root}`).union(known(`text ${textKey}`))
    const paid = new Set(payers.flatMap((payer) => [...known(`root ${payer}`)]))
    const candidates = [...events.values()].filter(
      (event) =>
        (found.has(event) && event.claims.some(({ at }) => at >= from && at <= to)) ||
        event.claims.some(
          ({ at, facts }) =>
            at >= nearFrom &&
            at <= nearTo &&
            (paid.has(event) || isFormOf(facts.company, claim.facts.company)),
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
