import type { Company } from '../facts.ts'
import type { CompanyKey } from '../ids.ts'
import type { Claim } from './claim.ts'

/** The company of one of the claims, a unit of it or its owner. */
export function isRelated(company: Company | null, claims: readonly Claim[]): boolean {
  if (company === null) return false
  return claims.some(({ facts }) => facts.company !== null && isSameHouse(company, facts.company))
}

/** The same company, or a unit and its owner; a unit named after its sister ("Google Cloud" after "Google") is hers. */
function isSameHouse(a: Company, b: Company): boolean {
  if (a.key === b.key || a.parent === b.key || b.parent === a.key) return true
  const areSisters = a.parent !== null && a.parent === b.parent
  return areSisters && (a.name.startsWith(`${b.name} `) || b.name.startsWith(`${a.name} `))
}

/** One name contains the other word for word, and at least one of the two is a name that nobody knows: "Acme", "Acme Robotics". */
export function isFormOf(a: Company | null, b: Company | null): boolean {
  if (!a || !b || !(a.key.startsWith('~') || b.key.startsWith('~'))) return false
  const [left, right] = [` ${nameOf(a.key)} `, ` ${nameOf(b.key)} `]
  return left.includes(right) || right.includes(left)
}

/** "Acme Industries" and "Acme Wire Products", where at least one is a name that nobody knows. A short word says too little. */
export function sharesFirstWord(a: Company | null, b: Company | null): boolean {
  if (!a || !b || !(a.key.startsWith('~') || b.key.startsWith('~'))) return false
  const word = firstWordOf(a.key)
  return word.length >= 5 && word === firstWordOf(b.key)
}

export function firstWordOf(key: CompanyKey): string {
  return nameOf(key).split(' ')[0] ?? ''
}

/** A key as plain words: "standard chartered" for `standard-chartered`, "acme robotics" for `~acme robotics`. */
export function nameOf(key: CompanyKey): string {
  return key.replace(/^~/, '').replaceAll('-', ' ')
}
