/**
 * `rules.yaml` as data, compiled, and asked about a story.
 *
 * Every list of a rule is a list of alternatives: one of `title` or `when` must match, in the title only or anywhere; one of
 * `and` must be there too, anywhere in the story; none of `not` may be. `notNear` and `notWithin` (`not_near`, `not_within` in the
 * file) make exceptions to what `title` and `when` match, as NOT NEAR and NOT WITHIN do in a pattern (see `pattern.ts`).
 *
 *     words:
 *       cut: cut | slash | axe | shed | eliminate
 *       jobs: job | role | position | staff
 *       negation: no | not | denies | rules out
 *     rules:
 *       - id: cuts-a-number-of-jobs
 *         category: layoff
 *         why: an employer is said to cut a number of jobs
 *         when: ['{cut} ...3 [number] ...3 {jobs}', 'lay off ... [number]']
 *         not_within: ['{negation} ...4 {cut} ...6 {jobs}', 'price cut']
 *       - id: no-layoffs
 *         category: layoff
 *         effect: hold
 *         why: the employer says that nobody goes
 *         title: ['no {layoffs}']
 */

import type { Category, Cause, InvestmentKind, Stance } from '../facts.ts'
import { contradictionIn } from '../pattern/contradiction.ts'
import { matchPattern } from '../pattern/match.ts'
import type { Found, StoryText } from '../pattern/matchable.ts'
import { choice } from '../pattern/node.ts'
import { parsePattern, parsePhrase, parseTerm } from '../pattern/parse.ts'
import type {
  Pattern,
  PatternFault,
  Phrase,
  RequiredTerm,
  Term,
  WordLists,
} from '../pattern/pattern.ts'
import { createPatternSet } from '../pattern/set.ts'
import { compileLists } from '../pattern/word-lists.ts'

/** Lists of words may name one another in braces; a name is letters, digits, spaces and hyphens. */
export interface RuleBook {
  words: Readonly<Record<string, readonly string[]>>
  rules: readonly Rule[]
}

export interface Rule {
  id: string
  category: Category
  /** For a reader of the verdict: what the story is taken to say. */
  why: string
  /** A rule that holds speaks against its category, a rule that tells only adds facts: neither is among the fired. */
  effect: 'fire' | 'hold' | 'tell'
  strength: 1 | 2 | 3
  /** Of a layoff that the rule fires for: it is told plainly, so that whoever the title names may be the employer. */
  plain: boolean
  /** What of a summary matches counts only in its first sentence, and then as much as in the title. */
  lead: boolean
  /** Of one that holds: what labelled stories taught does not outweigh it. */
  final: boolean
  title: readonly string[]
  when: readonly string[]
  and: readonly string[]
  not: readonly string[]
  notNear: readonly string[]
  notWithin: readonly string[]
  /** Of an investment that the rule fires for. */
  kind?: InvestmentKind | undefined
  /** Where the company and the investor stand, seen from the words that matched. */
  company?: Side | undefined
  investor?: Side | undefined
  /** What a rule that tells adds. `aiSide`: the words that matched are the AI side of a cut. */
  stance?: Stance | undefined
  cause?: Cause | undefined
  aiSide?: boolean | undefined
  /** Of a layoff: what came of the cut is the news, not the cut. */
  followUp?: boolean | undefined
}

type Side = 'before' | 'after'

/** A rule that spoke, and the words that made it. */
export interface Hit extends Found {
  rule: Rule
}

/** In the order of the rules; each rule once. */
export interface Hits {
  fired: readonly Hit[]
  /** Empty where nothing fired: there is nothing to add to. */
  told: readonly Hit[]
  /** Rules with `effect: hold` that matched, and rules that would have fired but for an exception: its words. */
  held: readonly Hit[]
}

export interface Rules {
  ids: readonly string[]
  judge(story: StoryText): Hits
}

/** What is wrong in a rule book. `path` leads to it from the top of the file, in the file's own names. */
interface RuleFault {
  path: readonly (string | number)[]
  message: string
}

export type CompiledRules =
  /** `lists`: the words of the book, by the names of their lists. */
  { kind: 'rules'; rules: Rules; lists: WordLists } | { kind: 'faults'; faults: RuleFault[] }

type Report = (path: readonly (string | number)[], message: string) => void

/** Compiles all rules, or names every fault. */
export function compileRules(book: RuleBook): CompiledRules {
  const faults: RuleFault[] = []
  const lists = compileLists(book.words, (path, message) => faults.push({ path, message }))
  const ids = new Set<string>()
  const tried = book.rules.flatMap((rule, index) => {
    const report: Report = (path, message) =>
      faults.push({ path: ['rules', index, ...path], message: `rule "${rule.id}": ${message}` })
    if (ids.has(rule.id)) report(['id'], 'the id is given twice; each rule needs its own')
    ids.add(rule.id)
    return compileRule(rule, lists, report).map((pattern) => ({ rule, pattern }))
  })
  if (faults.length > 0) return { kind: 'faults', faults }
  return { kind: 'rules', rules: { ids: [...ids], ...index(tried) }, lists }
}

