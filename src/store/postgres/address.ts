/** Whether DATABASE_URL names a Postgres, not a file. */
export function isPostgres(database: string): boolean {
  return /^postgres(ql)?:\/\//.test(database)
}

/** As a person may read it. */
export function nameOf(database: string): string {
  return isPostgres(database) ? withoutSecrets(database) : database
}

/** As a log or a person may read it: without user and password. */
export function withoutSecrets(database: string): string {
  const url = new URL(database)
  return `postgres://${url.host}${url.pathname}`
}
