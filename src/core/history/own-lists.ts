/** The lists in cells of our own export, as JSON; undefined for anything else. People may have had the file in hand. */

import type { Correction } from '../events/correction.ts'
import type { CompanyKey, TeamId } from '../ids.ts'
import { isLink } from './link.ts'
import type { GivenCorrection, Telling } from './row.ts'

export function readNames(text: string): string[] | undefined {
  return listOf(text, (name) => (typeof name === 'string' && name !== '' ? name : undefined))
}

interface ListedPayer {
  name: string
  amount: number | null
  lead: boolean
}

/** As `export` writes them, or names between semicolons, as the table of /company has them. */
export function readPayers(text: string): ListedPayer[] | undefined {
  if (!text.startsWith('[')) {
    return text.split('; ').map((name) => ({ name, amount: null, lead: false }))
  }
  return listOf(text, (value): ListedPayer | undefined => {
    const { name, amount, lead } = record(value)
    if (typeof name !== 'string' || name === '' || typeof lead !== 'boolean') return undefined
    return amount === null || typeof amount === 'number' ? { name, amount, lead } : undefined
  })
}

export function readTellings(text: string): Telling[] | undefined {
  const tellings = listOf(text, (value): Telling | undefined => {
    const { source, title, summary, link, published, seen } = record(value)
    const [publishedAt, seenAt] = [instant(published), instant(seen)]
    if (!areTexts(source, title, summary) || publishedAt === undefined) return undefined
    if (link !== null && !(typeof link === 'string' && isLink(link))) return undefined
    if (typeof seenAt !== 'number') return undefined
    return { source, title, summary, link, publishedAt, seenAt } as Telling
  })
  return tellings?.length ? tellings : undefined
}

export function readCorrections(text: string): GivenCorrection[] | undefined {
  return listOf(text, (value): GivenCorrection | undefined => {
    const { team, user, at, value: what, general, undone } = record(value)
    const [given, undoneAt, correction] = [instant(at), instant(undone), correctionOf(record(what))]
    if (!areTexts(team, user) || typeof general !== 'boolean' || typeof given !== 'number') {
      return undefined
    }
    if (correction === undefined || undoneAt === undefined) return undefined
    const by = { teamId: team as TeamId, userId: user as string }
    return { ...by, at: given, correction, general, undoneAt }
  })
}

function correctionOf(what: Record<string, unknown>): Correction | undefined {
  const value = number(what.value)
  switch (what.kind) {
    case 'dismissed':
      return { kind: 'dismissed' }
    case 'headcount':
      return value === undefined ? undefined : { kind: 'headcount', value }
    case 'amount': {
      const currency = word(what.currency)
      if (value === undefined || currency === undefined) return undefined
      return { kind: 'amount', value, currency }
    }
    case 'company': {
      const { key, name, parent } = record(what.company)
      if (!areTexts(key, name) || word(parent) === undefined) return undefined
      const company = { key, name, parent } as { key: CompanyKey; name: string; parent: null }
      return { kind: 'company', company }
    }
    default:
      return undefined
  }
}

function listOf<T>(text: string, read: (value: unknown) => T | undefined): T[] | undefined {
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!Array.isArray(list)) return undefined
  const found = list.map(read)
  return found.every((one) => one !== undefined) ? found : undefined
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function areTexts(...values: unknown[]): boolean {
  return values.every((value) => typeof value === 'string')
}

/** Null stands for itself. */
function word(value: unknown): string | null | undefined {
  return value === null || typeof value === 'string' ? value : undefined
}

function number(value: unknown): number | null | undefined {
  return value === null || (typeof value === 'number' && value >= 0) ? value : undefined
}

function instant(value: unknown): number | null | undefined {
  if (value === null) return null
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}
