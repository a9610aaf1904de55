/** Persons who are a party to a deal: "Emma Carter backs Acme", "a Carter-led bid", "$5m from Acme, Emma Carter and others". */

import type { Stretch } from '../text/sentences.ts'
import type { Token } from '../text/text.ts'
import { words } from '../text/words.ts'
import { isPerson } from './teller.ts'
import type { Bare, Written } from './written.ts'

/** The end of a person's name at `at` whom headlines know by the surname; null where that one pays nothing. */
export function payingPersonEnd(written: Written, at: number): number | null {
  const { tokens, lexicon } = written
  const { surnames, firstNames } = lexicon
  const [first, last] = [tokens[at], tokens[at + 1]]
  if (!first?.capital) return null
  const isNamed = last?.pause === 'none' && last.capital && surnames.has(last.text)
  const isFull = isNamed && (firstNames.has(first.text) || surnames.has(first.text))
  if (!isFull && !surnames.has(first.text)) return null
  const end = isFull ? at + 2 : at + 1
  return paysInPerson(written, { start: at, end }) ? end : null
}

/** Whether whoever is named there is a person, or called like one, who gives or raises money. */
export function isPayingPerson(written: Written, name: Bare): boolean {
  if (name.known) return false
  const { tokens, lexicon } = written
  const isCalled = lexicon.surnames.has(tokens[name.end - 1]?.text ?? '')
  return (isCalled || isPerson(written, name)) && paysInPerson(written, name)
}

function paysInPerson(written: Written, name: Stretch): boolean {
  if (written.tokens[name.end - 1]?.possessive) return false
  return isLeading(written, name) || acts(written, name) || isAmongInvestors(written, name)
}

const led = words('team group consortium bid investors')

/** "Carter-led team"; a start-up that she leads is another. */
function isLeading({ tokens }: Written, { end }: Stretch): boolean {
  const [next, who] = tokens.slice(end, end + 2)
  return next?.before === '-' && next.text === 'led' && led.has(who?.text ?? '')
}

/** Who holds one pays for a country. */
const offices = words('pm premier president minister chancellor secretary senator governor mayor')

const helpers = words(
  'is are was to in talks has have had will may might could said also co seeks seeking aims aiming plans planning wants',
)
const mostHelpers = 4

/** "Emma Carter backs", "is in talks to invest", "personally co-leads"; not "Emma Carter, who backs", "Acme's Emma Carter backs". */
function acts({ tokens, lexicon }: Written, { start, end }: Stretch): boolean {
  const far = tokens.slice(end, end + mostHelpers + 1).findIndex((word) => !helps(word))
  const verb = tokens[end + far]
  if (verb?.pause !== 'none' || !lexicon.paysInPerson.has(verb.text)) return false
  if (far < 0 || (far === 0 && verb.before === '-')) return false
  const { text: before = '', possessive: isOfAnother } = tokens[start - 1] ?? {}
  if (offices.has(before) || isOfAnother) return false
  const isCalled = lexicon.surnames.has(tokens[end - 1]?.text ?? '')
  const isTitled = lexicon.roles.has(before)
  return isCalled || !isTitled || actsAlone(verb, far)
}

const helps = ({ text, pause }: Token): boolean =>
  pause === 'none' && (helpers.has(text) || /.{3}ly$/.test(text))

/** "Billionaire Emma Carter backs"; but "founder Emma Carter raises", "chief Emma Carter is leading" do so for their companies. */
const actsAlone = ({ text, before }: Token, far: number): boolean =>
  (far === 0 || before === '-') && !/^(?:rais|spend|spent)/.test(text)

const sources = words('from including investors backers investor participation angels')
const farthestSource = 30

/** "From Emma Carter", "from Acme, Globex founder Emma Carter, and others": in a row that money comes from. */
function isAmongInvestors(written: Written, { start, end }: Stretch): boolean {
  const { tokens } = written
  const first = calledFrom(written, start)
  const isFirst = tokens[first]?.pause === 'none' && isSource(written, first - 1)
  if (isFirst || !isInRow(tokens, { start: first, end })) return isFirst
  const before = tokens.slice(Math.max(0, first - farthestSource), first)
  const source = before.findLastIndex((_, at) => isSource(written, first - before.length + at))
  const isRow = ({ pause }: Token) => pause === 'none' || pause === 'comma'
  return source >= 0 && before.slice(source + 1).every(isRow)
}

/** "From", "including", the "by" of "led by". */
function isSource({ tokens, lexicon }: Written, at: number): boolean {
  const { text = '' } = tokens[at] ?? {}
  return sources.has(text) || (text === 'by' && lexicon.ledBy.has(tokens[at - 1]?.text ?? ''))
}

/** Where what the person at `start` is called begins: "Globex founder Emma Carter". */
function calledFrom({ tokens, lexicon }: Written, start: number): number {
  let from = start
  if (!lexicon.roles.has(tokens[start - 1]?.text ?? '')) return start
  while (tokens[from]?.pause === 'none' && start - from < longestCall) {
    const { text, capital } = tokens[from - 1] ?? { text: '', capital: false }
    if (!capital && text !== 'co' && !lexicon.roles.has(text)) break
    from--
  }
  return from
}

const longestCall = 5

/** ", Emma Carter,", "and Emma Carter". */
function isInRow(tokens: readonly Token[], { start, end }: Stretch): boolean {
  const next = tokens[end]
  const isLast = next === undefined || next.pause !== 'none' || next.text === 'and'
  return isLast && (tokens[start]?.pause === 'comma' || tokens[start - 1]?.text === 'and')
}
