/**
 * The investors of a deal, by the words that lead to them: "led by A", "from A and B", "with participation from A", "an A-led
 * round", "A led the round", "investors include A".
 */

import type { Payer } from '../facts.ts'
import { functionWords } from '../reading/function-words.ts'
import { wordBefore } from '../reading/near.ts'
import { rowFrom, rowOf, subjectBefore } from '../reading/party.ts'
import { clauseAt, namesBetween, type Prose, sentenceAt } from '../reading/prose.ts'
import type { Named } from '../reading/written.ts'
import { stretchAt } from '../text/sentences.ts'
import { words } from '../text/words.ts'

/** Adds to `found` those whom the texts name. */
export function readPayers(
  proses: readonly Prose[],
  isPayer: (name: Named) => boolean,
  found: Map<string, Payer>,
): void {
  for (const prose of proses) {
    for (let at = 0; at < prose.tokens.length; at++) {
      const cue = cueAt(prose, at)
      if (cue === null || isOfEarlierRound(prose, at)) continue
      for (const name of cue.names.filter(isPayer)) addPayer(found, name, cue.lead)
    }
  }
}

export function addPayer(found: Map<string, Payer>, { company }: Named, lead: boolean): void {
  const isLead = lead || (found.get(company.key)?.lead ?? false)
  found.set(company.key, { company, amount: null, lead: isLead })
}

/** Whom the words at a place lead to, and whether they lead the round. */
interface Cue {
  names: readonly Named[]
  lead: boolean
}

type Reader = (prose: Prose, at: number) => Cue | null

const givers = words('from by of')
const includes = words('include included includes including like')

const leadBy: Reader = (prose, at) => {
  const { tokens, lexicon } = prose
  const text = tokens[at]?.text ?? ''
  if (lexicon.ledBy.has(text) && tokens[at + 1]?.text === 'by') return listed(prose, at + 2, true)
  if (text === 'led' && tokens[at]?.before === '-')
    return { names: hangingOn(prose, at), lead: true }
  if (!lexicon.leads.has(text) || !someWithin(prose, at + 1, 8, lexicon.rounds)) return null
  const nabbed = tokens[at - 1]?.text === 'to' && prose.names.find(({ end }) => end === at - 1)
  return { names: nabbed ? [nabbed] : subjectsOf(prose, at), lead: true }
}

const giver: Reader = (prose, at) => {
  const text = prose.tokens[at]?.text ?? ''
  if (givers.has(text) && gives(prose, at)) return listed(prose, at + 1, false)
  if (text === 'with' && raisedBefore(prose, at)) return closedRow(prose, at + 1)
  const isBacked = text === 'backed' && prose.tokens[at + 1]?.text === 'by'
  if (!isBacked || !isOfMoney(prose, at, 2)) return null
  const { names } = listed(prose, at + 2, false)
  return { names: names.filter((name) => !isPledged(prose, name)), lead: false }
}

/** "A loan backed by Globex shares". */
function isPledged({ tokens, lexicon }: Prose, { end }: Named): boolean {
  return lexicon.pledged.has(tokens[end]?.text ?? '')
}

/** "From Globex, Initech and Umbrella: $5m for an AI studio". */
const opener: Reader = (prose, at) => {
  if (at > 0 || prose.tokens[0]?.text !== 'from') return null
  const cue = listed(prose, 1, false)
  const next = cue.names.at(-1)?.end ?? -1
  const sum = stretchAt(prose.quantities, next)
  return sum?.kind === 'money' && prose.tokens[next]?.pause === 'clause' ? cue : null
}

const member: Reader = (prose, at) => {
  const { investors, joins } = prose.lexicon
  const text = prose.tokens[at]?.text ?? ''
  if (includes.has(text) && isOfInvestors(prose, wordBefore(prose, at, 5, investors)))
    return listed(prose, at + 1, false)
  if ((text === 'investors' || text === 'backers') && stretchAt(prose.names, at + 1))
    return listed(prose, at + 1, false)
  const isAmong = text === 'among' && someWithin(prose, at + 1, 3, investors)
  const isMember = isAmong || (joins.has(text) && isOfRound(prose, at))
  return isMember ? { names: subjectsOf(prose, at), lead: false } : null
}

/** "Investors including Globex", not "invests in firms including Acme". */
function isOfInvestors(prose: Prose, at: number): boolean {
  const into = wordBefore(prose, at, 3, goals)
  return at >= 0 && (into < 0 || into < clauseAt(prose, at).start)
}

/** "Sells a $2 bn stake to Globex". */
const sale: Reader = (prose, at) => {
  if (prose.tokens[at]?.text !== 'to' || !isOfMoney(prose, at, 5)) return null
  const isSold = wordBefore(prose, at, 8, prose.lexicon.sellsStake) >= 0
  return isSold ? listed(prose, at + 1, false) : null
}

/** "Gets Globex funding", "with Globex's backing", "secures a $275 million Globex loan". */
const owner: Reader = (prose, at) => {
  const { given, takes } = prose.lexicon
  const name = given.has(prose.tokens[at]?.text ?? '') && prose.names.find(({ end }) => end === at)
  if (!name || prose.tokens[at - 1]?.text === 'margin') return null
  const sum = prose.quantities.find(({ end }) => end === name.start)
  const isTaken = wordBefore(prose, sum?.start ?? name.start, sum ? 3 : 1, takes) >= 0
  return isTaken ? { names: [name], lead: false } : null
}

