/** Which of those whom a title names cuts jobs. */

import { yetToBe } from '../reading/function-words.ts'
import { rowOf } from '../reading/party.ts'
import type { Prose } from '../reading/prose.ts'
import type { Named } from '../reading/written.ts'
import { stretchAt } from '../text/sentences.ts'
import { words } from '../text/words.ts'
import type { Hit } from './rules.ts'

/**
 * Whoever opens the title and cuts; else a known company that the cut leads to; else whoever stands beside it, or is named at all.
 * `all` are those that the rules' words lead to.
 */
export function employerInTitle(
  title: Prose,
  hits: readonly Hit[],
  all: readonly Named[],
): Named | null {
  const plain = hits.some(({ rule }) => rule.plain)
  const parties = all.filter((name) => !name.personal && !isProduct(title, name))
  return (
    cuttingIn(title, hits, parties) ??
    parties.find((name) => name.known) ??
    ranked(title, hits, parties, plain)[0] ??
    null
  )
}

/** "Globex cuts Acme staff" is of Acme's. */
function cuttingIn(title: Prose, hits: readonly Hit[], parties: readonly Named[]): Named | null {
  if (parties.some(({ end }) => title.lexicon.staff.has(title.tokens[end]?.text ?? ''))) return null
  return title.names.find((name) => isCutting(title, name, hits)) ?? null
}

function ranked(title: Prose, hits: readonly Hit[], parties: readonly Named[], plain: boolean) {
  const beside = [
    ...parties.filter((name) => isBeside(title, name, hits)),
    ...title.names.filter((name) => isFor(name, hits)),
  ]
  const doubtful = beside.filter((name) => isDoubtful(title, name))
  return [
    ...beside.filter((name) => !doubtful.includes(name)),
    ...namedIn(title).filter((name) => plain || name.known),
    ...doubtful,
    ...(plain ? parties : []),
  ]
}

const nearness = 4

/** Where a title only mentions layoffs, an unknown name is the employer's when it stands with them: "X confirms layoffs", "at X". */
function isBeside(title: Prose, name: Named, hits: readonly Hit[]): boolean {
  const { end } = name
  if (isPlace(name)) return true
  if (title.lexicon.staff.has(title.tokens[end]?.text ?? '')) return true
  return hits.some(({ field, from }) => field === 'title' && end <= from && from - end <= nearness)
}

/** "Acme to cut 900 jobs as it leaves Globex": who opens the title and cuts, known or not; nobody else is named before the cut. */
function isCutting(title: Prose, name: Named, hits: readonly Hit[]): boolean {
  const hit = hits.find(({ rule, field }) => rule.plain && field === 'title')
  if (!hit || name.modifier || name.personal || name.end > hit.from) return false
  if (!opensTitle(title, name)) return false
  const last = rowOf(title, title.names, name).at(-1) ?? name
  return title.names.every(
    ({ start }) =>
      start <= last.start || start >= hit.from || isSaidOf(title, last, start, hit.from),
  )
}

/** "Acme, owned by Globex, cuts", "Acme (backed by Globex) cuts": whether at `at` stands what is said of `name` before it cuts. */
function isSaidOf({ tokens }: Prose, { end }: Named, at: number, cut: number): boolean {
  const opening = tokens[end]
  if (!opening || opening.pause === 'none' || opening.capital || at === end) return false
  if (opening.pause !== 'comma' && !opening.before.endsWith('(')) return false
  return tokens.some(({ pause }, here) => here > at && here <= cut && pause === opening.pause)
}

/** The first name of a title, or right behind what says whose it is: "Globex's Acme", "Globex-owned Acme". */
function opensTitle(title: Prose, name: Named): boolean {
  const { names, tokens, lexicon } = title
  const [first, opening] = [tokens[0], names[0]]
  if (!first || first.before || lexicon.firstNames.has(first.text)) return false
  if (opening?.start !== 0 || tokens[name.end - 1]?.possessive) return false
  return (
    opening === name || (opening.modifier && names[1] === name) || isOwned(title, opening, name)
  )
}

/** "Globex's Acme"; in headline capitals any noun may stand there, but for what "will". */
function isOwned({ tokens, titled }: Prose, owner: Named, { start, end }: Named): boolean {
  if (owner.end !== start || !tokens[start - 1]?.possessive) return false
  return !titled || yetToBe.has(tokens[end]?.text ?? '')
}

/** "Big Changes at SAP": in headline capitals an unknown name inside a clause may be any noun. */
function isDoubtful({ titled, clauses }: Prose, { known, start }: Named): boolean {
  return titled && !known && stretchAt(clauses, start)?.start !== start
}

/** "Layoffs for X". */
function isFor({ lead, start, personal }: Named, hits: readonly Hit[]): boolean {
  return (
    lead === 'for' &&
    !personal &&
    hits.some(({ field, to }) => field === 'title' && start - to === 1)
  )
}

export function isPlace({ lead }: Named): boolean {
  return lead === 'at' || lead === 'by'
}

/** Whoever is named, known companies first; in headline capitals only these. */
function namedIn(prose: Prose): Named[] {
  const isEmployer = (name: Named) =>
    !(name.modifier || name.personal || means.has(name.lead) || isWhere(name)) &&
    !(isProduct(prose, name) || isPartner(prose, name))
  const names = prose.names.filter(isEmployer)
  const known = names.filter((name) => name.known)
  const all = prose.titled ? known : [...known, ...names]
  return [...all.filter((name) => !isInAside(prose, name)), ...all]
}

/** "Acme cuts staff as Globex and Initech hire": in such a clause stand others. */
function isInAside({ names }: Prose, { lead, start }: Named): boolean {
  const before = lead === 'and' ? names.findLast(({ end }) => end === start - 1) : null
  return opensAside.has(before?.lead ?? lead)
}

/** "Lays off 47 in Quillbridge": as a rule a town. */
const isWhere = ({ known, lead }: Named): boolean => !known && towns.has(lead)

const towns = words('in near leaving')

/** "Lays off hundreds over Zoom". */
const means = new Set(['over', 'via'])

/** "At a joint venture with Globex". */
function isPartner({ tokens, lexicon }: Prose, { lead, start }: Named): boolean {
  return lead === 'with' && lexicon.partnerships.has(tokens[start - 2]?.text ?? '')
}

const opensAside = words('as while when because than')

/** "Acme’s developer cuts", "the creator of Acme cuts": what it makes, not who that is. */
function isProduct({ tokens, lexicon }: Prose, { start, end, lead }: Named): boolean {
  const isOwned =
    tokens[end - 1]?.possessive === true && lexicon.makers.has(tokens[end]?.text ?? '')
  return isOwned || (lead === 'of' && lexicon.makers.has(tokens[start - 2]?.text ?? ''))
}
