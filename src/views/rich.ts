/**
 * The one way of words into a block: rich text, whose text elements can neither mention nor format anything. Whatever feeds and
 * people wrote goes through here, or into plain_text.
 */

import type {
  HeaderBlock,
  PlainTextElement,
  RichTextBlock,
  RichTextElement,
  RichTextSection,
} from '@slack/types'
import { dateText } from '../core/text/local-time.ts'
import { limits } from './limits.ts'
import { clamp, harmless } from './words.ts'

export type Piece = string | RichTextElement

export const bold = (text: string): RichTextElement => ({
  type: 'text',
  text,
  style: { bold: true },
})

export const italic = (text: string): RichTextElement => ({
  type: 'text',
  text,
  style: { italic: true },
})

export const code = (text: string): RichTextElement => ({
  type: 'text',
  text,
  style: { code: true },
})

/** Words of our own, with what stands between backticks as code. */
export const coded = (ours: string): Piece[] =>
  ours.split('`').map((part, index) => (index % 2 === 1 ? code(part) : part))

/** Text that Slack would take as too long a link, or that is no web address, stays text. */
export function link(url: string | null, text: string): Piece {
  const isWeb = url !== null && url.length <= limits.richLink && /^https?:\/\//.test(url)
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
    fallback: `${dateText(at)}, UTC`,
  }
}

/** Pieces as plain text has them: a day in UTC. */
export const wordsOf = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : saidBy(piece))).join('')

function saidBy(piece: RichTextElement): string {
  if (piece.type === 'date') return piece.fallback ?? ''
  return 'text' in piece ? (piece.text ?? '') : ''
}

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10)

function line(...pieces: readonly Piece[]): RichTextSection {
  const elements = pieces.map(element).filter((each) => !('text' in each) || each.text !== '')
  return {
    type: 'rich_text_section',
    elements: elements.length > 0 ? elements : [{ type: 'text', text: nothing }],
  }
}

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
  text: plain(text, limits.header),
})

/** Slack takes no empty text. */
const nothing = '–'

/** Text in which nothing is read but its characters. */
export const plain = (text: string, most: number): PlainTextElement => ({
  type: 'plain_text',
  text: clamp(harmless(text).trim(), most) || nothing,
  emoji: false,
})

function element(piece: Piece): RichTextElement {
  if (typeof piece === 'string')
    return { type: 'text', text: clamp(harmless(piece), limits.richText) }
  return 'text' in piece && piece.text !== undefined
    ? { ...piece, text: clamp(harmless(piece.text), limits.richText) }
    : piece
}
