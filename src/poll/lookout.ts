import type { Log } from '../ports.ts'
import type { FeedOutcome } from './ports.ts'

export interface Lookout {
  note(outcome: FeedOutcome): void
  /** Every outcome of the pass is noted. */
  endPass(): void
}

/** So many servers are hardly mistyped together. */
const leastHosts = 3

/**
 * Says once where no server's name is known any more: the fault is this machine's then, whatever is said of each feed's address. It
 * is said again only after a name was known.
 */
export function openLookout(log: Log): Lookout {
  const lost = new Set<string>()
  let isAnyKnown = false
  let isSaid = false
  return {
    note({ feed, state, isRead }) {
      const host = URL.parse(state.movedTo ?? feed.url)?.hostname ?? ''
      if (!isName(host)) return
      const reason = isRead ? undefined : state.lastError?.reason
      if (reason === 'unknown_host' || reason === 'no_lookup') lost.add(host)
      else isAnyKnown = true
    },
    endPass() {
      if (isAnyKnown) {
        lost.clear()
        isSaid = false
      }
      isAnyKnown = false
      if (lost.size < leastHosts || isSaid) return
      isSaid = true
      log.warn({ servers: lost.size }, offline)
    },
  }
}

const offline =
  'no name can be looked up: this machine seems to have no network, and the addresses of the feeds may be right'

/** No number, and nothing of this machine. */
function isName(host: string): boolean {
  return !/^(|\[.*|[\d.]+|localhost)$/.test(host)
}
