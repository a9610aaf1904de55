import { backUp, restore as putBack } from '../store/backup.ts'
import { isPostgres } from '../store/postgres/address.ts'
import { counted } from '../views/words.ts'
import { command, type ExitCode, type Terminal } from './command.ts'
import { readConfiguration } from './configured.ts'

export const backup = command({
  usage: `usage: bellwether backup FILE

Writes one instant of the database to FILE, which must not be there yet. "start" may go on meanwhile. The file holds everything, the
sealed tokens of workspaces too; the configuration and .env are not in it.`,
  file: 'needed',
  run: async (_, terminal, file) =>
    withDatabase(terminal, (path) => {
      const made = backUp(path, file)
      if (made.kind === 'refused') return made
      return { kind: 'done', says: `"${file}": ${(made.bytes / 1e6).toFixed(1)} MB` }
    }),
})

export const restore = command({
  usage: `usage: bellwether restore FILE

Puts FILE, which "backup" made, in the place of the database. Nothing may serve it meanwhile. The database that stood there is moved
aside, and kept. Messages that waited when the backup was made are looked for in Slack before they are posted; what came after it is
not known any more, and comes again as news where feeds still show it.`,
  file: 'needed',
  run: async (_, terminal, file) =>
    withDatabase(terminal, (path) => {
      const done = putBack(file, path, Date.now())
      if (done.kind === 'refused') return done
      const aside = done.aside === null ? '' : `; what was there is now "${done.aside}"`
      const looked =
        done.looked > 0
          ? `; ${counted(done.looked, 'message')} will be looked for before being posted`
          : ''
      return { kind: 'done', says: `"${path}" is the backup${aside}${looked}` }
    }),
})

type Outcome = { kind: 'done'; says: string } | { kind: 'refused'; sentence: string }

function actOnFile(database: string, act: (path: string) => Outcome): Outcome {
  if (!isPostgres(database)) return act(database)
  const sentence =
    'a Postgres is copied by its own tools: pg_dump --format=custom, and pg_restore into an empty database (docs/operating.md)'
  return { kind: 'refused', sentence }
}

function withDatabase({ env, stdout, stderr }: Terminal, act: (path: string) => Outcome): ExitCode {
  const config = readConfiguration({ env, stderr })
  if (config === null) return 2
  const outcome = actOnFile(config.environment.database, act)
  if (outcome.kind === 'refused') {
    stderr.write(`bellwether: ${outcome.sentence}\n`)
    return 1
  }
  stdout.write(`${outcome.says}\n`)
  return 0
}
