import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Done, Given, WireChannel, WireUser } from './wire.ts'

/** Where blocks stand, for the elements in them: what was entered, and how to tell the app. */
export interface Surface {
  /** Makes ids of the page unique. */
  key: string
  values: Record<string, Given>
  set(blockId: string, actionId: string, value: Given): void
  send(blockId: string, actionId: string, value: Given): Promise<Done>
  suggest(actionId: string, query: string): Promise<Option[]>
  /** Under inputs, by block id. */
  errors: Record<string, string>
  users: WireUser[]
  channels: WireChannel[]
}

export interface Option {
  text: string
  value: string
  description?: string
  url?: string
}

export const SurfaceContext = createContext<Surface | undefined>(undefined)

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext)
  if (!surface) throw new Error('preview: an element outside of a surface')
  return surface
}

export const keyOf = (blockId: string, actionId: string): string => `${blockId} ${actionId}`

export interface TextObject {
  type: 'plain_text' | 'mrkdwn' | 'raw_text' | 'raw_number'
  text: string
}

export interface Element {
  type: string
  action_id: string
  [field: string]: unknown
}

interface WireOption {
  text: { type: string; text: string }
  value: string
  description?: { text: string }
  url?: string
}

const optionOf = (option: WireOption): Option => ({
  text: option.text.text,
  value: option.value,
  ...(option.description && { description: option.description.text }),
  ...(option.url !== undefined && { url: option.url }),
})

export interface Group {
  label: string
  options: Option[]
}

/** All that may be chosen; what is not grouped is a group without a name. */
export function groupsOf(element: Element, { users, channels }: Surface): Group[] {
  if (/users_select$/.test(element.type)) {
    return [{ label: '', options: users.map((user) => ({ text: user.realName, value: user.id })) }]
  }
  if (/(channels|conversations)_select$/.test(element.type)) {
    const onlyPublic = /channels/.test(element.type)
    const open = channels.filter(
      (one) => !one.archived && (onlyPublic ? one.kind === 'public' : one.kind !== 'im'),
    )
    return [{ label: '', options: open.map((one) => ({ text: `#${one.name}`, value: one.id })) }]
  }
  const groups = element.option_groups as { label: { text: string }; options: WireOption[] }[]
  if (groups)
    return groups.map((one) => ({ label: one.label.text, options: one.options.map(optionOf) }))
  return [{ label: '', options: ((element.options ?? []) as WireOption[]).map(optionOf) }]
}

const valueIn = (option: unknown): string | null =>
  (option as { value?: string } | undefined)?.value ?? null

/** What an element holds before it is touched. */
export function initialOf(element: Element): Given {
  const several = element.initial_options as { value: string }[] | undefined
  if (several) return several.map((one) => one.value)
  return (
    valueIn(element.initial_option) ??
    ((element.initial_value ??
      element.initial_user ??
      element.initial_users ??
      element.initial_channel ??
      element.initial_channels ??
      element.initial_conversation ??
      element.initial_conversations ??
      element.initial_date ??
      element.initial_time ??
      element.initial_date_time ??
      null) as Given)
  )
}
