import type { Content } from '../core/shown.ts'
import type { Reply } from './reply.ts'

/** A message as Slack takes it; null where nothing is left to tell. */
export function layOut(content: Content, now: number): Reply | null {
  const text = content.events.map(({ stories }) => stories[0]?.title ?? '').join('; ')
  return text === '' || now < 0 ? null : { text, blocks: [] }
}
