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
  const plain = createPhraseTree()
  const general = createGeneral()
  let nextId = 0
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
      const phrases = plainPhrases(pattern)
      if (phrases === null) general.add(id, pattern)
      else for (const phrase of phrases) plain.add(phrase, id)
      return null
    },

    remove(text) {
      const known = watched.get(text)
      if (!known || --known.times > 0) return
      general.remove(known.id)
      for (const phrase of phrasesOf(text)) plain.remove(phrase, known.id)
      watched.delete(text)
      texts.delete(known.id)
    },

    match(story) {
      const found = new Set<string>()
      const note = (id: number) => found.add(texts.get(id) ?? '')
      plain.find(story, note)
      general.find(story, note)
      return found
    },
  }
}

/** Patterns that are more than phrases, each filed under a word that it needs. */
function createGeneral() {
  const file = createAnchorFile()
  const filed = new Map<number, { pattern: Pattern; anchor: Anchor }>()

  function leastCrowded(pattern: Pattern): Anchor {
    const [first = [], ...others] = anchorsOf(pattern)
    return others.reduce(
      (best, anchor) => (file.crowd(anchor) < file.crowd(best) ? anchor : best),
      first,
    )
  }

  return {
    add(id: number, pattern: Pattern): void {
      const anchor = leastCrowded(pattern)
      filed.set(id, { pattern, anchor })
      file.add(id, anchor)
    },
    /** Nothing where there is none of that id. */
    remove(id: number): void {
      const one = filed.get(id)
      if (one) file.remove(id, one.anchor)
      filed.delete(id)
    },
    find(story: StoryText, note: (id: number) => void): void {
      for (const id of file.candidates(story)) {
        const one = filed.get(id)
        if (one && matchPattern(one.pattern, story).kind === 'match') note(id)
      }
    },
  }
}

function phrasesOf(text: string): readonly PlainPhrase[] {
  const pattern = parsePattern(text)
  return pattern.kind === 'fault' ? [] : (plainPhrases(pattern) ?? [])
}
