import { stemOf } from '../text/plural.ts'
import type { Token } from '../text/text.ts'
import { fields, type StoryText } from './matchable.ts'
import type { PlainPhrase, PlainWord } from './plain-phrases.ts'

/** Any number of plain phrases, looked for all at once: the time depends on the story, hardly on their number. */
export interface PhraseTree {
  add(phrase: PlainPhrase, id: number): void
  remove(phrase: PlainPhrase, id: number): void
  /** Tells the ids of the phrases that a story has, some of them more than once. */
  find(story: StoryText, tell: (id: number) => void): void
}

/** What may follow, by the next word's spelling or stem; and the ids of the phrases that end here. */
interface Branch {
  exact: Map<string, Branch> | null
  stem: Map<string, Branch> | null
  ids: number[] | null
}

export function createPhraseTree(): PhraseTree {
  const root = newBranch()
  return {
    add(phrase, id) {
      let branch = root
      for (const word of phrase) branch = grow(branch, word)
      if (branch.ids) branch.ids.push(id)
      else branch.ids = [id]
    },
    remove(phrase, id) {
      cut(root, phrase, 0, id)
    },
    find(story, tell) {
      for (const field of fields) {
        const { tokens } = story[field]
        for (let at = 0; at < tokens.length; at++) follow(root, tokens, at, tell)
      }
    },
  }
}

function newBranch(): Branch {
  return { exact: null, stem: null, ids: null }
}

function grow(branch: Branch, { as, text }: PlainWord): Branch {
  const next = branch[as] ?? new Map<string, Branch>()
  branch[as] = next
  const known = next.get(text)
  if (known) return known
  const grown = newBranch()
  next.set(text, grown)
  return grown
}

/** Takes an id off the end of a phrase, and then what nothing hangs on any more. */
function cut(branch: Branch, phrase: PlainPhrase, depth: number, id: number): void {
  const word = phrase[depth]
  if (!word) {
    const rest = branch.ids?.filter((each) => each !== id) ?? []
    branch.ids = rest.length > 0 ? rest : null
    return
  }
  const next = branch[word.as]
  const child = next?.get(word.text)
  if (!next || !child) return
  cut(child, phrase, depth + 1, id)
  if (child.ids || child.exact || child.stem) return
  next.delete(word.text)
  if (next.size === 0) branch[word.as] = null
}

type Tell = (id: number) => void

function follow(branch: Branch, tokens: readonly Token[], at: number, tell: Tell): void {
  const token = tokens[at]
  if (!token) return
  arrive(branch.exact?.get(token.text), tokens, at + 1, tell)
  arrive(branch.stem?.get(token.stem), tokens, at + 1, tell)
  if (token.joined === null) return
  arrive(branch.exact?.get(token.joined), tokens, at + 2, tell)
  arrive(branch.stem?.get(stemOf(token.joined)), tokens, at + 2, tell)
}

function arrive(
  branch: Branch | undefined,
  tokens: readonly Token[],
  at: number,
  tell: Tell,
): void {
  if (!branch) return
  if (branch.ids) for (const id of branch.ids) tell(id)
  if (!branch.exact && !branch.stem) return
  const pause = tokens[at]?.pause
  if (pause === 'none' || pause === 'comma') follow(branch, tokens, at, tell)
}
