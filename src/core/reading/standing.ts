/** How a name stands in its sentence. */

import type { Token } from '../text/text.ts'
import type { Bare, Written } from './written.ts'

/** The word that leads to the name at `start`, "the" apart; empty where the name begins its clause. */
export function leadOf({ tokens }: Written, start: number): string {
  if (tokens[start]?.pause !== 'none') return ''
  const before = tokens[start - 1]?.text ?? ''
  return before === 'the' ? (tokens[start - 2]?.text ?? '') : before
}

const governing = new Set(
  (
    'in at on with from against to for of over after despite following by into as than before between among like ' +
    'surpassing surpasses overtaking overtakes eclipsing eclipses beating beats topping tops passing outpacing'
  ).split(' '),
)

/** "After Amazon and Meta, IBM …", "surpassing OpenAI": what follows a preposition or a comparison is not the subject. */
export function isGoverning(lead: string): boolean {
  return governing.has(lead)
}

/** Whether it stands right after "startup", "maker", "giant". */
export function standsDescribed({ tokens, lexicon }: Written, start: number): boolean {
  if (tokens[start]?.pause !== 'none') return false
  return lexicon.descriptors.has(tokens[start - 1]?.text ?? '')
}

/** After "Macy's" these show that the 's is the name's own. */
const owned = new Set('to will is has plans cuts lays says axes slashes closes sheds'.split(' '))

/** Whether the name that ends at `end` has its 's from itself: "Macy's cuts", not "Acme's jobs". */
export function ownsPossessive(tokens: readonly Token[], end: number): boolean {
  return owned.has(tokens[end]?.text ?? '')
}

const formers = new Set(['former', 'ex', 'onetime', 'formerly', 'founded', 'founders'])

/** Whether it stands in front of another name, or of a person, that the sentence is about. */
export function modifies({ tokens, lexicon }: Written, { start, end, known }: Bare): boolean {
  const next = tokens[end]
  if (tokens[start]?.pause === 'none' && formers.has(tokens[start - 1]?.text ?? '')) return true
  if (next?.pause !== 'none') return false
  if (next.before === '-' && lexicon.hangers.has(next.text)) return true
  if (lexicon.people.has(next.text)) return true
  if (lexicon.roles.has(next.text) && next.possessive) return true
  return !known && lexicon.premises.has(next.text)
}
