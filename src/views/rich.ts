/**
 * The one way of words into a block: rich text, whose text elements can neither mention nor format anything. Whatever feeds and
 * people wrote goes through here, or into plain_text.
 */

import type {
  Button,
  HeaderBlock,
  RichTextBlock,
  RichTextElement,
  RichTextSection,
} from '@slack/types'
import { clamp } from './words.ts'

export type Piece = string | RichTextElement

export const bold = (text: string): RichTextElement => ({
  type: 'text',
  text,
  style: { bold: true },
})

export const code = (text: string): RichTextElement => ({
  type: 'text',
  text,
  style: { code: true },
})

/** Text that Slack would take as too long a link, or that is no web address, stays text. */
export function link(url: string | null, text: string): Piece {
  const isWeb = url !== null && url.length <= 1_000 && /^https?:\/\//.test(url)
  return isWeb ? { type: 'link', url, text } : text
}

/** A day in the reader's zone and language. */
export function day(at: number): RichTextElement {
  return {
    type: 'date',
    timestamp: Math.floor(at / 1000),
    format: '{date_short}',
    fallback: isoDay(at),
  }
}

/** A moment in the reader's zone: "today at 9:00". */
export function moment(at: number): RichTextElement {
  return {
    type: 'date',
    timestamp: Math.floor(at / 1000),
    format: '{date_short_pretty} at {time}',
    fallback: `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  }
}

export const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10)

export const line = (...pieces: readonly Piece[]): RichTextSection => ({
  type: 'rich_text_section',
  elements: pieces.filter((piece) => piece !== '').map(element),
})

export const paragraph = (...pieces: readonly Piece[]): RichTextBlock => ({
  type: 'rich_text',
  elements: [line(...pieces)],
})

export const bullets = (lines: readonly (readonly Piece[])[]): RichTextBlock => ({
  type: 'rich_text',
  elements: [
    { type: 'rich_text_list', style: 'bullet', elements: lines.map((pieces) => line(...pieces)) },
  ],
})

export const header = (text: string): HeaderBlock => ({
  type: 'header',
  text: { type: 'plain_text', text: clamp(text, 150), emoji: false },
})

/** `value` of at most 2,000 characters comes back with the click. */
export const button = (text: string, actionId: string, value: string): Button => ({
  type: 'button',
  text: { type: 'plain_text', text: clamp(text, 75), emoji: false },
  action_id: actionId,
  value,
})

const element = (piece: Piece): RichTextElement =>
  typeof piece === 'string' ? { type: 'text', text: clamp(piece, 2_900) } : piece
