/** What a process does of the work; where several serve one database, each may do less than all. */
export const roles = ['poll', 'deliver', 'answer'] as const
type Role = (typeof roles)[number]
export type Roles = ReadonlySet<Role>

/** Null where it names anything else, or nothing. */
export function readRoles(text: string): Roles | null {
  const named = text.split(',').map((name) => name.trim())
  const isRole = (name: string): name is Role => roles.some((role) => role === name)
  return named.every(isRole) ? new Set(named) : null
}
