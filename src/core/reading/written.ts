import type { Company } from '../facts.ts'
import { type Stretch, stretchAt } from '../text/sentences.ts'
import type { Token } from '../text/text.ts'
import type { Casing } from './casing.ts'
import type { Directory } from './company.ts'
import { functionWords } from './function-words.ts'
import type { IsIn, Lexicon } from './lexicon.ts'
import type { Mention } from './mention.ts'

/** A company named in a text, with how it stands there. */
export interface Named extends Stretch {
  company: Company
  known: boolean
  /** Begins with a first name ("Eddie Bauer"): a person, unless what is told makes it a company and nobody else is named. */
  personal: boolean
  /**
   * Stands in front of another name, or of a person, that the sentence is about: "Nvidia-backed X", "former Google engineer's start-up X",
   * "OpenAI rival X".
   */
  modifier: boolean
  /** Right after "startup", "maker", "giant". */
  described: boolean
  /** The word that leads to it, "the" apart: the "at" of "at the Acme office". Empty where it begins its clause. */
  lead: string
  /** Follows a preposition, or one that does by "and": "after Amazon and Meta, IBM …". Not the subject then. */
  governed: boolean
}

/** What a name is before it is known how it stands. */
export type Bare = Pick<Named, 'company' | 'known' | 'start' | 'end'>

/** A text whose names are to be read. */
export interface Written {
  text: string
  tokens: readonly Token[]
  /** The known companies, in order. */
  mentions: readonly Mention[]
  titled: boolean
  directory: Directory
  lexicon: Lexicon
  /** How the rest of the story writes its words; asked for where a capital leaves a name open. */
  casing: () => Casing
  isIn: IsIn
}

/** Whether a headline's word at `at` is a verb, which is in no name; "SlashNext" is none. */
export function isVerb(written: Pick<Written, 'tokens' | 'lexicon' | 'isIn'>, at: number): boolean {
  const { tokens, lexicon } = written
  const token = tokens[at]
  if (!token) return false
  return lexicon.headlineVerbs.has(token.text) || (written.isIn('verbs', at) && !isMixed(token.raw))
}

function isMixed(raw: string): boolean {
  return /\p{Ll}\p{Lu}/u.test(raw)
}

/** The "ai" of "Interface.ai" and "Run:ai". */
export function isGlued({ tokens }: Pick<Written, 'tokens'>, at: number): boolean {
  const token = tokens[at]
  if (token?.before !== '.' && token?.before !== ':') return false
  return token.start === (tokens[at - 1]?.end ?? 0) + 1
}

/** Whether a word with a capital follows at `at`, with nothing but a space before it, that may go on with a name. */
export function mayFollow({ tokens, mentions, lexicon }: Written, at: number): boolean {
  const next = tokens[at]
  if (next?.kind !== 'word' || next.pause !== 'none' || !next.capital) return false
  if (/[-"']/.test(next.before) || stretchAt(mentions, at)?.start === at) return false
  return !(functionWords.has(next.text) || lexicon.roles.has(next.text))
}
