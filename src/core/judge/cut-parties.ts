/** Whose the cut is by where they stand beside the words that tell it. */

import { placeAfter, subjectBefore } from '../reading/party.ts'
import type { Prose } from '../reading/prose.ts'
import type { Reading } from '../reading/read-story.ts'
import type { Named } from '../reading/written.ts'
import type { Hit } from './rules.ts'
import { isCutVerb } from './staff-words.ts'

/** In the order of preference: what the hits lead to, subjects before places. */
export function cutParties(reading: Reading, hits: readonly Hit[], field: Hit['field']): Named[] {
  const prose = reading[field]
  const own = hits.filter((hit) => hit.field === field)
  const subjects = own.flatMap((hit) => subjectOf(prose, hit) ?? [])
  const places = own.flatMap((hit) => placeAfter(prose, hit.from) ?? [])
  return [...subjects, ...places]
}

/** Before the words that matched, else within them. */
function subjectOf(prose: Prose, { from, to }: Hit): Named | null {
  const agent = agentAt(prose, to)
  if (agent) return agent
  const owner = ownerOfLayoffs(prose, from) ?? ownerOfStaff(prose, from, to)
  if (owner) return parentActing(prose, owner) ?? owner
  const before = subjectBefore(prose, from)
  if (before && !before.personal) return before
  return subjectBefore(prose, to) ?? before
}

/** "Laid off by Acme", "laid off by its owner Acme". */
function agentAt({ names, tokens }: Prose, to: number): Named | null {
  const by = tokens[to]?.text === 'by' ? to : to - 1
  if (tokens[by]?.text !== 'by') return null
  return names.find(({ start, personal }) => start > by && start <= by + 3 && !personal) ?? null
}

/** "A strike over Xbox mass layoffs": whose they are stands right before them. */
function ownerOfLayoffs(prose: Prose, at: number): Named | null {
  if (!prose.isIn('layoffs', at) || isCutVerb(prose, at)) return null
  const isBefore = (name: Named) =>
    isSure(prose, name) &&
    name.end <= at &&
    prose.tokens.slice(name.end, at).every(({ text }) => prose.lexicon.kindsOfCut.has(text))
  return prose.names.findLast(isBefore) ?? null
}

/** "Globex plans Acme layoffs": who cuts at its own unit. */
function parentActing({ names, tokens }: Prose, unit: Named): Named | null {
  const { parent } = unit.company
  const isActing = ({ company, start, end }: Named) =>
    company.key === parent && start === 0 && !tokens[end - 1]?.possessive
  return names.find(isActing) ?? null
}

/** "Globex cuts Acme staff": those of Acme; "cuts 50 Acme staff" may be of Globex. */
function ownerOfStaff(prose: Prose, from: number, to: number): Named | null {
  const { names, tokens, lexicon } = prose
  const isOwner = (name: Named) =>
    isSure(prose, name) &&
    name.start > from &&
    name.start <= to + 1 &&
    lexicon.staff.has(tokens[name.end]?.text ?? '') &&
    tokens[name.start - 1]?.kind !== 'number' &&
    tokens[name.start - 1]?.text !== 'and'
  return names.find(isOwner) ?? null
}

/** In headline capitals an unknown name may be any word. */
function isSure({ titled }: Prose, { known, modifier, personal }: Named): boolean {
  return !modifier && !personal && (known || !titled)
}
