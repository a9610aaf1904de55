/**
 * The pattern language of `rules.yaml` and of the keywords that people watch. It reads like words:
 *
 *     layoff                     a word in lower case, its plural or singular too ("layoffs", "lay-offs")
 *     job cuts                   a phrase: the words in this order, no sentence, dash or bracket between them
 *     OpenAI   "fires"           a word with a capital, or in quotes, stands exactly so (capitals in the story do not matter)
 *     restructur*                any ending
 *     cut | slash | axe          alternatives, also in brackets: (cut | slash) jobs
 *     (tech)? jobs               may be absent
 *     cut ... jobs               up to five words between, within one sentence; `...2` up to two
 *     [number] [bare number] [percent] [money] [company] [name]
 *     {cut verbs}                a list of words that the rules share
 *     title: layoffs             in the title only
 *     layoffs AND Amazon         both, anywhere in the story
 *     layoffs NOT rumour         no such words anywhere in the story
 *     job cuts NOT NEAR denies   no such words in the same sentence within eight words of it
 *     cuts NOT WITHIN rate cuts  not where it is a part of such a phrase, or overlaps it
 *
 * AND, NOT, NOT NEAR and NOT WITHIN bind last; the exceptions NEAR and WITHIN belong to the required words before them.
 * A pattern that no story can match is a fault.
 */

/** An "ai company" is a known company of the sector "ai", or one whose name ends so; a "name" is any company's, known or not. */
export type Slot =
  | 'number'
  | 'bare number'
  | 'percent'
  | 'money'
  | 'company'
  | 'ai company'
  | 'name'

/** What stands in a text between two token positions (`to` excluded), found by whoever reads facts. */
export interface Span {
  slot: Slot
  from: number
  to: number
}

/** One word of the story out of several: spelled exactly so, of the same stem, or with any ending. */
export interface Words {
  kind: 'words'
  exact: ReadonlySet<string>
  stems: ReadonlySet<string>
  endings: readonly string[]
  /** Tells it from the other sets of words of a set of patterns, once it belongs to one. */
  number?: number
}

/** A pattern's words, as a tree without loops: a match is no longer than the tree allows. */
export type Node =
  | Words
  | { kind: 'slot'; slot: Slot }
  /** Any words, none to `most`, in one sentence. Only inside a sequence. */
  | { kind: 'gap'; most: number }
  | { kind: 'sequence'; parts: readonly Node[] }
  | { kind: 'choice'; options: readonly Node[] }
  | { kind: 'optional'; part: Node }

/** Words to look for, and how the pattern wrote them. */
export interface Phrase {
  text: string
  node: Node
}

export interface Term extends Phrase {
  titleOnly: boolean
}

export interface RequiredTerm extends Term {
  notNear: readonly Phrase[]
  notWithin: readonly Phrase[]
}

/** All of `required` and none of `excluded`. The first required term is what the pattern is about. */
export interface Pattern {
  kind: 'pattern'
  text: string
  required: readonly RequiredTerm[]
  excluded: readonly Term[]
}

/** Why a text is no pattern, and what would be right. `at` is an offset in it. */
export interface PatternFault {
  kind: 'fault'
  at: number
  message: string
}

/** Lists of words that patterns may name in braces. */
export type WordLists = ReadonlyMap<string, Node>
