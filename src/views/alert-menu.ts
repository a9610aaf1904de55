import type { Overflow, PlainTextElement } from '@slack/types'
import type { EventCategory } from '../core/facts.ts'
import type { EventId } from '../core/ids.ts'
import { clamp } from './words.ts'

/** What can be asked and said of an event that a message tells. Slack takes five entries at the most. */
export type MenuEntry = 'why' | 'elsewhere' | 'mute' | 'wrong' | 'dismiss'

interface MenuEvent {
  id: EventId
  category: EventCategory
  /** Null where no company is named. */
  companyName: string | null
}

const alertMenuId = 'alert_menu'

/** The menu beside each event of an alert. */
export function alertMenu({ id, category, companyName }: MenuEvent): Overflow {
  const option = (text: string, entry: MenuEntry) => ({
    text: plain(clamp(text, 75)),
    value: `${entry}:${id}`,
  })
  return {
    type: 'overflow',
    action_id: `${alertMenuId}_${id}`,
    options: [
      option('Why this?', 'why'),
      option('Why not in another channel?', 'elsewhere'),
      ...(companyName === null ? [] : [option(`Mute ${clamp(companyName, 60)} here`, 'mute')]),
      option('Wrong company or number…', 'wrong'),
      option(dismissal[category], 'dismiss'),
    ],
  }
}

/** The entry that was chosen, and its event; null for a value that is none of ours. */
export function chosenEntry(value: string): { entry: MenuEntry; event: EventId } | null {
  const [, entry, id] = /^(why|elsewhere|mute|wrong|dismiss):(\d{1,15})$/.exec(value) ?? []
  return entry ? { entry: entry as MenuEntry, event: Number(id) as EventId } : null
}

const dismissal: Readonly<Record<EventCategory, string>> = {
  layoff: 'This is not a layoff',
  ai_investment: 'This is no AI investment',
  other: 'This is nothing for us',
}

const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text, emoji: false })
