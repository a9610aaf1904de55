/** Those whom a story names, each with what the model looks at to tell whether it employs, pays or receives. */

import type { Company } from '../facts.ts'
import type { CompanyKey } from '../ids.ts'
import type { Hit } from '../judge/rules.ts'
import type { Standing, ToldFacts } from '../judge/standing.ts'
import { unknownCompany } from '../reading/company.ts'
import { countryAt } from '../reading/countries.ts'
import { longForm } from '../reading/long-form.ts'
import type { Prose } from '../reading/prose.ts'
import type { Reading } from '../reading/read-story.ts'
import type { Named } from '../reading/written.ts'
import { stretchAt } from '../text/sentences.ts'
import { words } from '../text/words.ts'
import { type Features, openTelling, type Say } from './features.ts'
import { longest, sortOf } from './story-features.ts'
import { type Whole, wordsFrom } from './words-beside.ts'

export interface Candidate {
  company: Company
  features: Features
}

/** What the rules made of the story. */
export type ByRules = Pick<Standing, 'facts' | 'fired'>

/** A name or a country as it stands in a text. */
interface Place {
  company: Company
  start: number
  end: number
  /** Null of a country. */
  name: Named | null
}

/** Of one that is named over and over. */
const mostPlaces = 4
/** Of those that each is held against: a list of hundreds says no more. */
const mostBeside = 40

/** In the order in which they are named first, title before summary, and whom the rules alone know of; each once. */
export function candidatesOf(reading: Reading, byRules: ByRules): Candidate[] {
  const parts = partsOf(byRules)
  const roles = new Map(parts.toReversed().map(([{ key }, role]) => [key, role]))
  const roleOf: RoleOf = ({ key }) => roles.get(key) ?? 'none'
  const all = namedIn(reading, byRules, parts)
  const beside = all.slice(0, mostBeside).map(({ company }) => company)
  return all.map((named, order) => {
    const { company, places } = named
    const { say, under, features } = openTelling()
    const role = roleOf(company)
    sayInGeneral(say, named, order, reading, byRules, role)
    for (const [at, { view, place }] of places.slice(0, mostPlaces).entries()) {
      sayPlace(under(`${view.mark}${at > 0 ? '+' : ''}`), view, place, role)
    }
    say`places:${Math.min(4, places.length)}`
    sayBeside(say, company, beside, roleOf)
    return { company, features: features() }
  })
}

/** Somebody named. */
interface NamedParty {
  company: Company
  /** Where first; `rules`: nowhere, the rules alone know of it. */
  from: 'title' | 'summary' | 'rules'
  /** The first. */
  name: Named | null
  places: { view: View; place: Place }[]
}

function namedIn(
  reading: Reading,
  byRules: ByRules,
  parts: readonly (readonly [Company, Role])[],
): NamedParty[] {
  const found = new Map<CompanyKey, NamedParty>()
  const find = (company: Company, from: NamedParty['from'], name: Named | null) => {
    const one = found.get(company.key) ?? { company, from, name, places: [] }
    found.set(company.key, one)
    return one
  }
  for (const field of ['title', 'summary'] as const) {
    const view = viewOf(reading, field, byRules)
    for (const place of view.places) {
      const company = longForm(place.company, [reading.summary])
      find(company, field, place.name).places.push({ view, place })
    }
  }
  for (const [company] of parts) find(company, 'rules', null)
  return [...found.values()]
}

/** What speaks for nobody named being the party. */
export function nobodyFeatures({ title }: Reading, { facts, fired }: ByRules): Features {
  const { say, features } = openTelling()
  const kind = kindOf(facts)
  const told = facts.category === 'layoff' ? facts.company : facts.recipient
  say`nobody`
  say`nobody:kind:${kind}`
  say`nobody:rule:${fired[0]?.rule.id}`
  say`nobody:told:${told !== null}:${kind}`
  say`nobody:names:${Math.min(3, title.names.length)}:${kind}`
  for (const token of title.tokens) say`nobody:w:${sortOf(token)}`
  return features()
}

type RoleOf = (company: Company) => Role
type Role = 'employer' | 'other employer' | 'recipient' | 'payer' | 'none'

/** Whom the rules give a part, the first one's above another of the same company. */
function partsOf({ facts }: ByRules): (readonly [Company, Role])[] {
  if (facts.category === 'layoff') {
    const others = facts.companiesOther.map((one) => [one, 'other employer'] as const)
    return facts.company ? [[facts.company, 'employer'], ...others] : others
  }
  const payers = facts.payers.map(({ company }) => [company, 'payer'] as const)
  return facts.recipient ? [[facts.recipient, 'recipient'], ...payers] : payers
}

function kindOf(facts: ToldFacts): string {
  return facts.category === 'layoff' ? 'layoff' : facts.kind
}

