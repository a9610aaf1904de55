import { z } from 'zod'
import type { WordBook } from '../core/reading/lexicon.ts'
import { tokenize } from '../core/text/text.ts'
import type { Fault } from './faults.ts'
import { each, readYamlFile } from './yaml-file.ts'

const word = z
  .string()
  .refine(isSingle, 'is to be a single word in small letters, without hyphens and accents')
const list = (what: string) => z.array(word).describe(what)
const names = (what: string) => z.array(z.string().trim().min(1).max(80)).describe(what)

const phrases = (what: string) =>
  z.array(z.string().regex(/^[^\p{Lu}]+$/u, 'is to be in small letters')).describe(what)

function isSingle(text: string): boolean {
  const [first, ...more] = tokenize(text)
  return first?.text === text && more.length === 0
}

/** `words.yaml`. */
export const wordsShape = z
  .strictObject({
    publishers: names('publishers, as they are named in a text'),
    publisher_endings: names("what other publishers' names end in, as written"),
    mastheads: list("what publishers' names end in, and hardly another company’s"),
    first_names: list('first names: a weak hint that a name is a person’s'),
    surnames: list('surnames of people whom headlines call by nothing else'),
    pays_in_person: list('verbs that make a person a party to a deal'),
    roles: list('job titles, and what persons are called'),
    people: list('people whom a name in front of them only places'),
    places: list('nations and their people, regions, large cities'),
    nations: list('short and old names of countries'),
    descriptors: list("what stands in front of a company's name"),
    premises: list('what an unknown name in front only locates'),
    page_furniture: phrases('phrases of pages, which say nothing of a story'),
    hangers: list('what stands behind a name and a hyphen'),
    employers: list('employers that a title gives no name'),
    headline_verbs: list('verbs that end a name in a capitalised headline'),
    headline_words: list('nouns and adjectives that begin no name in a capitalised headline'),
    lone_words: list('words that alone are no name in a capitalised headline'),
    name_nouns: list("nouns that companies' names go on with"),
    invests: list('verbs of investing'),
    contributes: list('verbs of paying a share'),
    leads_round: list('verbs of leading a round'),
    led_round: list('what is led of a company'),
    backs: list('verbs of backing'),
    bets: list('verbs of betting on somebody'),
    holders: list('whom a title puts several among'),
    agreements: list('nouns of a deal between two'),
    capacity: list('what a deal for capacity is about'),
    clouds: list('what a lab buys in a deal'),
    compute: list('what a lab runs on'),
    utilities: list('what names of power companies hold'),
    orders: list('nouns of an order'),
    gains: list('verbs of gaining a customer'),
    customers: list('nouns of who buys capacity'),
    lets: list('what who sells capacity signs'),
    supplies: list('verbs of supplying'),
    lands: list('verbs of winning a deal'),
    lends: list('verbs of lending'),
    borrows: list('what only a borrower does or sells'),
    extends: list('verbs of granting a loan'),
    loans: list('nouns of a loan'),
    guarantees: list('what stands in for another'),
    kept: list('what somebody holds of another'),
    picks: list('verbs of choosing a lender'),
    financings: list('what a lender is chosen for'),
    gets: list('verbs of receiving a grant'),
    awards: list('verbs of awarding'),
    takeovers: list('nouns of a purchase behind a sum'),
    sells: list('verbs of selling a company'),
    merges: list('verbs of merging'),
    for_shares: list('what says that a deal is for shares'),
    for_all: list('what says that a deal is for a company'),
    two_sided: list('what two strike or say together'),
    ventures: list('nouns of a venture that two pay for'),
    teams: list('what stands before "up with"'),
    led_by: list('participles of leading, before "by"'),
    leads: list('verbs of leading alone'),
    rounds: list('nouns of a round'),
    money: list('nouns of money'),
    given_of: list('nouns whose "of" leads to who pays'),
    pledged: list('what is pledged for a loan'),
    joins: list('verbs of taking part'),
    joined: list('what is taken part in'),
    investors: list('nouns of those who invest'),
    sells_stake: list('words of selling a stake'),
    given: list('what stands behind who gives it'),
    takes: list('what stands before who gives'),
    facilities: list('what "with" leads to a lender behind'),
    purchases: list('nouns of a purchase that is closed'),
    pledges: list('nouns of a promise of money'),
    acquisitions: list('what a summary calls a purchase'),
    backs_company: list('verbs of backing in a summary'),
    offers: list('nouns of an offer'),
    own_units: list('what is a part of somebody'),
    firms: list('whom a country is only the home of'),
    priced: list('what has its price in front'),
    pots: list('what a sum in front is put into'),
    staff: list('nouns of staff behind an employer'),
    headcount: list('what shrinks by a number or share of staff'),
    shrinking_teams: list('what of an employer shrinks by a number'),
    staff_parts: list('of what a percentage is no share of the staff'),
    declines: list('nouns of a decline, behind its percentage'),
    falls: list('verbs of shares and profits as well'),
    comes_to: list('verbs between layoffs and their number'),
    unfilled: list('what says that nobody is in a job'),
    speaks: list('what people do who are not those cut'),
    offers_exit: list('what an employer does with an exit that nobody need take'),
    announces: list('verbs of telling news'),
    jobless: list('what makes those who are left those cut'),
    waves: list('what layoffs are counted in'),
    kinds_of_cut: list('what stands between an employer and its layoffs'),
    partnerships: list('what an employer is with another'),
    makers: list('whose product a name is'),
    owners: list('who owns a unit'),
    somebody: list('who stands behind a product'),
    relations: list('who stands beside a maker'),
    exchanges: list('where shares are listed'),
  })
  .transform((lists) => camelKeys(lists) satisfies WordBook & { pageFurniture: readonly string[] })

type Camel<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name

type CamelKeys<T> = { [Name in keyof T & string as Camel<Name>]: T[Name] }

/** The file's names as code writes them. */
function camelKeys<T extends object>(lists: T): CamelKeys<T> {
  const entries = Object.entries(lists).map(([name, value]) => [
    name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
    value,
  ])
  return Object.fromEntries(entries) as CamelKeys<T>
}

interface ReadWords {
  book: WordBook | null
  /** As they are written, also where another list has a fault; null where they cannot be read. */
  publishers: readonly string[] | null
  /** Phrases of pages, in small letters. */
  pageFurniture: readonly string[]
  faults: Fault[]
}

export function readWords(dir: string): ReadWords {
  const { value, written, textsAt, faults, faultAt } = readYamlFile(dir, 'words.yaml', wordsShape)
  for (const name of Object.keys((written ?? {}) as object)) {
    const seen = new Set<string>()
    for (const { text, path } of textsAt(name, each)) {
      if (seen.has(text)) faults.push(faultAt(path, `${name}: "${text}" is given twice`))
      seen.add(text)
    }
  }
  const listed = textsAt('publishers', each).map(({ text }) => text)
  const publishers = listed.length > 0 ? listed : null
  if (!value) return { book: null, publishers, pageFurniture: [], faults }
  const { pageFurniture, ...book } = value
  return { book, publishers: book.publishers, pageFurniture, faults }
}
