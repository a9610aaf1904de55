/** Slack sends what was not acknowledged in time again, an event for an hour at the most. */
const remembered = 1000

/**
 * Tells whether Slack sent this before, among the last so many: an event by its id, what a person did by its trigger. A memory
 * for each kind, so that a burst of clicks does not push out the events.
 */
export function openRepeats(): (id: string) => boolean {
  const known = new Set<string>()
  return (id) => {
    if (known.has(id)) return true
    known.add(id)
    const [oldest] = known
    if (known.size > remembered && oldest !== undefined) known.delete(oldest)
    return false
  }
}
