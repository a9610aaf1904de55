import { z } from 'zod'
import { recordOf } from '../core/history/own-record.ts'
import { dayMs } from '../core/text/calendar.ts'
import type { Clock } from '../ports.ts'
import { whyUnread, withReader } from '../store/examine.ts'
import { findTold } from '../store/told.ts'
import { ownRecordRows } from '../views/own-record.ts'
import { type Command, command } from './command.ts'
import { readConfiguration } from './configured.ts'

const usage = `usage: bellwether stats [--days 30] [--json]

Counts from the bot's own rows how right it was: events told, corrected by people, reported by several sources, with a number, and
the usual wait from publication to alert. It says what cannot be counted. It changes nothing and may run beside "start".`

const days = z.coerce.number().int().min(1).max(3650)

export const stats: Command = statsWith(Date.now)

export function statsWith(clock: Clock): Command {
  return command({
    usage,
    options: { days: { type: 'string', default: '30' }, json: { type: 'boolean' } },
    async run(asked, { env, stdout, stderr }) {
      const period = days.safeParse(asked.days)
      if (!period.success) {
        return { badUsage: `--days takes a whole number from 1 to 3650, not "${asked.days}"` }
      }
      const config = readConfiguration({ env, stderr })
      if (config === null) return 2
      const path = config.environment.database
      const since = clock() - period.data * dayMs
      const told = await withReader(path, (db) => findTold(db, null, since))
      if (told === null) {
        stderr.write(`bellwether: ${await whyUnread(path)}\n`)
        return 1
      }
      const record = recordOf(told)
      if (asked.json) stdout.write(`${JSON.stringify({ days: period.data, ...record })}\n`)
      else {
        const lines = ownRecordRows(record).map(
          ({ label, says }) => `  ${label.padEnd(28)} ${says}\n`,
        )
        stdout.write(`The last ${period.data} days\n${lines.join('')}`)
      }
      return 0
    },
  })
}
