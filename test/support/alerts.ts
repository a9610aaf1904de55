import { WebClient } from '@slack/web-api'
import type { EventCategory } from '../../src/core/facts.ts'
import type { EventId } from '../../src/core/ids.ts'
import type { Message } from '../../src/preview/workspace.ts'
import { alertMenu } from '../../src/views/alert-menu.ts'
import type { Bot } from './bot.ts'

/** A message of the bot that tells the event, as deliver posts it. */
export async function post(
  { slack }: Bot,
  id: number,
  category: EventCategory,
  companyName = 'Amazon',
): Promise<Message> {
  const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl })
  const menu = alertMenu({ id: id as EventId, category, companyName })
  await client.chat.postMessage({
    channel: slack.channel('layoffs').id,
    text: 'An alert',
    blocks: [{ type: 'section', text: { type: 'plain_text', text: 'An alert' }, accessory: menu }],
  })
  const message = slack.posted('layoffs').at(-1)
  if (!message) throw new Error('test: nothing was posted')
  return message
}

export async function choose({ slack }: Bot, message: Message, id: number, entry: string) {
  return slack.click(message, `alert_menu_${id}`, { user: 'ada', value: `${entry}:${id}` })
}

export const ask = async ({ slack }: Bot, line: string) =>
  slack.answer(await slack.command(line, { channel: 'layoffs', user: 'ada' }))
