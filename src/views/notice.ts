import type { Button } from '@slack/types'
import type { Reply } from './reply.ts'
import { coded, type Piece, paragraph, wordsOf } from './rich.ts'
import { clamp, escaped } from './words.ts'

/** A few words, and what can be pressed after them. */
export function notice(text: string, ...buttons: readonly Button[]): Reply {
  return noticeOf([text], text, ...buttons)
}

/** As `notice`, for words of our own with commands between backticks. */
export function noticeWithCommands(ours: string): Reply {
  const pieces = coded(ours)
  return noticeOf(pieces, wordsOf(pieces))
}

/** As `notice`, for words that are more than plain: `text` says the same plainly. */
export function noticeOf(
  pieces: readonly Piece[],
  text: string,
  ...buttons: readonly Button[]
): Reply {
  return {
    text: escaped(clamp(text, 2_900)),
    blocks: [
      paragraph(...pieces),
      ...(buttons.length > 0 ? [{ type: 'actions' as const, elements: [...buttons] }] : []),
    ],
  }
}
