/**
 * What can be pressed, by the name that Slack sends back, and how the value of each is written and read. A message outlives the
 * version that sent it: what an older version wrote reads as null, and the person is told so.
 */

import type { Button } from '@slack/types'
import type { Watch } from '../core/channel/settings.ts'
import { readWatch, writeWatch } from '../core/channel/watch-json.ts'
import type { ChannelId, EventId } from '../core/ids.ts'
import { limits } from './limits.ts'
import { plain } from './rich.ts'

export interface Codec<Value> {
  write(value: Value): string
  /** Null for what `write` never wrote. */
  read(text: string): Value | null
}

/** Rows of what is known of a company, or of several. */
export interface Page {
  question: string
  from: number
}

/** What can be asked and said of an event that a message tells. Slack takes five entries at the most. */
export type MenuEntry = 'why' | 'elsewhere' | 'mute' | 'wrong' | 'dismiss'

/** A value that stands for nothing more than the click. */
type Bare = ''

/** A type and its value are a pair. */
interface Values {
  company_more: Page
  company_meant: Page
  company_share: Page
  /** The question, as it was typed. */
  company_csv: string
  /** The key of a company that is known, else its name, with or without a "~" before it. */
  company_watch: string
  trends_share: string
  alert_menu: { entry: MenuEntry; event: EventId }
  /** Numbers of corrections. */
  correction_undo: readonly number[]
  correction_general: readonly number[]
  /** The watch that is narrowed, and by which words. */
  exclusion_accept: { id: string; words: string }
  home_settings: ChannelId
  /** The address of a feed: tried, and added if it can be read. */
  feed_try: string
  /** The address of a feed that could not be read, and is added all the same. */
  feed_keep: string
  watch_open: Bare
  /** The watch with another company in it. */
  watch_meant: Watch
  watch_edit: Watch
  watch_save: Watch
  watch_drop: Bare
  watch_undo: Bare
  form_row: { entry: 'edit' | 'remove'; id: string }
  form_new: Bare
  form_again: Bare
  form_back: Bare
  form_ways: Bare
  form_pause: Bare
  form_resume: Bare
  form_undo: Bare
}

export type ClickId = keyof Values
export type ClickValue<Id extends ClickId> = Values[Id]

const bare: Codec<Bare> = { write: () => '', read: () => '' }
const words: Codec<string> = { write: (text) => text, read: (text) => (text === '' ? null : text) }
const channel: Codec<ChannelId> = {
  write: (id) => id,
  read: (text) => (/^[CDG][A-Z0-9]+$/.test(text) ? (text as ChannelId) : null),
}
const watch: Codec<Watch> = { write: writeWatch, read: readWatch }
const page = record<Page>(
  ({ question, from }) => typeof question === 'string' && Number.isSafeInteger(from),
)
const numbers: Codec<readonly number[]> = {
  write: (ids) => ids.join(','),
  read: (text) => (/^\d{1,15}(,\d{1,15})*$/.test(text) ? text.split(',').map(Number) : null),
}

export const clicks: { readonly [Id in ClickId]: Codec<Values[Id]> } = {
  company_more: page,
  company_meant: page,
  company_share: page,
  company_csv: words,
  company_watch: words,
  trends_share: { write: (question) => `?${question}`, read: readQuestion },
  alert_menu: {
    write: ({ entry, event }) => `${entry}:${event}`,
    read(text) {
      const [, entry, id] = /^(why|elsewhere|mute|wrong|dismiss):(\d{1,15})$/.exec(text) ?? []
      return entry ? { entry: entry as MenuEntry, event: Number(id) as EventId } : null
    },
  },
  correction_undo: numbers,
  correction_general: numbers,
  exclusion_accept: record<{ id: string; words: string }>(
    (given) => typeof given.id === 'string' && typeof given.words === 'string',
  ),
  home_settings: channel,
  feed_try: words,
  feed_keep: words,
  watch_open: bare,
  watch_meant: watch,
  watch_edit: watch,
  watch_save: watch,
  watch_drop: bare,
  watch_undo: bare,
  form_row: {
    write: ({ entry, id }) => `${entry}:${id}`,
    read(text) {
      const [, entry, id = ''] = /^(edit|remove):([\w.-]+)$/.exec(text) ?? []
      return entry ? { entry: entry as 'edit' | 'remove', id } : null
    },
  },
  form_new: bare,
  form_again: bare,
  form_back: bare,
  form_ways: bare,
  form_pause: bare,
  form_resume: bare,
  form_undo: bare,
}

/** Opens a link; nobody waits for the click. */
export const linkId = 'alert_read'

export function isClick(id: string): id is ClickId {
  return Object.hasOwn(clicks, id)
}

/** A button of a message or a form. Several of one kind are told apart by their `index`. */
export function button<Id extends ClickId>(
  text: string,
  id: Id,
  ...[value, index]: Values[Id] extends Bare ? [] : [value: Values[Id], index?: number]
): Button {
  const written = value === undefined ? '' : clicks[id].write(value)
  return {
    type: 'button',
    text: plain(text, limits.buttonText),
    action_id: index === undefined ? id : `${id}_${index}`,
    // Slack refuses an empty one.
    ...(written !== '' && { value: written }),
  }
}

/** A question may be empty, and Slack takes no empty value; older versions wrote it bare. */
function readQuestion(text: string): string {
  return text.startsWith('?') ? text.slice(1) : text
}

/** JSON of an object that has what `isWhole` asks for. */
export function record<Value extends object>(
  isWhole: (given: { [Part in keyof Value]?: unknown }) => boolean,
): Codec<Value> {
  return {
    write: (value) => JSON.stringify(value),
    read(text) {
      try {
        const given: unknown = JSON.parse(text)
        return typeof given === 'object' && given !== null && isWhole(given)
          ? (given as Value)
          : null
      } catch {
        return null
      }
    },
  }
}
