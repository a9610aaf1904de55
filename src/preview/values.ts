import type { Block } from './workspace.ts'

/** What people put into elements, in the form that payloads carry it. */

export type Element = { type: string; action_id: string } & Record<string, unknown>
export interface Option {
  text: { type: string; text: string }
  value: string
}
/** By block id, then by action id: `view.state.values`. */
export type Values = Record<string, Record<string, Record<string, unknown>>>

export interface Placed {
  block: Block
  element: Element
}

const STATEFUL = /_select$|picker$|_input$|^checkboxes$|^radio_buttons$/

/** Every element that a person can use, with the block it stands in. */
export function elementsOf(blocks: Block[]): Placed[] {
  return blocks.flatMap((block) => {
    if (Array.isArray(block.child_blocks)) return elementsOf(block.child_blocks as Block[])
    if (block.type === 'carousel') return elementsOf(block.elements as Block[])
    if (block.type === 'rich_text') return []
    return [block.elements, block.actions, block.accessory, block.element]
      .flat()
      .filter(
        (one): one is Element => typeof one === 'object' && one !== null && 'action_id' in one,
      )
      .map((element) => ({ block, element }))
  })
}

/** All that may be chosen, what is chosen from the beginning included. */
export function optionsOf(element: Element): Option[] {
  const groups = (element.option_groups ?? []) as { options: Option[] }[]
  const initial = [element.initial_option ?? [], element.initial_options ?? []] as Option[][]
  return [
    (element.options ?? []) as Option[],
    ...groups.map((group) => group.options),
    ...initial,
  ].flat()
}

/** What an element holds before anybody touched it. */
function initial(element: Element): Record<string, unknown> {
  const { type } = element
  const shown: Record<string, unknown> = {
    value: element.initial_value ?? null,
    selected_option: element.initial_option ?? null,
    selected_options: element.initial_options ?? [],
    selected_user: element.initial_user ?? null,
    selected_users: element.initial_users ?? [],
    selected_channel: element.initial_channel ?? null,
    selected_channels: element.initial_channels ?? [],
    selected_conversation: element.initial_conversation ?? null,
    selected_conversations: element.initial_conversations ?? [],
    selected_date: element.initial_date ?? null,
    selected_time: element.initial_time ?? null,
    selected_date_time: element.initial_date_time ?? null,
  }
  const field = fieldOf(type)
  return { type, [field]: shown[field] }
}

/** The field of a payload that carries what an element of this type holds. */
function fieldOf(type: string): string {
  if (type === 'checkboxes') return 'selected_options'
  if (type === 'overflow' || type === 'radio_buttons') return 'selected_option'
  if (type === 'datepicker') return 'selected_date'
  if (type === 'timepicker') return 'selected_time'
  if (type === 'datetimepicker') return 'selected_date_time'
  const select = /^(multi_)?(static|external|users|channels|conversations)_select$/.exec(type)
  if (!select) return 'value'
  const [, several, kind = ''] = select
  const noun = kind === 'static' || kind === 'external' ? 'option' : kind.replace(/s$/, '')
  return `selected_${noun}${several ? 's' : ''}`
}

/** What a person does to an element: a text, an option's value or words, an id, or several. */
export type Given = string | number | null | readonly string[]

/** The payload's fields for it; undefined where an option is named that is not there. */
export function heldBy(
  element: Element,
  given: Given,
  options: Option[],
): Record<string, unknown> | undefined {
  const { type } = element
  const field = fieldOf(type)
  if (type === 'feedback_buttons') {
    const button = element[`${String(given)}_button`] as { value: string } | undefined
    return button && { type, value: button.value }
  }
  if (!field.startsWith('selected_option')) return { type, [field]: given }
  const find = (wanted: unknown) =>
    options.find((option) => option.value === wanted || option.text.text === wanted)
  if (field === 'selected_option') {
    const option = given === null ? null : find(given)
    return option === undefined ? undefined : { type, [field]: option }
  }
  const found = [given].flat().map(find)
  return found.includes(undefined) ? undefined : { type, [field]: found }
}

/** The state of all inputs: what was put in, else what they began with. */
export function stateOf(blocks: Block[], entered: Values): Values {
  const state: Values = {}
  for (const { block, element } of elementsOf(blocks)) {
    if (!STATEFUL.test(element.type)) continue
    const inBlock = state[block.block_id] ?? {}
    state[block.block_id] = inBlock
    inBlock[element.action_id] = entered[block.block_id]?.[element.action_id] ?? initial(element)
  }
  return state
}

const isEmpty = (value: Record<string, unknown>): boolean =>
  Object.entries(value).every(
    ([key, held]) =>
      key === 'type' || held === null || held === '' || (Array.isArray(held) && held.length === 0),
  )

/** What Slack itself says under an input, before the app is asked. By block id. */
export function faultsBeforeSubmit(blocks: Block[], state: Values): Record<string, string> {
  const faults: Record<string, string> = {}
  for (const { block, element } of elementsOf(blocks)) {
    const value = state[block.block_id]?.[element.action_id]
    if (block.type !== 'input' || !value) continue
    const text = typeof value.value === 'string' ? value.value : ''
    const min = Number(element.min_length ?? 0)
    const max = Number(element.max_length ?? 3000)
    if (isEmpty(value) && block.optional !== true) {
      faults[block.block_id] = 'Please complete this required field.'
    } else if (text !== '' && text.length < min) {
      faults[block.block_id] = `Please enter at least ${min} characters.`
    } else if (text.length > max) {
      faults[block.block_id] = `Please enter no more than ${max} characters.`
    } else if (element.type === 'number_input' && text !== '' && !isNumber(text, element)) {
      faults[block.block_id] = 'Please enter a valid number.'
    } else if (element.type === 'url_text_input' && text !== '' && !URL.canParse(text)) {
      faults[block.block_id] = 'Please enter a valid URL.'
    }
  }
  return faults
}

function isNumber(text: string, element: Element): boolean {
  const value = Number(text)
  const whole = element.is_decimal_allowed === true || Number.isInteger(value)
  const min = Number(element.min_value ?? Number.NEGATIVE_INFINITY)
  const max = Number(element.max_value ?? Number.POSITIVE_INFINITY)
  return Number.isFinite(value) && whole && value >= min && value <= max
}
