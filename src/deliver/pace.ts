import type { Place } from '../core/delivery/delivery.ts'
import { openThrottle } from '../core/delivery/throttle.ts'
import type { DeliveryId, TeamId } from '../core/ids.ts'
import type { Lease, Timer } from '../ports.ts'

type Method = 'post' | 'update' | 'look'

/** When the next call to a workspace may be made, and which channels rest. */
export interface Pace {
  /** To be told under which lease a step is made: what another process has sent lately is not known here. */
  begin(lease: Lease, teamId: TeamId): void
  /** Books a call, and says how many ms it has to wait. */
  book(method: Method, teamId: TeamId): number
  /** Likewise for what comes back at the time booked for it: by then it has to wait no more. */
  bookOnce(method: Method, teamId: TeamId, id: DeliveryId): number
  /** How many messages may be posted in a workspace at once. */
  room(teamId: TeamId): number
  postLimited(place: Place, retryAfterMs: number): void
  lookLimited(teamId: TeamId, retryAfterMs: number): void
  rest(place: Place, ms: number): void
  /** Nothing is posted in the workspace for so long from now, whatever was said before. */
  restTeam(teamId: TeamId, ms: number): void
  isResting(place: Place): boolean
}

export function openPace({ passed }: Timer): Pace {
  const throttle = openThrottle()
  const restsUntil = new Map<string, number>()
  const rests = (key: string) => (restsUntil.get(key) ?? 0) > passed()
  const booked = new Set<DeliveryId>()
  const book = (method: Method, teamId: TeamId): number => {
    const now = passed()
    return Math.ceil(throttle.book(method, teamId, now) - now)
  }
  const numbers = new Map<string, number>()
  return {
    begin({ name, number }, teamId) {
      const before = numbers.get(name)
      numbers.set(name, number)
      if (number > 1 && before !== number) throttle.takeOver(teamId, passed())
    },
    book,
    bookOnce(method, teamId, id) {
      if (booked.delete(id)) return 0
      const waitMs = book(method, teamId)
      if (waitMs > 0) booked.add(id)
      return waitMs
    },
    room: (teamId) => (rests(teamId) ? 0 : throttle.room('post', teamId, passed())),
    postLimited: ({ teamId, channelId }, retryAfterMs) =>
      throttle.postLimited(teamId, channelId, retryAfterMs, passed()),
    lookLimited: (teamId, retryAfterMs) => throttle.lookLimited(teamId, retryAfterMs, passed()),
    rest(place, ms) {
      restsUntil.set(keyOf(place), passed() + ms)
    },
    restTeam(teamId, ms) {
      restsUntil.set(teamId, passed() + ms)
    },
    isResting: (place) => rests(keyOf(place)),
  }
}

export const keyOf = ({ teamId, channelId }: Place): string => `${teamId} ${channelId}`
