import { type Element, initialOf, keyOf, type TextObject, useSurface } from './surface.ts'
import type { Given } from './wire.ts'

export interface ElementProps {
  blockId: string
  element: Element
  /** In an input block: its label names the element, and the app hears only on dispatch. */
  input?: { id: string; describedBy: string | undefined; dispatch: boolean; optional: boolean }
}

/** What the element holds, and what a change of it does. */
export function useElement({ blockId, element, input }: ElementProps) {
  const surface = useSurface()
  const key = keyOf(blockId, element.action_id)
  const value = key in surface.values ? (surface.values[key] ?? null) : initialOf(element)
  const put = (next: Given) => surface.set(blockId, element.action_id, next)
  const send = (next: Given) => surface.send(blockId, element.action_id, next)
  const change = (next: Given) => {
    put(next)
    if (!input || input.dispatch) send(next)
  }
  return { surface, value, put, send, change }
}

export const textOf = (value: unknown): string => (value as TextObject | undefined)?.text ?? ''

/** A name for those who hear the page: an input's label does it, else its own words. */
export const named = ({ element, input }: ElementProps) =>
  input
    ? { id: input.id, 'aria-describedby': input.describedBy }
    : { 'aria-label': textOf(element.placeholder) || 'Choose' }