interface Trial {
  rule: Rule
  pattern: Pattern
}

function index(trials: readonly Trial[]): Pick<Rules, 'judge'> {
  const set = createPatternSet(trials)
  return {
    judge(story) {
      const { candidates, story: located } = set.candidates(story)
      const judging = candidates.filter((trial) => !tells(trial))
      const hits = tryEach(judging, located)
      if (hits.fired.length === 0) return hits
      return { ...hits, told: tryEach(candidates.filter(tells), located).told }
    },
  }
}

function tells({ rule }: Trial): boolean {
  return rule.effect === 'tell'
}

/** One hit a rule: its first pattern that matches, else the first that an exception held back. */
function tryEach(trials: readonly Trial[], story: StoryText): Hits {
  const fired = new Map<Rule, Hit>()
  const held = new Map<Rule, Hit>()
  for (const { rule, pattern } of trials) {
    if (fired.has(rule)) continue
    const match = matchPattern(pattern, story)
    if (match.kind === 'held' && !held.has(rule)) held.set(rule, { rule, ...match.found })
    const [first] = match.kind === 'match' ? match.found : []
    if (first) fired.set(rule, { rule, ...first })
  }
  const spoke = [...fired.values()]
  const against = [...held.values()].filter(
    ({ rule }) => rule.effect === 'fire' && !fired.has(rule),
  )
  return {
    fired: spoke.filter(({ rule }) => rule.effect === 'fire'),
    told: spoke.filter(({ rule }) => rule.effect === 'tell'),
    held: [...spoke.filter(({ rule }) => rule.effect === 'hold'), ...against],
  }
}

/** The patterns of a rule, each with all that the rule asks beside. */
function compileRule(rule: Rule, lists: WordLists, report: Report): Pattern[] {
  if (rule.title.length + rule.when.length === 0) {
    report([], 'it has neither "title" nor "when", so it can never match')
  }
  const read = <T extends object>(
    key: string,
    texts: readonly string[],
    parse: (text: string, lists: WordLists) => T | PatternFault,
  ): T[] =>
    readAll(
      texts,
      (text) => parse(text, lists),
      (at, message) => report([key, at], message),
    )

  const and = read('and', rule.and, parsePhrase)
  const beside: Beside = {
    required: and.length === 0 ? [] : [anyOf(and)],
    excluded: read('not', rule.not, parseTerm),
    notNear: read('not_near', rule.notNear, parsePhrase),
    notWithin: read('not_within', rule.notWithin, parsePhrase),
  }
  const inTitle = read('title', rule.title, parsePattern)
  const anywhere = read('when', rule.when, parsePattern)
  const patterns = [
    ...inTitle.map((pattern, at) => ({ path: ['title', at], pattern: titled(pattern) })),
    ...anywhere.map((pattern, at) => ({ path: ['when', at], pattern })),
  ]
  return patterns.map(({ path, pattern }) => {
    const whole = joined(pattern, beside)
    const contradiction = contradictionIn(whole)
    if (contradiction) report(path, contradiction)
    return whole
  })
}

function readAll<T extends object>(
  texts: readonly string[],
  parse: (text: string) => T | PatternFault,
  report: (at: number, message: string) => void,
): T[] {
  return texts.flatMap((text, at) => {
    const read = parse(text)
    if (!isFault(read)) return [read]
    report(at, `${read.message} (at ${read.at + 1} of "${text}")`)
    return []
  })
}

function isFault(read: object): read is PatternFault {
  return 'kind' in read && read.kind === 'fault'
}

interface Beside {
  required: readonly RequiredTerm[]
  excluded: readonly Term[]
  notNear: readonly Phrase[]
  notWithin: readonly Phrase[]
}

function joined(pattern: Pattern, { required, excluded, notNear, notWithin }: Beside): Pattern {
  const [main, ...rest] = pattern.required.map((term, at) =>
    at > 0
      ? term
      : {
          ...term,
          notNear: [...term.notNear, ...notNear],
          notWithin: [...term.notWithin, ...notWithin],
        },
  )
  return {
    ...pattern,
    required: [...(main ? [main] : []), ...rest, ...required],
    excluded: [...pattern.excluded, ...excluded],
  }
}

function titled(pattern: Pattern): Pattern {
  return { ...pattern, required: pattern.required.map((term) => ({ ...term, titleOnly: true })) }
}

function anyOf(phrases: readonly Phrase[]): RequiredTerm {
  return {
    text: phrases.map(({ text }) => text).join(' | '),
    node: choice(phrases.map(({ node }) => node)),
    titleOnly: false,
    notNear: [],
    notWithin: [],
  }
}
