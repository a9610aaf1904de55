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
import { longest, sortOf } from './story-features.ts'

export interface Candidate {
  company: Company
  features: readonly string[]
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
  const found = new Map<CompanyKey, { company: Company; features: string[]; places: number }>()
  const parts = partsOf(byRules)
  const roles = new Map(parts.toReversed().map(([{ key }, role]) => [key, role]))
  const roleOf: RoleOf = ({ key }) => roles.get(key) ?? 'none'
  const add = (company: Company, from: string, name: Named | null) => {
    const one = found.get(company.key) ?? {
      company,
      features: generalFeatures(company, name, from, found.size, reading, byRules, roleOf(company)),
      places: 0,
    }
    found.set(company.key, one)
    return one
  }
  for (const field of ['title', 'summary'] as const) {
    const view = viewOf(reading, field, byRules)
    for (const place of view.places) {
      const company = longForm(place.company, [reading.summary])
      const one = add(company, field, place.name)
      one.places++
      if (one.places > mostPlaces) continue
      const prefix = `${view.mark}${one.places > 1 ? '+' : ''}`
      const features = placeFeatures(view, place, roleOf(company))
      one.features.push(...features.map((name) => prefix + name))
    }
  }
  for (const [company] of parts) add(company, 'rules', null)
  const all = [...found.values()]
  const companies = all.slice(0, mostBeside).map(({ company }) => company)
  return all.map(({ company, features, places }) => ({
    company,
    features: [
      ...features,
      `places:${Math.min(4, places)}`,
      ...besideFeatures(company, companies, roleOf),
    ],
  }))
}

/** What speaks for nobody named being the party. */
export function nobodyFeatures({ title }: Reading, { facts, fired }: ByRules): string[] {
  const kind = kindOf(facts)
  const told = facts.category === 'layoff' ? facts.company : facts.recipient
  return [
    'nobody',
    `nobody:kind:${kind}`,
    `nobody:rule:${fired[0]?.rule.id}`,
    `nobody:told:${told !== null}:${kind}`,
    `nobody:names:${Math.min(3, title.names.length)}:${kind}`,
    ...title.tokens.map((token) => `nobody:w:${sortOf(token)}`),
  ]
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
    const [first, last] = [tokens[start], tokens[end - 1]]
    if (end === start || !first || !last) continue
    if (names.some((name) => name.start < end && name.end > start)) continue
    const name = text.slice(first.start, last.possessive ? last.end - 2 : last.end)
    found.push({ company: unknownCompany(name), start, end, name: null })
    start = end - 1
  }
  return found
}

/** What holds of it wherever it stands. */
function generalFeatures(
  company: Company,
  name: Named | null,
  field: string,
  before: number,
  { title }: Reading,
  byRules: ByRules,
  role: Role,
): string[] {
  const kind = kindOf(byRules.facts)
  const sector = title.directory.entry(company.key)?.sector
  const rule = byRules.fired[0]?.rule.id
  return [
    'somebody',
    `order:${Math.min(before, 4)}`,
    `role:${role}`,
    `role:${role}:${kind}`,
    `kind:${kind}`,
    `kind:${kind}:${name === null}`,
    `known:${name?.known ?? false}`,
    `sector:${sector}`,
    `sector:${sector}:${kind}`,
    `key:${company.key}`,
    `first in:${field}`,
    `first in:${field}:${role}`,
    `rule:${rule}`,
    `rule:${rule}:${role}`,
    `country:${name === null && field !== 'rules'}`,
    ...company.name
      .toLowerCase()
      .split(/\s+/)
      .map((word) => `word:${word}`),
  ]
}

