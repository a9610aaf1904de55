import pg from 'pg'

/** What a process costs the Postgres that it works on, by all its ways to it. */
export interface Cost {
  statements: number
  /** At most, at a time. */
  connections: number
}

/** Counts from now on; the statements begin anew each time that it is told so. */
export function openCost(): Cost & { begin(): void } {
  const cost = {
    statements: 0,
    connections: 0,
    begin() {
      cost.statements = 0
      cost.connections = open
    },
  }
  let open = 0
  const prototype = pg.Client.prototype as unknown as Record<
    'query' | 'connect',
    (...given: unknown[]) => unknown
  >
  const { query, connect } = prototype
  prototype.query = function (...given) {
    cost.statements += 1
    return query.apply(this, given)
  }
  prototype.connect = function (this: pg.Client, ...given) {
    open += 1
    cost.connections = Math.max(cost.connections, open)
    this.once('end', () => {
      open -= 1
    })
    return connect.apply(this, given)
  }
  return cost
}

/** What each of several cost that were counted for so long. */
export function sayCost(costs: readonly Cost[], ms: number): string {
  const statements = costs.reduce((sum, cost) => sum + cost.statements, 0)
  const most = Math.max(...costs.map(({ connections }) => connections))
  return `${((statements * 1000) / ms / costs.length).toFixed(0)} statements a second over ${most} connections`
}