/** A text as the candidates stand in it. */
interface View {
  prose: Prose
  mark: string
  places: readonly Place[]
  hit: Hit | undefined
  kind: string
}

function viewOf(reading: Reading, field: 'title' | 'summary', { facts, fired }: ByRules): View {
  const prose = reading[field]
  return {
    prose,
    mark: field === 'title' ? 't ' : reading.coverage ? 'c ' : 's ',
    places: placesIn(prose, longest[field]),
    hit: fired.find((one) => one.field === field),
    kind: kindOf(facts),
  }
}

function placesIn(prose: Prose, end: number): Place[] {
  const names: Place[] = prose.names
    .filter(({ start }) => start < end)
    .map((name) => ({ company: name.company, start: name.start, end: name.end, name }))
  return [...names, ...countriesIn(prose, end)].sort((a, b) => a.start - b.start)
}

function countriesIn({ tokens, text, names, lexicon }: Prose, most: number): Place[] {
  const found: Place[] = []
  for (let start = 0; start < Math.min(tokens.length, most); start++) {
    const end = start + countryAt(tokens, start, lexicon.nations)
    if (end === start) continue
    const [first, last] = [tokens[start], tokens[end - 1]]
    if (!first || !last) continue
    if (names.some((name) => name.start < end && name.end > start)) continue
    const name = text.slice(first.start, last.possessive ? last.end - 2 : last.end)
    found.push({ company: unknownCompany(name), start, end, name: null })
    start = end - 1
  }
  return found
}

/** What holds of it wherever it stands. */
function sayInGeneral(
  say: Say,
  { company, from, name }: NamedParty,
  order: number,
  { title }: Reading,
  byRules: ByRules,
  role: Role,
): void {
  const kind = kindOf(byRules.facts)
  const sector = title.directory.entry(company.key)?.sector
  const rule = byRules.fired[0]?.rule.id
  say`somebody`
  say`order:${Math.min(order, 4)}`
  say`role:${role}`
  say`role:${role}:${kind}`
  say`kind:${kind}`
  say`kind:${kind}:${name === null}`
  say`known:${name?.known ?? false}`
  say`sector:${sector}`
  say`sector:${sector}:${kind}`
  say`key:${company.key}`
  say`first in:${from}`
  say`first in:${from}:${role}`
  say`rule:${rule}`
  say`rule:${rule}:${role}`
  say`country:${name === null && from !== 'rules'}`
  for (const word of company.name.toLowerCase().split(/\s+/)) say`word:${word}`
}

/** How it stands to the others. */
function sayBeside(say: Say, company: Company, all: readonly Company[], roleOf: RoleOf): void {
  const others = all.filter(({ key }) => key !== company.key)
  const role = roleOf(company)
  const sayIfSome = (name: string, is: (one: Company) => boolean) => {
    if (!others.some(is)) return
    say`beside:${name}`
    say`beside:${name}:${role}`
  }
  say`count:${Math.min(4, all.length)}`
  sayIfSome('its unit', ({ parent }) => parent === company.key)
  sayIfSome('its owner', ({ key }) => key === company.parent)
  sayIfSome('recipient', (one) => roleOf(one) === 'recipient')
  sayIfSome('payer', (one) => ['payer', 'employer'].includes(roleOf(one)))
  sayIfSome('longer name', ({ name }) => name.startsWith(`${company.name} `))
  sayIfSome('shorter name', ({ name }) => ` ${company.name} `.includes(` ${name} `))
}

/** What deals and cuts are told with. */
const telling = words(
  'raises raised raise raising acquires acquire acquired acquiring buys buy bought buying invests invest invested investing investment ' +
    'leads lead led backs backed backing secures secured lands bags nabs closes closed gets spends spend spending pours pour ' +
    'lays lay cuts cut cutting slashes slash axes sheds layoffs layoff jobs job roles workers employees staff deal stake round funding ' +
    'acquisition takeover loan ipo partners partnership joint venture signs plans talks',
)
const leading = words(
  'to from by in at with for of into on behind after as and than over against via near',
)
const farthestTelling = 12
const farthestLeading = 5

/** How it stands, and what stands around it. */
function sayPlace(say: Say, view: View, place: Place, role: Role): void {
  sayWordsBeside(say, view, place, role)
  sayStanding(say, view, place)
  sayTelling(say, view, place)
  sayHit(say, view, place)
}

