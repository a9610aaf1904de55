import type { Overflow, PlainTextElement } from '@slack/types'
import type { EventCategory } from '../core/facts.ts'
import type { EventId } from '../core/ids.ts'
import { clicks, type MenuEntry } from './clicks.ts'
import { clamp } from './words.ts'

interface MenuEvent {
  id: EventId
  category: EventCategory
  /** Null where no company is named. */
  companyName: string | null
}

/** The menu beside each event of an alert. */
export function alertMenu({ id, category, companyName }: MenuEvent): Overflow {
  const option = (text: string, entry: MenuEntry) => ({
    text: plain(clamp(text, 75)),
    value: clicks.alert_menu.write({ entry, event: id }),
  })
  return {
    type: 'overflow',
    action_id: `alert_menu_${id}`,
    options: [
      option('Why this?', 'why'),
      option('Why not in another channel?', 'elsewhere'),
      ...(companyName === null ? [] : [option(`Mute ${clamp(companyName, 60)} here`, 'mute')]),
      option('Wrong, or told twice…', 'wrong'),
      option(dismissal[category], 'dismiss'),
    ],
  }
}

const dismissal: Readonly<Record<EventCategory, string>> = {
  layoff: 'This is not a layoff',
  ai_investment: 'This is no AI investment',
  other: 'This is nothing for us',
}

const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text, emoji: false })
