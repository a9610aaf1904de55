import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** Tells a process to end, and gives what it tells as it does. */
export async function stop<T>(child: ChildProcess): Promise<T> {
  const told = once(child, 'message')
  const ended = once(child, 'exit')
  child.send('stop')
  const [last] = await told
  await ended
  return last
}
