import type { Explanation } from '../core/why/explain.ts'
import { noticeOf } from './notice.ts'
import type { Reply } from './reply.ts'
import { bold, bullets, code, link, type Piece, paragraph } from './rich.ts'
import { clamp, counted, escaped } from './words.ts'

interface Why {
  title: string
  link: string | null
  explanation: Explanation
  /** Further stories of the event, and why each joined. */
  joins?: readonly { source: string; joined: string; link: string | null }[]
}

/** The stages of a story, one after another, and what would let it through. */
export function whyReply({ title, link: url, explanation, joins = [] }: Why): Reply {
  const { steps, wayThrough } = explanation
  const through = wayThrough === null ? [] : [`To let it through: ${wayThrough}`]
  const told = joins
    .slice(0, 15)
    .map(({ source, joined, link: address }): Piece[] => [
      link(address, clamp(source, 80)),
      ` – ${clamp(joined, 300)}`,
    ])
  return {
    text: escaped(clamp([title, ...steps, ...through].join(' '), 2_900)),
    blocks: [
      paragraph(bold('About: '), link(url, clamp(title, 300))),
      bullets(steps.slice(0, 30).map((step) => [clamp(step, 500)])),
      ...(told.length > 0
        ? [paragraph(bold('Stories of this event, and why each joined:')), bullets(told)]
        : []),
      ...(wayThrough === null
        ? []
        : [paragraph(bold('To let it through: '), code(clamp(wayThrough, 500)))]),
    ],
  }
}

/** What other channels do with the same event. */
export function elsewhereReply(
  title: string,
  lines: readonly { channelId: string; words: readonly string[] }[],
): Reply {
  const about = [bold('About: '), clamp(title, 300)]
  if (lines.length === 0) {
    return noticeOf(
      [...about, '. There is no other channel that both you and the bot are in.'],
      `${title}: there is no other channel.`,
    )
  }
  return {
    text: escaped(
      clamp(`${title}: what ${counted(lines.length, 'other channel')} would do with it.`, 2_900),
    ),
    blocks: [
      paragraph(...about),
      bullets(
        lines.map(({ channelId, words }): Piece[] => [
          { type: 'channel', channel_id: channelId },
          ` ${clamp(words.join(' '), 600)}`,
        ]),
      ),
    ],
  }
}
