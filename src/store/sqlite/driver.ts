import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { statementRun } from '../../happenings.ts'

/** How long a statement waits for another process, without holding the event loop, before it fails. */
const patienceMs = 10_000
/** A run of statements lets others have the event loop after this long. */
const turnMs = 10

/**
 * Node's own SQLite under Kysely. Where another process holds the database, a statement outside a transaction and the
 * beginning of one are tried again by timer: SQLite's own busy timeout would stop the event loop. Transactions are
 * `begin immediate`, so that one that reads and then writes cannot lose to another.
 */
export function sqliteDialect(db: DatabaseSync): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => createDriver(db),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

function createDriver(db: DatabaseSync): Driver {
  const connection = connect(db)
  const exec = async (sql: string) => {
    db.exec(sql)
  }
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    beginTransaction: () => whenFree(async () => db.exec('begin immediate')),
    commitTransaction: () => exec('commit'),
    // A failed statement (a full disk) may have rolled back already.
    rollbackTransaction: () => (db.isTransaction ? exec('rollback') : Promise.resolve()),
    destroy: async () => db.close(),
  }
}

function connect(db: DatabaseSync): DatabaseConnection {
  const statements = new Map<string, StatementSync>()
  const turn = openTurn()
  const prepare = (sql: string) => {
    const known = statements.get(sql)
    if (known) return known
    const statement = db.prepare(sql)
    // Statements with a list of any length inside would fill it for ever.
    if (statements.size >= 500) statements.clear()
    statements.set(sql, statement)
    return statement
  }
  const run = <Row>({ sql, parameters }: CompiledQuery): QueryResult<Row> => {
    const statement = prepare(sql)
    const values = parameters.map(bindable)
    if (statement.columns().length > 0) return { rows: statement.all(...values) as Row[] }
    const { changes, lastInsertRowid } = statement.run(...values)
    return {
      rows: [],
      numAffectedRows: BigInt(changes),
      insertId: BigInt(lastInsertRowid),
    }
  }
  const timed = <Row>(query: CompiledQuery): QueryResult<Row> => {
    if (!statementRun.isHeard()) return run(query)
    const began = performance.now()
    const result = run<Row>(query)
    const kind = result.numAffectedRows === undefined ? 'read' : 'write'
    statementRun.tell({ kind, ms: performance.now() - began })
    return result
  }
  return {
    async executeQuery<Row>(query: CompiledQuery) {
      await turn()
      return db.isTransaction ? timed<Row>(query) : whenFree(async () => timed<Row>(query))
    },
    async *streamQuery<Row>({ sql, parameters }: CompiledQuery) {
      for (const row of db.prepare(sql).iterate(...parameters.map(bindable))) {
        await turn()
        yield { rows: [row as Row] }
      }
    },
  }
}

/** Gives the event loop to others when it has been held too long. */
function openTurn(): () => Promise<void> {
  let since = 0
  return async () => {
    const now = performance.now()
    if (now - since < turnMs) return
    if (since > 0) await nextTurn()
    since = performance.now()
  }
}

/** The binding's silent conversions (a Date to null, NaN to null) are refused here, once for all. */
function bindable(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || value instanceof Uint8Array) return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  const shown = value instanceof Date ? 'a Date' : String(value)
  throw new TypeError(`store: cannot bind ${shown}: only null, text, finite numbers and bytes`)
}

/** Tries again by timer while another process holds the database; any other error is thrown on. */
export async function whenFree<T>(attempt: () => Promise<T>, forMs = patienceMs): Promise<T> {
  const deadline = performance.now() + forMs
  for (let wait = 1; ; wait = Math.min(wait * 2, 8)) {
    try {
      return await attempt()
    } catch (cause) {
      if (!isBusy(cause)) throw cause
      if (performance.now() > deadline) {
        throw new Error(`store: another process held the database for ${forMs / 1000} s`, {
          cause,
        })
      }
    }
    await pause(wait)
  }
}

/** SQLITE_BUSY in any of its extended forms. */
export function isBusy(error: unknown): boolean {
  return sqliteCode(error) === 5
}

/** SQLite's primary result code, or null where the error is not SQLite's. */
export function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error)) return null
  return typeof error.errcode === 'number' ? error.errcode & 0xff : null
}
