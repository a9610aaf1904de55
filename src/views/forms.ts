/** Each form, by the name that Slack sends back, and what it is about: kept in the form, as `clicks.ts` keeps the values of buttons. */

import type { Watch } from '../core/channel/settings.ts'
import type { EventCategory } from '../core/facts.ts'
import type { ChannelId, EventId } from '../core/ids.ts'
import { type Codec, record } from './clicks.ts'

/** A channel's settings. */
export interface SettingsAbout {
  channel: ChannelId
  /** The id of the watch that is being changed; null for a new one. */
  was?: string | null
  /** The watch as entered. */
  watch?: Watch
}

/** What of an event is wrong. */
export interface CorrectionAbout {
  channel: ChannelId
  event: EventId
  category: EventCategory
}

interface Abouts {
  watch_form: SettingsAbout
  watch_trial: SettingsAbout
  ways_form: SettingsAbout
  correction_form: CorrectionAbout
}

export type FormId = keyof Abouts
export type FormAbout<Id extends FormId> = Abouts[Id]

export const settingsAbout = record<SettingsAbout>(
  ({ channel, was = null }) =>
    typeof channel === 'string' && (was === null || typeof was === 'string'),
)
const correctionAbout = record<CorrectionAbout>(
  ({ channel, event, category }) =>
    typeof channel === 'string' &&
    Number.isSafeInteger(event) &&
    (category === 'layoff' || category === 'ai_investment' || category === 'other'),
)

export const forms: { readonly [Id in FormId]: Codec<Abouts[Id]> } = {
  watch_form: settingsAbout,
  watch_trial: settingsAbout,
  ways_form: settingsAbout,
  correction_form: correctionAbout,
}

export function isForm(id: string): id is FormId {
  return Object.hasOwn(forms, id)
}

/** The channel that any of the forms is about; null where it says none. */
export function channelOf(about: string): ChannelId | null {
  const anyForm = record<{ channel: ChannelId }>(({ channel }) => typeof channel === 'string')
  return anyForm.read(about)?.channel ?? null
}
