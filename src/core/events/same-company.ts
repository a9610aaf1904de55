import { isSpending } from '../direction.ts'
import type { Company, Facts } from '../facts.ts'
import type { CompanyKey } from '../ids.ts'
import type { Claim } from './claim.ts'

/** One of the companies, a unit of it or its owner is one that a claim is known by. */
export function isRelated(claim: Claim, claims: readonly Claim[]): boolean {
  const own = partiesOf(claim.facts)
  return claims.some(({ facts }) =>
    partiesOf(facts).some((other) => own.some((one) => isSameHouse(one, other))),
  )
}

/** Whom an event is known by. A deal by who receives; where nobody says, or it is a company's own spending, by who pays. */
function partiesOf(facts: Facts): Company[] {
  if (facts.category !== 'ai_investment') return facts.company ? [facts.company] : []
  const { recipient, payers } = facts
  if (isSpending(facts) || recipient === null) return payers.map(({ company }) => company)
  return [recipient]
}

/** The same company, or a name in another form: "Vista", "Vista Equity Partners". */
export function isOneOrForm(a: Company, b: Company): boolean {
  return a.key === b.key || isFormOf(a, b)
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
  const [left, right] = [` ${keyWords(a.key)} `, ` ${keyWords(b.key)} `]
  return left.includes(right) || right.includes(left)
}

/** "Acme Industries" and "Acme Wire Products", where at least one is a name that nobody knows. A short word says too little. */
export function sharesFirstWord(a: Company | null, b: Company | null): boolean {
  if (!a || !b || !(a.key.startsWith('~') || b.key.startsWith('~'))) return false
  const word = firstWordOf(a.key)
  return word.length >= 5 && !shared.has(word) && word === firstWordOf(b.key)
}

/** Companies that have nothing to do with each other begin so. */
const shared = new Set(
  `advanced alliance allied american associated atlantic california central century citizens coastal community consolidated continental
  eastern federal first general global great health heritage international kansas liberty metro metropolitan midwest modern national
  northern pacific pioneer precision premier prime regional republic service smart southern specialty standard state sterling summit
  superior texas total union united universal university valley western world`.split(/\s+/),
)

export function firstWordOf(key: CompanyKey): string {
  return keyWords(key).split(' ')[0] ?? ''
}

/** A key as plain words: "standard chartered" for `standard-chartered`, "acme robotics" for `~acme robotics`. */
export function keyWords(key: CompanyKey): string {
  return key.replace(/^~/, '').replaceAll('-', ' ')
}
