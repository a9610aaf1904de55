import pg from 'pg'

interface Heard {
  text: string
  values: unknown[]
  calls: number
  ms: number
}

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  Plans?: Plan[]
}

/** How a statement finds its rows. */
export interface Found {
  text: string
  calls: number
  /** Of the time of all statements. */
  share: number
  /** "Index Scan of delivery_open", one for each table that is read. */
  scans: string[]
}

const isExplained = /^\s*(?:select|insert|update|delete|with)\b/i

/** Hears every statement of this process, from now until it is asked which took most. */
export function hearStatements() {
  const heard = new Map<string, Heard>()
  const { prototype } = pg.Client
  const query = prototype.query as (...given: unknown[]) => Promise<unknown>
  prototype.query = async function (this: pg.Client, asked: pg.QueryConfig, ...rest: unknown[]) {
    const began = performance.now()
    const result = await query.call(this, asked, ...rest)
    if (isExplained.test(asked.text ?? '')) {
      const known = heard.get(asked.text) ?? { text: asked.text, values: [], calls: 0, ms: 0 }
      known.values = asked.values ?? []
      known.calls += 1
      known.ms += performance.now() - began
      heard.set(asked.text, known)
    }
    return result
  } as typeof prototype.query
  return {
    async explainHottest(client: pg.Client, most: number): Promise<Found[]> {
      prototype.query = query as typeof prototype.query
      const all = [...heard.values()]
      const sum = all.reduce((ms, one) => ms + one.ms, 0)
      const hottest = all.sort((a, b) => b.ms - a.ms).slice(0, most)
      const found: Found[] = []
      for (const { text, values, calls, ms } of hottest) {
        const { rows } = await client.query(`explain (format json) ${text}`, values)
        const plan: Plan = rows[0]['QUERY PLAN'][0].Plan
        found.push({ text, calls, share: ms / sum, scans: scansOf(plan) })
      }
      return found
    },
  }
}

function scansOf(plan: Plan): string[] {
  const { 'Node Type': node, 'Relation Name': table, 'Index Name': index, Plans = [] } = plan
  const below = Plans.flatMap(scansOf)
  if (!node.includes('Scan') || (!table && !index)) return below
  return [`${node} of ${index ?? table}`, ...below]
}
