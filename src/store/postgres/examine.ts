import type pg from 'pg'
import type { ExaminedDatabase } from '../database.ts'
import { withoutSecrets } from './address.ts'
import { listenerName } from './bell.ts'
import { isPooledByTransaction, settingsOf, withClient } from './client.ts'
import { explain, pooled } from './database.ts'
import { migrations } from './migrations.ts'

/** Changes nothing; `absent` where nobody has set it up yet. */
export async function examinePostgres(url: string): Promise<ExaminedDatabase> {
  const shown = withoutSecrets(url)
  try {
    return await withClient(settingsOf(url), async (client) => {
      if (await isPooledByTransaction(client, url)) return pooled(shown)
      const found = await client.query(`select to_regclass('meta') is not null as is_ours`)
      return found.rows[0]?.is_ours ? examine(client) : { kind: 'absent' }
    })
  } catch (error) {
    const fault = explain(error, shown)
    if (fault) return fault
    throw new Error(`store: cannot examine "${shown}"`, { cause: error })
  }
}

async function examine(client: pg.Client): Promise<ExaminedDatabase> {
  const { rows } = await client.query(
    `select (select value from meta where key = 'version') as version,
       (select value from meta where key = 'owner') as owner,
       (select value from meta where key = 'moved_from') as moved_from,
       pg_database_size(current_database()) as bytes,
       (select count(distinct holder) from lease where until > clock_timestamp()) as holders,
       (select count(distinct holder) from lease where until > clock_timestamp() and name like 'team %') as deliverers,
       (select count(*) from pg_stat_activity where datname = current_database() and application_name = $1) as listeners`,
    [listenerName],
  )
  const [{ version, owner, moved_from, bytes, holders, deliverers, listeners }] = rows
  return {
    kind: 'sound',
    version: Number(version),
    knows: migrations.length,
    bytes,
    owner,
    movedFrom: moved_from,
    isServed: holders > 0,
    mayBeDeaf: listeners < deliverers,
  }
}
