/** One document as two parsers read it. What the first says stands, so that no item changes its identity; the second fills its gaps. */

import type { Draft, Sheet } from './draft.ts'

/** Whether the second might know more. */
export function isLacking({ drafts }: Sheet, entries: number): boolean {
  return drafts.length < entries || drafts.some(lacks)
}

function lacks({ link, title, dates }: Draft): boolean {
  return link === null || title === null || dates.length === 0
}

export function both(first: Sheet, second: Sheet): Sheet {
  const isInStep = first.drafts.length === second.drafts.length
  const match = isInStep ? (_: Draft, at: number) => second.drafts[at] : finder(second.drafts)
  const used = new Set<Draft>()
  const drafts = first.drafts.map((draft, at) => {
    const twin = match(draft, at)
    if (twin) used.add(twin)
    return twin ? fill(draft, twin) : draft
  })
  const more = isInStep ? [] : second.drafts.filter((draft) => !used.has(draft))
  return {
    ...first,
    title: first.title ?? second.title,
    site: first.site ?? second.site,
    drafts: [...drafts, ...more],
  }
}

function fill(draft: Draft, twin: Draft): Draft {
  return {
    guid: draft.guid ?? twin.guid,
    link: draft.link ?? twin.link,
    bases: draft.bases,
    title: draft.title ?? twin.title,
    summaries: draft.summaries.length === 0 ? twin.summaries : draft.summaries,
    dates: draft.dates.length === 0 ? twin.dates : draft.dates,
    publisher: draft.publisher ?? twin.publisher,
  }
}

/** By guid, else by link, else by title; each is found once. */
function finder(drafts: readonly Draft[]): (draft: Draft) => Draft | undefined {
  const known = new Map<string, Draft[]>()
  for (const draft of drafts.toReversed()) {
    for (const name of namesOf(draft)) {
      const same = known.get(name)
      if (same) same.push(draft)
      else known.set(name, [draft])
    }
  }
  const used = new Set<Draft>()
  return (draft) => {
    for (const name of namesOf(draft)) {
      const same = known.get(name) ?? []
      let twin = same.pop()
      while (twin && used.has(twin)) twin = same.pop()
      if (!twin) continue
      used.add(twin)
      return twin
    }
    return undefined
  }
}

function namesOf({ guid, link, title }: Draft): string[] {
  const texts = { guid, link, title: title?.text ?? null }
  return Object.entries(texts).flatMap(([kind, text]) => (text === null ? [] : `${kind} ${text}`))
}
