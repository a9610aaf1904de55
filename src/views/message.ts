import type { Content } from '../core/delivery/shown.ts'
import type { ToUsd } from '../core/history/rates.ts'
import { alertView } from './alert.ts'
import type { Reply } from './reply.ts'
import { paragraph } from './rich.ts'
import { burstView, digestView } from './summary.ts'
import { threadLineView } from './thread-line.ts'
import { topLevel } from './words.ts'

/** What the configuration knows that a message needs. */
interface Knowledge {
  /** Phrases of pages, which say nothing of a story. */
  furniture: readonly string[]
  toUsd: ToUsd
}

/** A message as Slack takes it; null where nothing is left to tell. */
export function messageView(
  content: Content,
  now: number,
  { furniture, toUsd }: Knowledge,
): Reply | null {
  if (content.kind === 'note') return noteView(content)
  if (content.events.length === 0) return null
  switch (content.kind) {
    case 'alert':
      return alertView(content, now, furniture)
    case 'burst':
      return burstView(content)
    case 'digest':
      return digestView(content, toUsd)
    case 'thread':
      return threadLineView(content)
    default:
      return content.kind satisfies never
  }
}

function noteView({ note }: Content): Reply | null {
  return note === null ? null : { text: topLevel(note), blocks: [paragraph(note)] }
}
