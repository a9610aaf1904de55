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

/** One table, as a plan reads it. */
export interface Scan {
  /** "Index Scan of delivery_open". */
  says: string
  /** The table, where it is read from its beginning to its end. */
  whole: string | null
}

/** How a statement finds its rows. */
export interface Found {
  text: string
  calls: number
  /** Of the time of all statements. */
  share: number
  /** With the values that it had last, and with whatever values may come: Postgres takes the second after some calls, where it seems no worse. */
  plans: { given: Scan[]; any: Scan[] }
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
      for (const one of hottest) {
        const { text, calls, ms } = one
        found.push({ text, calls, share: ms / sum, plans: await explain(client, one) })
      }
      return found
    },
  }
}

async function explain(client: pg.Client, { text, values }: Heard): Promise<Found['plans']> {
  await client.query(`prepare hot as ${text}`)
  const given = values.length > 0 ? `(${values.map(literal).join(', ')})` : ''
  const planOf = async (mode: 'custom' | 'generic') => {
    await client.query(`set plan_cache_mode = force_${mode}_plan`)
    const { rows } = await client.query(`explain (format json) execute hot${given}`)
    return scansOf(rows[0]['QUERY PLAN'][0].Plan)
  }
  const plans = { given: await planOf('custom'), any: await planOf('generic') }
  await client.query('deallocate hot')
  return plans
}

function literal(value: unknown): string {
  if (value === null) return 'null'
  if (!Array.isArray(value)) return pg.escapeLiteral(String(value))
  return pg.escapeLiteral(`{${value.map((one) => JSON.stringify(String(one))).join(',')}}`)
}

function scansOf(plan: Plan): Scan[] {
  const { 'Node Type': node, 'Relation Name': table, 'Index Name': index, Plans = [] } = plan
  const below = Plans.flatMap(scansOf)
  if (!node.includes('Scan') || (!table && !index)) return below
  const whole = node === 'Seq Scan' && table ? table : null
  return [{ says: `${node} of ${index ?? table}`, whole }, ...below]
}
