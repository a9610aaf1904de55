import type { BlockElementAction, ViewStateValue } from '@slack/bolt'
import type { Form } from '../desk/ports.ts'

/** What a form holds, by block id: each of our blocks has one field. */
export function entered(
  values: Readonly<Record<string, Readonly<Record<string, ViewStateValue>>>>,
): Form['values'] {
  return Object.fromEntries(
    Object.entries(values).map(([block, fields]) => {
      const [field] = Object.values(fields)
      return [block, field ? entry(field) : null]
    }),
  )
}

function entry(field: ViewStateValue): string | readonly string[] | null {
  if (field.selected_options) return field.selected_options.map(({ value }) => value)
  if (field.selected_conversations) return field.selected_conversations
  return (
    field.value ??
    field.selected_option?.value ??
    field.selected_time ??
    field.selected_date ??
    field.selected_conversation ??
    null
  )
}

/** The value of the button that was pressed, or of the option that was chosen. */
export function chosen(action: BlockElementAction): string {
  if ('selected_option' in action) return action.selected_option?.value ?? ''
  if ('value' in action) return action.value ?? ''
  return ''
}