function sayWordsBeside(say: Say, view: View, { start, end }: Place, role: Role): void {
  const { tokens } = view.prose
  const own = tokens[end - 1]?.possessive ? "'s " : ''
  const wholeAt = (at: number) => wholeIn(view, at)
  const left = wordsFrom(start - 1, -1, tokens.length, wholeAt)
  const right = wordsFrom(end, 1, tokens.length, wholeAt)
  const [last, next] = [left[0] ?? '^', right[0] ?? '$']
  const pauses = [tokens[start]?.pause ?? '', tokens[end]?.pause ?? 'end']
  say`pause:${pauses[0]}`
  say`before:${last}:${pauses[0]}`
  say`before:${last}:${view.kind}`
  say`before:${left[1]}:${last}`
  say`before:${left[2]}:${left[1]}:${last}`
  say`second before:${left[1]}`
  say`after:${own}${next}:${pauses[1]}`
  say`after:${next}:${view.kind}`
  say`after:${own}${next}:${right[1]}`
  say`after:${next}:${right[1]}:${right[2]}`
  say`second after:${right[1]}`
  say`around:${last}:${pauses[0]}:${own}${next}:${pauses[1]}`
  say`role:${role}`
  say`role:${role}:before:${last}`
  say`role:${role}:after:${next}`
  for (const token of tokens.slice(Math.max(0, start - 5), start)) say`left:${sortOf(token)}`
  for (const token of tokens.slice(end, end + 5)) say`right:${sortOf(token)}`
}

function sayStanding(say: Say, { prose, kind, places }: View, place: Place): void {
  const { start, end, name } = place
  const others = Math.min(3, places.length - 1)
  say`lead:${name?.lead}`
  say`lead:${name?.lead}:${kind}`
  say`stands:${standing(name)}:${kind}`
  say`at:${Math.min(4, places.indexOf(place))}`
  say`opens:${start === 0}`
  say`opens:${start === 0}:${kind}`
  say`titled:${prose.titled}:${name?.known ?? false}`
  say`length:${end - start}`
  say`others:${others}`
  say`others:${others}:${kind}`
}

/** The nearest words of deals and cuts. */
function sayTelling(say: Say, view: View, { start, end }: Place): void {
  const [told, tells] = [tellingBefore(view, start), tellingAfter(view, end)]
  const lead = leadBefore(view.prose, start)
  say`told:${told.word}`
  say`told:${told.word}:${told.others}`
  say`told:${told.word}:${view.kind}`
  say`tells:${tells.word}`
  say`tells:${tells.word}:${tells.others}`
  say`tells:${tells.word}:${view.kind}`
  say`told:${told.word}:tells:${tells.word}`
  if (lead === null) return
  say`led:${lead}`
  say`led:${lead}:${told.word}`
}

function standing(name: Named | null): string {
  if (name === null) return ''
  const { modifier, described, governed, personal } = name
  return Object.entries({ modifier, described, governed, personal })
    .flatMap(([how, is]) => (is ? [how] : []))
    .join()
}

/** Where it stands to the words that made the strongest rule speak. */
function sayHit(say: Say, { hit, places }: View, { start, end }: Place): void {
  if (!hit) return
  const side = end <= hit.from ? 'before' : start >= hit.to ? 'after' : 'in'
  const nearer = places.filter((other) =>
    side === 'before'
      ? other.start >= end && other.end <= hit.from
      : side === 'after' && other.start >= hit.to && other.end <= start,
  )
  say`hit:${side}`
  say`hit:${side}:${hit.rule.id}`
  say`hit:${side}:${hit.rule.kind}`
  say`hit:${side}:${Math.min(2, nearer.length)}`
}

/** A name or a country, or the word at `at`; a word of a sum as one of its kind. */
function wholeIn({ prose: { tokens, quantities }, places }: View, at: number): Whole {
  const place = stretchAt(places, at)
  if (place) {
    return { word: place.name ? '<name>' : '<country>', start: place.start, end: place.end }
  }
  const quantity = stretchAt(quantities, at)
  const token = tokens[at]
  const word = quantity ? `#${quantity.kind}` : token ? sortOf(token) : ''
  return { word, start: at, end: at + 1 }
}

/** The nearest telling word to a side, and whether others are named between. */
interface Nearest {
  word: string
  others: boolean
}

const none: Nearest = { word: '', others: false }

function tellingBefore({ prose: { tokens }, places }: View, start: number): Nearest {
  for (let at = start - 1; at >= 0 && start - at <= farthestTelling; at--) {
    const word = tokens[at]?.text ?? ''
    if (telling.has(word))
      return { word, others: places.some((one) => one.start > at && one.end <= start) }
  }
  return none
}

function tellingAfter({ prose: { tokens }, places }: View, end: number): Nearest {
  for (let at = end; at < tokens.length && at - end < farthestTelling; at++) {
    const word = tokens[at]?.text ?? ''
    if (telling.has(word))
      return { word, others: places.some((one) => one.start >= end && one.end <= at) }
  }
  return none
}

function leadBefore({ tokens }: Prose, start: number): string | null {
  for (let at = start - 1; at >= 0 && start - at <= farthestLeading; at--) {
    const word = tokens[at]?.text ?? ''
    if (leading.has(word)) return word
  }
  return null
}
