import { matchableOf, type StoryText } from '../../src/core/pattern/matchable.ts'
import type { Slot, Span } from '../../src/core/pattern/pattern.ts'
import { tokenize } from '../../src/core/text/text.ts'

/** A story for patterns. Slots are written in the text: "Acme cuts [number 1,200] jobs". */
export function storyOf(title: string, summary = ''): StoryText {
  return { title: slotted(title), summary: slotted(summary) }
}

/** The text of a story with its slots' marks taken out. */
export function plainText(marked: string): string {
  return marked.replace(slotMark, (_, _slot: string, words: string) => words)
}

const slotMark = /\[(number|percent|money|company) ([^\]]*)\]/g

function slotted(marked: string) {
  const spans: Span[] = []
  let text = ''
  let end = 0
  for (const mark of marked.matchAll(slotMark)) {
    text += marked.slice(end, mark.index)
    const from = tokenize(text).length
    text += mark[2]
    spans.push({ slot: mark[1] as Slot, from, to: tokenize(text).length })
    end = mark.index + mark[0].length
  }
  text += marked.slice(end)
  return matchableOf(tokenize(text), spans)
}
