import { type Anchor, anchorsOf, createAnchorFile } from './anchor.ts'
import { matchPattern } from './match.ts'
import type { StoryText } from './matchable.ts'
import { parsePattern } from './parse.ts'
import type { Pattern, PatternFault } from './pattern.ts'
import { createPhraseTree } from './phrase-tree.ts'
import { type PlainPhrase, plainPhrases } from './plain-phrases.ts'

/**
 * What people watch, in all channels: any number of patterns, asked about a story all at once. Plain phrases go into one tree of
 * words; the rest is filed under a word that it needs. Adding and removing touch one pattern.
 */
export interface Keywords {
  /** Distinct texts. */
  readonly size: number
  /** Watches `text` once more, or says why it is no pattern. */
  add(text: string): PatternFault | null
  /** Watches it once less; a text that was added twice stays. */
  remove(text: string): void
  /** The texts, as they were added, whose pattern the story matches. */
  match(story: StoryText): Set<string>
}

interface Watched {
  id: number
  times: number
}

export function createKeywords(): Keywords {
  const watched = new Map<string, Watched>()
  const texts = new Map<number, string>()
  const tree = createPhraseTree()
  const file = createAnchorFile()
  const general = new Map<number, { pattern: Pattern; anchor: Anchor }>()
  let nextId = 0

  function place(id: number, pattern: Pattern): void {
    const phrases = plainPhrases(pattern)
    if (phrases) {
      for (const phrase of phrases) tree.add(phrase, id)
      return
    }
    const anchor = leastCrowded(pattern)
    general.set(id, { pattern, anchor })
    file.add(id, anchor)
  }

  function leastCrowded(pattern: Pattern): Anchor {
    const [first = [], ...others] = anchorsOf(pattern)
    return others.reduce(
      (best, anchor) => (file.crowd(anchor) < file.crowd(best) ? anchor : best),
      first,
    )
  }

  function displace(id: number, text: string): void {
    const filed = general.get(id)
    if (filed) file.remove(id, filed.anchor)
    general.delete(id)
    if (!filed) for (const phrase of phrasesOf(text)) tree.remove(phrase, id)
  }

  return {
    get size() {
      return watched.size
    },

    add(text) {
      const known = watched.get(text)
      if (known) {
        known.times++
        return null
      }
      const pattern = parsePattern(text)
      if (pattern.kind === 'fault') return pattern
      const id = nextId++
      watched.set(text, { id, times: 1 })
      texts.set(id, text)
      place(id, pattern)
      return null
    },

    remove(text) {
      const known = watched.get(text)
      if (!known || --known.times > 0) return
      displace(known.id, text)
      watched.delete(text)
      texts.delete(known.id)
    },

    match(story) {
      const found = new Set<string>()
      tree.find(story, (id) => found.add(texts.get(id) ?? ''))
      for (const id of file.candidates(story)) {
        const filed = general.get(id)
        if (filed && matchPattern(filed.pattern, story).kind === 'match') {
          found.add(texts.get(id) ?? '')
        }
      }
      return found
    },
  }
}

function phrasesOf(text: string): readonly PlainPhrase[] {
  const pattern = parsePattern(text)
  return pattern.kind === 'fault' ? [] : (plainPhrases(pattern) ?? [])
}
