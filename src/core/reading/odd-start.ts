/** Names that begin with a word which as a rule begins none: "Our.com", "AM Optics", "Aim Robotics". */

import { words } from '../text/words.ts'
import { functionWords, initials } from './function-words.ts'
import { standsDescribed } from './standing.ts'
import { isGlued, isVerb, mayFollow, type Written } from './written.ts'

/** Whether such a name begins at `at`. */
export function beginsOddly(written: Written, at: number): boolean {
  const token = written.tokens[at]
  if (!token?.capital) return false
  if (isDotted(written, at) || isLoneKind(written, at)) return true
  if (functionWords.has(token.text)) return isExplained(written, at) || isCapitalInside(written, at)
  if (!isVerb(written, at) && !written.lexicon.headlineWords.has(token.text)) return false
  return isShouted(written, at) || isObject(written, at) || isVerbNamed(written, at)
}

/** "Maker Lantern halts": what describes a company only behind what it makes or does, and opens a text. */
function isLoneKind(written: Written, at: number): boolean {
  const { text = '', pause = 'none' } = written.tokens[at] ?? {}
  return (
    kinds.has(text) && pause !== 'none' && mayFollow(written, at + 1) && isVerb(written, at + 2)
  )
}

const kinds = words('maker builder giant titan pioneer major')

/** "Acquires Continue": where a capital tells a name. */
function isObject(written: Written, at: number): boolean {
  return !written.titled && written.tokens[at]?.pause === 'none' && isDeal(written, at - 1)
}

function isVerbNamed(written: Written, at: number): boolean {
  if (!isVerb(written, at)) return false
  return isBought(written, at) || isSubject(written, at) || isFinanced(written, at)
}

/** "June, which builds robots": what opens a text. */
function isExplained({ tokens }: Written, at: number): boolean {
  const next = tokens[at + 1]
  return at === 0 && next?.pause === 'comma' && (next.text === 'which' || next.text === 'whose')
}

const domains = words('com ai io co dev')

/** "Our.com", "USD.AI", "A.Lantern". */
function isDotted(written: Written, at: number): boolean {
  const [token, next] = [written.tokens[at], written.tokens[at + 1]]
  if (!token || !next || !isGlued(written, at + 1)) return false
  return domains.has(next.text) || (next.capital && token.raw.length === 1)
}

/** "HUB Optics Secures": a word of every day that is written in capitals alone. */
function isShouted(written: Written, at: number): boolean {
  const [token, next] = [written.tokens[at], written.tokens[at + 1]]
  if (!written.titled || !mayFollow(written, at + 1)) return false
  return /^\p{Lu}{3,}$/u.test(token?.raw ?? '') && next?.raw !== next?.raw.toUpperCase()
}

/** "Backed by AM Optics", "its AI Lantern", "Dublin-based A Robotics": a small word with a capital that its sentence does not give it. */
function isCapitalInside(written: Written, at: number): boolean {
  const { tokens, titled, lexicon } = written
  const [token, next] = [tokens[at], tokens[at + 1]]
  if (titled || at === 0 || token?.pause !== 'none' || /["']/.test(token.before)) return false
  if (token.text === 'the' || token.text === 'an' || !mayFollow(written, at + 1)) return false
  if (token.text === 'ai') return !isOfTheTrade(written, at + 1)
  return !initials.has(token.text) && lexicon.nameNouns.has(next?.text ?? '')
}

/** "AI Startup", "AI Security", "AI CPU": what goes with "AI" in any text. */
function isOfTheTrade({ tokens, lexicon }: Written, at: number): boolean {
  const { text = '', raw = '' } = tokens[at] ?? {}
  if (raw === raw.toUpperCase() || lexicon.places.has(text)) return true
  return lexicon.headlineWords.has(text) || lexicon.descriptors.has(text)
}

/** "Acquires Aim Robotics", "AI firm Aim Robotics": a verb where none can stand, in front of what goes on with a name. */
function isBought(written: Written, at: number): boolean {
  const { tokens, lexicon } = written
  const [verb, next] = [tokens[at], tokens[at + 1]]
  if (verb?.pause !== 'none' || /(?:s|ed|ing)$/.test(verb.text)) return false
  if (!mayFollow(written, at + 1) || !lexicon.nameNouns.has(next?.text ?? '')) return false
  return completing.has(tokens[at - 1]?.text ?? '') || isDeal(written, at - 1) || isOne(written, at)
}

const completing = words('finalizes finalises completes closes')

const isDeal = ({ isIn }: Written, at: number): boolean => isIn('acquire', at) || isIn('buy', at)

/** Behind "firm", "startup"; behind many of them a verb may stand. */
function isOne(written: Written, at: number): boolean {
  return standsDescribed(written, at) && !written.tokens[at - 1]?.text.endsWith('s')
}

/** "Reach Optics raises", "Double Optics lays off": what opens a text, goes on with a capital and then does something. */
function isSubject(written: Written, at: number): boolean {
  const { tokens, titled, lexicon } = written
  if (at > 0 && tokens[at]?.pause === 'none') return false
  const [next, verb] = [tokens[at + 1], tokens[at + 2]]
  if (!mayFollow(written, at + 1) || isVerb(written, at + 1)) return false
  if (titled && !lexicon.nameNouns.has(next?.text ?? '')) return false
  return verb?.pause === 'none' && verb.text.endsWith('s') && isVerb(written, at + 2)
}

/** "Leap Secures $3M": what opens a text before a verb and its sum. */
function isFinanced(written: Written, at: number): boolean {
  const { tokens } = written
  const [token, verb, sum] = [tokens[at], tokens[at + 1], tokens[at + 2]]
  if ((at > 0 && token?.pause === 'none') || verb?.pause !== 'none') return false
  return isVerb(written, at + 1) && verb.text.endsWith('s') && /^\p{Sc}/u.test(sum?.raw ?? '')
}