const goals = words('in into')

/** "Globex to invest $10 bn", where the deal is another's; not "invests $10 bn in chips". */
const investor: Reader = (prose, at) => {
  const { tokens, quantities, lexicon } = prose
  const verb = tokens[at]?.text ?? ''
  if (!lexicon.invests.has(verb) && !lexicon.contributes.has(verb)) return null
  const sum = quantities.find(({ kind, start }) => kind === 'money' && start === at + 1)
  if (!sum || goals.has(tokens[sum.end]?.text ?? '')) return null
  const { start } = clauseAt(prose, at)
  const near = namesBetween(prose, start, at).filter(
    ({ modifier, governed }) => !modifier && !governed,
  )
  return { names: near.slice(-1), lead: false }
}

/** "A loan facility with Globex", "in talks with Globex". */
const creditor: Reader = (prose, at) => {
  const isLent =
    prose.tokens[at]?.text === 'with' && wordBefore(prose, at, 2, prose.lexicon.facilities) >= 0
  return isLent ? listed(prose, at + 1, false) : null
}

const readers = [leadBy, giver, opener, member, sale, owner, investor, creditor]

function cueAt(prose: Prose, at: number): Cue | null {
  for (const read of readers) {
    const cue = read(prose, at)
    if (cue) return cue
  }
  return null
}

function listed(prose: Prose, from: number, lead: boolean): Cue {
  return { names: rowFrom(prose, from), lead }
}

function someWithin(
  prose: Prose,
  from: number,
  most: number,
  sought: ReadonlySet<string>,
): boolean {
  return prose.tokens.slice(from, from + most).some(({ text }) => sought.has(text))
}

/** "Vista-led", "Vista and Intel-led". */
function hangingOn(prose: Prose, at: number): readonly Named[] {
  const before = namesBetween(prose, clauseAt(prose, at).start, at)
  const last = before.findLast(({ end }) => end === at)
  if (!last) return []
  const own = { ...last, modifier: false }
  const free = before.filter((name) => name !== last && !name.modifier)
  return rowOf(prose, [...free, own], own)
}

/** "Acme participated", "new investor Acme also participating". */
function subjectsOf(prose: Prose, at: number): readonly Named[] {
  const names = namesBetween(prose, sentenceAt(prose, at).start, at)
  const to = prose.tokens[at - 1]?.text === 'also' ? at - 1 : at
  const beside = names.find(({ end, modifier }) => end === to && !modifier)
  const subject = beside ?? subjectBefore(prose, at)
  return subject ? rowOf(prose, names, subject) : []
}

/** "$5m from A", "a round by A", "participation of A". */
function gives(prose: Prose, at: number): boolean {
  const { tokens, lexicon } = prose
  if (tokens[at]?.text === 'of') return lexicon.givenOf.has(tokens[at - 1]?.text ?? '')
  if (tokens[at]?.text === 'by') return isOfMoney(prose, at, 2) && tokens[at - 1]?.text !== 'backed'
  return isOfMoney(prose, at, 7)
}

/** "Raises $5m with A". */
function raisedBefore(prose: Prose, at: number): boolean {
  const sum = prose.quantities.find(({ kind, end }) => kind === 'money' && end === at)
  return sum !== undefined && prose.isIn('raising', sum.start - 1)
}

/** Not "with A chips". */
function closedRow(prose: Prose, from: number): Cue | null {
  const cue = listed(prose, from, false)
  const next = prose.tokens[cue.names.at(-1)?.end ?? prose.tokens.length]
  return next?.pause === 'none' && !functionWords.has(next.text) ? null : cue
}

/** A sum or a word for money stands among the `most` words before, in the same clause: "$5m, mostly from A". */
function isOfMoney(prose: Prose, at: number, most: number): boolean {
  const isAside = prose.tokens[at - 1]?.text.endsWith('ly') === true
  const from = Math.max(at - most, clauseAt(prose, isAside ? at - 2 : at).start)
  const sum = prose.quantities.some(
    ({ kind, magnitude, end }) =>
      (kind === 'money' || (kind === 'number' && magnitude >= 1e6)) && end > from && end <= at,
  )
  return sum || prose.tokens.slice(from, at).some(({ text }) => prose.lexicon.money.has(text))
}

function isOfRound(prose: Prose, at: number): boolean {
  const { tokens } = prose
  if (tokens[at]?.text === 'participated' || tokens[at - 1]?.text === 'also') return true
  return someWithin(prose, at, 6, prose.lexicon.joined)
}

const earlier = words('previous previously earlier prior formerly')

/** Another deal of the same company, told as background. */
function isOfEarlierRound(prose: Prose, at: number): boolean {
  return wordBefore(prose, at, 8, earlier) >= 0 || isBackground(prose, at)
}

/** "On the back of a $7 million infusion led by". */
function isBackground({ tokens }: Prose, at: number): boolean {
  return tokens
    .slice(Math.max(at - 9, 0), at)
    .some(({ text }, index, before) => text === 'back' && before[index + 1]?.text === 'of')
}
