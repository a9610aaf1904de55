import { describe, expect, test } from 'vitest'
import type { EventChange, ThreadLine } from '../../../src/core/delivery/delivery.ts'
import { gather } from '../../../src/core/delivery/digest.ts'
import type { EventId, StoryId } from '../../../src/core/ids.ts'

const [acme, bolt] = [1, 2] as EventId[] as [EventId, EventId]
const confirmed: EventChange = { kind: 'material', changes: [{ kind: 'confirmed' }] }
const denied: EventChange = { kind: 'material', changes: [{ kind: 'denied' }] }
const line = (eventId: EventId, change: EventChange): ThreadLine => ({
  eventId,
  storyId: 7 as StoryId,
  change,
})

describe('a digest takes in', () => {
  test('what happened', () => {
    expect(gather([acme, bolt], [])).toEqual({ events: [acme, bolt], body: null })
  })

  test('what changed of the events that were told before, in its order', () => {
    const changes = [line(bolt, confirmed), line(bolt, denied)]
    expect(gather([acme], changes)).toEqual({
      events: [acme, bolt],
      body: { kind: 'digest', changes },
    })
  })

  test('an event that a standing message took in, as one that happened', () => {
    expect(gather([], [line(acme, { kind: 'new' })])).toEqual({ events: [acme], body: null })
  })

  test('no change of what is new in it: that shows as it stands', () => {
    const told = [line(acme, { kind: 'new' }), line(acme, confirmed)]
    expect(gather([], told)).toEqual({ events: [acme], body: null })
  })

  test('nothing where there was only one more story', () => {
    expect(gather([], [line(acme, { kind: 'joined' })])).toBeNull()
  })
})
