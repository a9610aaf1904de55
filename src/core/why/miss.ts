import { matchPattern } from '../pattern/match.ts'
import { quote } from '../pattern/matchable.ts'
import { parsePattern } from '../pattern/parse.ts'
import type { Reading } from '../reading/read-story.ts'

/** Why a pattern does not match a story: what is missing first, or what rules it out. Null where it does match. */
export function missOf(text: string, story: Reading): string | null {
  const pattern = parsePattern(text)
  if (pattern.kind === 'fault') return `it is no pattern: ${pattern.message}`
  const match = matchPattern(pattern, story)
  switch (match.kind) {
    case 'match':
      return null
    case 'miss': {
      const term = pattern.required.find((one) => one.text === match.term)
      return `"${match.term}" is not in the ${term?.titleOnly ? 'title' : 'story'}`
    }
    case 'held': {
      const prose = story[match.found.field]
      const words = `"${quote(prose.text, prose, match.found)}" in the ${match.found.field}`
      return `${words} ${by[match.by]}`
    }
  }
}

const by = {
  not: 'rules it out',
  near: 'stands near the words',
  within: 'is an exception that holds the words',
} as const
