/** The name in full of a company that a title calls by its initials: "RWS" is "Resorts World Sentosa", "NZ Rugby" "New Zealand Rugby". */

import type { Company } from '../facts.ts'
import type { Prose } from './prose.ts'

/** As one of the texts has it in full, else as it is. */
export function longForm(company: Company, proses: readonly Prose[]): Company {
  if (!company.key.startsWith('~') || !hasInitials(company.name)) return company
  const short = company.name.split(' ')
  for (const { names } of proses) {
    const full = names.find((name) => isLongFor(name.company.name.split(/[\s-]/), short))
    if (full) return full.company
  }
  return company
}

const initials = /^\p{Lu}{2,6}$/u

function hasInitials(name: string): boolean {
  return name.split(' ').some((word) => initials.test(word))
}

/** Whether `full` says word by word what `short` does, "Department of" apart. */
function isLongFor(full: readonly string[], short: readonly string[]): boolean {
  const isOffice = full[0] === 'Department' && full[1] === 'of'
  return isSaidBy(full, short) || (isOffice && isSaidBy(full.slice(2), short))
}

function isSaidBy(full: readonly string[], short: readonly string[]): boolean {
  let at = 0
  for (const word of short) {
    const spent = spentOn(word, full.slice(at))
    if (spent === 0) return false
    at += spent
  }
  return at === full.length && full.length > short.length
}

const small = new Set(['of', 'and', 'for', 'the', '&'])

/** How many words say `word`: itself, or those whose first letters it is made of; 0 where they do not. */
function spentOn(word: string, full: readonly string[]): number {
  if (full[0]?.toLowerCase() === word.toLowerCase()) return 1
  if (!initials.test(word)) return 0
  let at = 0
  for (const letter of word) {
    if (small.has(full[at] ?? '')) at++
    if (full[at]?.[0]?.toUpperCase() !== letter) return 0
    at++
  }
  return at
}
