import type { PostgresPool, PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { statementRun } from '../../happenings.ts'

/** Counts, ids and instants fit a number: 9e15 is far above each of them. */
const bigint = 20
const numeric = 1700

const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === bigint || oid === numeric
      ? Number
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

/** Where no answer comes at all. */
const patience = { query_timeout: 35_000, connectionTimeoutMillis: 10_000, keepAlive: true }

export function settingsOf(url: string): pg.ClientConfig {
  return { connectionString: url, application_name: 'bellwether', types, ...patience }
}

const usual = {
  /** No statement of ours takes so long; one that does is stuck, and its failure is better than its silence. */
  statement_timeout: 30_000,
  lock_timeout: 15_000,
  /** A process that is stopped in the midst of one must not hold up all others. */
  idle_in_transaction_session_timeout: 10_000,
  /**
   * What is asked often is in memory or on a disk that turns no platter, where a row by its key costs hardly more than the next one.
   * Postgres' own guess is four times as much: it reads a whole table where a message shows fifty events.
   */
  random_page_cost: 1.1,
  /** What is asked often is over before it would be compiled. */
  jit: 'off',
  /** Whoever waited for his turn to record must see what was recorded meanwhile. */
  default_transaction_isolation: 'read committed',
}

/** The first that is asked of a session; `options` of the address go first. PgBouncer takes none of these as the connection is made. */
export async function setUp(client: pg.ClientBase, given: Partial<typeof usual> = {}) {
  const names = Object.keys(usual)
  const values = Object.values({ ...usual, ...given }).map(String)
  await client.query(
    `select set_config(ours.name, ours.value, false) from unnest($1::text[], $2::text[]) as ours (name, value)
     join pg_settings on pg_settings.name = ours.name where source <> 'client'`,
    [names, values],
  )
}

/** A connection of its own, for `use` alone. */
export async function withClient<T>(
  settings: pg.ClientConfig,
  use: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(settings)
  // One that is cut fails its statement; unheard, its error would end the process.
  client.on('error', ignore)
  try {
    await client.connect()
    await setUp(client)
    return await use(client)
  } finally {
    await client.end().catch(ignore)
  }
}

/** What a pooler that is busy hides from one look, it does not from so many. */
const looks = 10

/**
 * Whether a pooler gives each transaction any session that is free. Then what one transaction leaves for the next is lost or somebody
 * else's: what it listens to, what it prepared, its limits. A session that stays the same is never taken for one that changes.
 */
export async function isPooledByTransaction(client: pg.Client, url: string): Promise<boolean> {
  const find = async () => (await client.query('select pg_backend_pid() as pid')).rows[0]?.pid
  const first = await find()
  return withClient(settingsOf(url), async (other) => {
    for (let look = 0; look < looks; look += 1) {
      // It takes the session that was free last, unless somebody else comes first.
      await other.query('begin')
      if ((await find()) !== first) return true
      await other.query('rollback')
    }
    return false
  })
}

/** What Kysely asks of a pool, with each statement named, timed and free of what Postgres does not keep. */
export function openPool(url: string, max: number): PostgresPool {
  const pool = new pg.Pool({ ...settingsOf(url), max, onConnect: (client) => setUp(client) })
  // A connection that is cut while nobody uses it is replaced by the next; unheard, its error would end the process.
  pool.on('error', ignore)
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect()
      // One that is cut fails its statement; unheard, its error would end the process.
      client.on('error', ignore)
      return {
        query: ((text: string, values: readonly unknown[]) =>
          run(client, text, values)) as unknown as PostgresPoolClient['query'],
        release(isBroken) {
          client.off('error', ignore)
          client.release(isBroken)
        },
      }
    },
  }
}

const ignore = () => {}

/** A statement that was named is planned once a connection, which saves a third of its time. */
async function run(
  client: pg.PoolClient,
  text: string,
  values: readonly unknown[],
): Promise<pg.QueryResult> {
  const began = performance.now()
  const name = values.length > 0 ? nameOf(text) : undefined
  const query = { text, values: values.map(storable) }
  const asked = client.query(name === undefined ? query : { ...query, name })
  const result = await asked.catch(planAgain)
  const kind = result.command === 'SELECT' ? 'read' : 'write'
  if (statementRun.isHeard()) statementRun.tell({ kind, ms: performance.now() - began })
  return result
}

/**
 * Where a newer version adds a column, what was planned as `select *` is refused from then on, by every connection. That once it fails,
 * as other accidents do; what comes after is planned anew. The message may be in any language, and the code alone says less.
 */
function planAgain(error: Error): never {
  const isOutdated =
    error instanceof pg.DatabaseError &&
    error.code === '0A000' &&
    error.routine === 'RevalidateCachedQuery'
  if (isOutdated) {
    names.clear()
    generation += 1
  }
  throw error
}

const names = new Map<string, string>()
let generation = 0
/** A list that grew for ever would fill the server. */
const mostNames = 500
/** Longer ones hold many rows, and hardly come again with as many. */
const longest = 5_000

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= mostNames || text.length > longest) return known
  const name = `statement ${generation}.${names.size}`
  names.set(text, name)
  return name
}

/** Postgres keeps no NUL in a text. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\u0000', '')
  return Array.isArray(value) ? value.map(storable) : value
}
