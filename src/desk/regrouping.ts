import type { EventId, StoryId } from '../core/ids.ts'
import { correctedReply } from '../views/correction.ts'
import { notice } from '../views/notice.ts'
import type { Reply } from '../views/reply.ts'
import type { Corrections, EventTold } from './ports.ts'
import type { Here } from './tuning.ts'

/** Joins and parts hold for the workspace alone; a word on each that was asked for. */
export async function regroup(
  corrections: Corrections,
  { teamId, userId, now: at }: Here,
  { id: event, stories }: EventTold,
  { same, apart }: { same: EventId | null; apart: readonly StoryId[] },
): Promise<Reply[]> {
  const made = { event, userId, at }
  const title = stories[0]?.story.title ?? ''
  const replies: Reply[] = []
  if (apart.length > 0) {
    const id = await corrections.partStories(teamId, { ...made, stories: apart })
    const because = 'Not parted: at least one story must stay, and one must go.'
    const parted = { kind: 'parted', stories: apart, as: event } as const
    replies.push(id === null ? notice(because) : correctedReply(title, [parted], [id], false))
  }
  if (same !== null) {
    const id = await corrections.joinEvents(teamId, { ...made, into: same })
    const because = 'Not joined: the two are one already, or one of them is gone.'
    const joined = { kind: 'joined', into: same } as const
    replies.push(id === null ? notice(because) : correctedReply(title, [joined], [id], false))
  }
  return replies
}
