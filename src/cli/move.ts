import { isReadable } from '../config/environment.ts'
import { move as moveAll } from '../store/move.ts'
import { isPostgres, nameOf } from '../store/postgres/address.ts'
import { command } from './command.ts'
import { readConfiguration } from './configured.ts'

export const move = command({
  usage: `usage: bellwether move --to DATABASE

Carries everything from the database of DATABASE_URL into DATABASE, which is written as DATABASE_URL is (a password may come from
PGPASSWORD) and holds nothing yet. Nothing may serve either meanwhile. What was broken off is run again, and begins anew. In the end the
rows of both are counted; what was read is left as it is.`,
  options: { to: { type: 'string' } },
  async run({ to }, { env, stdout, stderr }) {
    if (to === undefined || !isDatabase(to)) {
      return { badUsage: '--to takes "sqlite:PATH" or "postgres://USER@HOST/DATABASE"' }
    }
    const config = readConfiguration({ env, stderr })
    if (config === null) return 2
    const target = to.replace(/^sqlite:/, '')
    const moved = await moveAll(config.environment.database, target, (table, rows) =>
      stdout.write(`${String(rows).padStart(10)}  ${table}\n`),
    )
    if (moved.kind === 'refused') {
      stderr.write(`bellwether: ${moved.sentence}\n`)
      return 1
    }
    stdout.write(
      `${moved.rows} rows are in "${nameOf(target)}": give it to DATABASE_URL, then start\n`,
    )
    return 0
  },
})

function isDatabase(to: string): boolean {
  return (isPostgres(to) || /^sqlite:./.test(to)) && isReadable(to)
}
