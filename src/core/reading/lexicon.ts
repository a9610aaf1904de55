import { createLocator, type Locator } from '../pattern/locator.ts'
import { choice } from '../pattern/node.ts'
import type { Node, WordLists } from '../pattern/pattern.ts'
import { createWordTable } from '../pattern/word-table.ts'
import { fold } from '../text/text.ts'
import { countryWords } from './countries.ts'

/** `words.yaml`: lists of words, folded but for those of publishers. The file says what each is for. */
export interface WordBook {
  publishers: readonly string[]
  publisherEndings: readonly string[]
  mastheads: readonly string[]
  firstNames: readonly string[]
  surnames: readonly string[]
  paysInPerson: readonly string[]
  roles: readonly string[]
  people: readonly string[]
  places: readonly string[]
  nations: readonly string[]
  descriptors: readonly string[]
  premises: readonly string[]
  hangers: readonly string[]
  employers: readonly string[]
  headlineVerbs: readonly string[]
  headlineWords: readonly string[]
  loneWords: readonly string[]
  nameNouns: readonly string[]
  invests: readonly string[]
  contributes: readonly string[]
  leadsRound: readonly string[]
  ledRound: readonly string[]
  backs: readonly string[]
  bets: readonly string[]
  holders: readonly string[]
  agreements: readonly string[]
  capacity: readonly string[]
  clouds: readonly string[]
  compute: readonly string[]
  utilities: readonly string[]
  orders: readonly string[]
  gains: readonly string[]
  customers: readonly string[]
  lets: readonly string[]
  supplies: readonly string[]
  lands: readonly string[]
  lends: readonly string[]
  borrows: readonly string[]
  extends: readonly string[]
  loans: readonly string[]
  guarantees: readonly string[]
  kept: readonly string[]
  picks: readonly string[]
  financings: readonly string[]
  gets: readonly string[]
  awards: readonly string[]
  takeovers: readonly string[]
  sells: readonly string[]
  merges: readonly string[]
  forShares: readonly string[]
  forAll: readonly string[]
  twoSided: readonly string[]
  ventures: readonly string[]
  teams: readonly string[]
  ledBy: readonly string[]
  leads: readonly string[]
  rounds: readonly string[]
  money: readonly string[]
  givenOf: readonly string[]
  pledged: readonly string[]
  joins: readonly string[]
  joined: readonly string[]
  investors: readonly string[]
  sellsStake: readonly string[]
  given: readonly string[]
  takes: readonly string[]
  facilities: readonly string[]
  purchases: readonly string[]
  pledges: readonly string[]
  acquisitions: readonly string[]
  backsCompany: readonly string[]
  offers: readonly string[]
  ownUnits: readonly string[]
  firms: readonly string[]
  priced: readonly string[]
  pots: readonly string[]
  staff: readonly string[]
  headcount: readonly string[]
  shrinkingTeams: readonly string[]
  staffParts: readonly string[]
  declines: readonly string[]
  falls: readonly string[]
  comesTo: readonly string[]
  unfilled: readonly string[]
  speaks: readonly string[]
  offersExit: readonly string[]
  announces: readonly string[]
  jobless: readonly string[]
  waves: readonly string[]
  kindsOfCut: readonly string[]
  partnerships: readonly string[]
  makers: readonly string[]
  owners: readonly string[]
  somebody: readonly string[]
  relations: readonly string[]
  exchanges: readonly string[]
}

/** The words of the installation, ready to be asked for: sets of folded words. */
export interface Lexicon
  extends Readonly<Record<Exclude<keyof WordBook, 'publisherEndings'>, ReadonlySet<string>>> {
  /** The end of one headline and the beginning of the next, in text that runs them together: "ReutersA". */
  glue: RegExp
  /** The lists of `rules.yaml` that facts are read by. */
  lists: Readonly<Record<FactList, Node>>
  /** Finds the words of those lists in a text. */
  locate: Locator['inText']
}

/** By their names in `rules.yaml`, which says what each is for. */
export const factLists = [
  'verbs',
  'jobs',
  'counted',
  'cut',
  'slips',
  'lay off',
  'sack',
  'layoffs',
  'cut words',
  'exits',
  'whole',
  'not cut',
  'will go',
  'acquire',
  'buy',
  'target',
  'suppliers',
  'valued',
  'papers',
  'other sums',
  'takings',
  'markets',
  'unpaid',
  'round',
  'raising',
  'technology',
  'other trades',
] as const
export type FactList = (typeof factLists)[number]

/** Whether the token at `at` belongs to a word or phrase of a list. */
export type IsIn = (list: FactList, at: number) => boolean

const listed = Object.fromEntries(factLists.map((name) => [name, name])) as {
  [Name in FactList]: Name
}

/** @param lists those of `rules.yaml`; one that it has not is empty */
export function compileLexicon(book: WordBook, lists: WordLists): Lexicon {
  const { publishers, publisherEndings, ...rest } = book
  const table = createWordTable()
  const factNodes = mapValues(listed, (name) => table.share(lists.get(name) ?? choice([])))
  const sets = mapValues(rest, (words): ReadonlySet<string> => new Set(words))
  return {
    ...sets,
    publishers: new Set(publishers.map(fold)),
    glue: glueOf([...publishers, ...publisherEndings]),
    places: new Set([...rest.places, ...countryWords]),
    lists: factNodes,
    locate: createLocator(table.all).inText,
  }
}

function mapValues<K extends string, A, B>(given: Readonly<Record<K, A>>, change: (value: A) => B) {
  const entries = Object.entries<A>(given).map(([key, value]) => [key, change(value)])
  return Object.fromEntries(entries) as Record<K, B>
}

const opening = `[A-Z‘“'"$€£₹0-9]`
/** Behind two letters: "FTAmazon" is two words, "FTC", "ETFs", "APR" are one. */
const openingWord = `(?:[‘“'"$€£₹]|[A-Z][a-z]{2}|[AI][ ’'])`

/** A word that goes on in a capital, a quotation or a number, unless that is the text's last word. */
function glueOf(endings: readonly string[]): RegExp {
  const escaped = endings.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  const [pairs, words] = [true, false].map((are) =>
    escaped.filter((word) => /^[A-Z]{2}$/.test(word) === are).join('|'),
  )
  const ends = `(?:${pairs})(?=${openingWord})|(?:${words})(?=${opening})`
  return new RegExp(`(\\b(?:${ends}))(?![A-Z]?[a-z]*\\b\\s*$)(${opening})`, 'g')
}
