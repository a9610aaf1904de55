/** The fields of forms. */

import type { InputBlock, PlainTextElement, PlainTextInput } from '@slack/types'
import type { ChoiceWords } from './choice-words.ts'
import { clamp } from './words.ts'

type Element = InputBlock['element']

export const plain = (text: string): PlainTextElement => ({
  type: 'plain_text',
  text,
  emoji: false,
})

/** A field that may stay empty. `block` names it, where it is read and where a fault of it is shown. */
export function input(block: string, label: string, element: Element, hint?: string): InputBlock {
  return {
    type: 'input',
    block_id: block,
    label: plain(label),
    element: { ...element, action_id: block },
    optional: true,
    ...(hint && { hint: plain(hint) }),
  }
}

export const choiceInput = (
  block: string,
  { label, hint, options }: ChoiceWords<string>,
  chosen: string,
): InputBlock => input(block, label, choose(Object.entries(options), chosen), hint)

/** A field to type in. */
export const typed = (
  value: string,
  field: Omit<PlainTextInput, 'type' | 'initial_value'>,
): Element => ({
  type: 'plain_text_input',
  ...field,
  ...(value !== '' && { initial_value: value }),
})

/** One of a few. */
export function choose(options: readonly (readonly [string, string])[], chosen: string): Element {
  const all = optionsOf(options)
  const initial_option = all.find(({ value }) => value === chosen)
  return { type: 'static_select', options: all, ...(initial_option && { initial_option }) }
}

/** Any of a few. */
export function tick(
  options: readonly (readonly [string, string])[],
  ticked: readonly string[],
): Element {
  const all = optionsOf(options)
  const initial_options = all.filter(({ value }) => ticked.includes(value))
  return {
    type: 'checkboxes',
    options: all,
    ...(initial_options.length > 0 && { initial_options }),
  }
}

export const time = (value: string | null): Element => ({
  type: 'timepicker',
  ...(value && { initial_time: value }),
})

const optionsOf = (options: readonly (readonly [string, string])[]) =>
  options.map(([value, words]) => ({ text: plain(clamp(words, 75)), value }))