/** How it stands to the others. */
function besideFeatures(company: Company, all: readonly Company[], roleOf: RoleOf): string[] {
  const others = all.filter(({ key }) => key !== company.key)
  const role = roleOf(company)
  const some = (name: string, is: (one: Company) => boolean) =>
    others.some(is) ? [`beside:${name}`, `beside:${name}:${role}`] : []
  return [
    `count:${Math.min(4, all.length)}`,
    ...some('its unit', ({ parent }) => parent === company.key),
    ...some('its owner', ({ key }) => key === company.parent),
    ...some('recipient', (one) => roleOf(one) === 'recipient'),
    ...some('payer', (one) => ['payer', 'employer'].includes(roleOf(one))),
    ...some('longer name', ({ name }) => name.startsWith(`${company.name} `)),
    ...some('shorter name', ({ name }) => ` ${company.name} `.includes(` ${name} `)),
  ]
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
function placeFeatures(view: View, place: Place, role: string): string[] {
  return [
    ...besideIt(view, place, role),
    ...standingFeatures(view, place),
    ...tellingFeatures(view, place),
    ...hitFeatures(view, place),
  ]
}

/** The words to both sides. */
function besideIt(view: View, { start, end }: Place, role: string): string[] {
  const { tokens } = view.prose
  const own = tokens[end - 1]?.possessive ? "'s " : ''
  const [left, right] = [wordsBefore(view, start), wordsAfter(view, end)]
  const [last, next] = [left[0] ?? '^', right[0] ?? '$']
  const pauses = [tokens[start]?.pause ?? '', tokens[end]?.pause ?? 'end']
  return [
    `pause:${pauses[0]}`,
    `before:${last}:${pauses[0]}`,
    `before:${last}:${view.kind}`,
    `before:${left[1]}:${last}`,
    `before:${left[2]}:${left[1]}:${last}`,
    `second before:${left[1]}`,
    `after:${own}${next}:${pauses[1]}`,
    `after:${next}:${view.kind}`,
    `after:${own}${next}:${right[1]}`,
    `after:${next}:${right[1]}:${right[2]}`,
    `second after:${right[1]}`,
    `around:${last}:${pauses[0]}:${own}${next}:${pauses[1]}`,
    `role:${role}`,
    `role:${role}:before:${last}`,
    `role:${role}:after:${next}`,
    ...tokens.slice(Math.max(0, start - 5), start).map((token) => `left:${sortOf(token)}`),
    ...tokens.slice(end, end + 5).map((token) => `right:${sortOf(token)}`),
  ]
}

function standingFeatures({ prose, kind, places }: View, place: Place): string[] {
  const { start, end, name } = place
  const others = Math.min(3, places.length - 1)
  return [
    `lead:${name?.lead}`,
    `lead:${name?.lead}:${kind}`,
    `stands:${standing(name)}:${kind}`,
    `at:${Math.min(4, places.indexOf(place))}`,
    `opens:${start === 0}`,
    `opens:${start === 0}:${kind}`,
    `titled:${prose.titled}:${name?.known ?? false}`,
    `length:${end - start}`,
    `others:${others}`,
    `others:${others}:${kind}`,
  ]
}

/** The nearest words of deals and cuts. */
function tellingFeatures(view: View, { start, end }: Place): string[] {
  const [told, tells] = [tellingBefore(view, start), tellingAfter(view, end)]
  const lead = leadBefore(view.prose, start)
  return [
    `told:${told.word}`,
    `told:${told.word}:${told.others}`,
    `told:${told.word}:${view.kind}`,
    `tells:${tells.word}`,
    `tells:${tells.word}:${tells.others}`,
    `tells:${tells.word}:${view.kind}`,
    `told:${told.word}:tells:${tells.word}`,
    ...(lead === null ? [] : [`led:${lead}`, `led:${lead}:${told.word}`]),
  ]
}

function standing(name: Named | null): string {
  if (name === null) return ''
  const { modifier, described, governed, personal } = name
  return Object.entries({ modifier, described, governed, personal })
    .flatMap(([how, is]) => (is ? [how] : []))
    .join()
}

/** Where it stands to the words that made the strongest rule speak. */
function hitFeatures({ hit, places }: View, { start, end }: Place): string[] {
  if (!hit) return []
  const side = end <= hit.from ? 'before' : start >= hit.to ? 'after' : 'in'
  const nearer = places.filter((other) =>
    side === 'before'
      ? other.start >= end && other.end <= hit.from
      : side === 'after' && other.start >= hit.to && other.end <= start,
  )
  return [
    `hit:${side}`,
    `hit:${side}:${hit.rule.id}`,
    `hit:${side}:${hit.rule.kind}`,
    `hit:${side}:${Math.min(2, nearer.length)}`,
  ]
}

/** The next three words to the left, nearest first; a name, a country or a sum is one. */
function wordsBefore({ prose, places }: View, start: number): string[] {
  const found: string[] = []
  for (let at = start - 1; at >= 0 && found.length < 3; ) {
    const place = stretchAt(places, at)
    found.push(wordAt(prose, at, place))
    at = (place?.start ?? at) - 1
  }
  return found
}

function wordsAfter({ prose, places }: View, end: number): string[] {
  const found: string[] = []
  for (let at = end; at < prose.tokens.length && found.length < 3; ) {
    const place = stretchAt(places, at)
    found.push(wordAt(prose, at, place))
    at = place?.end ?? at + 1
  }
  return found
}

function wordAt({ tokens, quantities }: Prose, at: number, place: Place | null): string {
  if (place) return place.name ? '<name>' : '<country>'
  const quantity = stretchAt(quantities, at)
  const token = tokens[at]
  return quantity ? `#${quantity.kind}` : token ? sortOf(token) : ''
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
