import type { Feed } from '../config/load.ts'
import { feedHealth } from '../core/feed/health.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { Clock } from '../ports.ts'
import type { Store } from '../store/open-store.ts'

/** The metrics of one store; what counts them is loaded only where it is asked for. */
export async function openMeasured(
  store: Store,
  configured: readonly Feed[],
  clock: Clock,
): Promise<Metrics> {
  const { openMetrics } = await import('../metrics/metrics.ts')
  const kinds = new Map(configured.map(({ id, register }) => [id, register?.kind ?? 'news']))
  return openMetrics({
    async findFeeds() {
      const feeds = await store.feeds.findAll()
      return feeds.map(({ state }) => ({ state: feedHealth(state, clock()).health.kind }))
    },
    findStanding: () => store.findStanding(),
    async findWaits(ids) {
      const waits = await store.findWaits(ids)
      return waits.map(({ feedId, waitMs }) => ({
        feedKind: kinds.get(feedId) ?? 'workspace',
        waitMs,
      }))
    },
    findImpaired: store.findImpaired,
    clock,
  })
}
