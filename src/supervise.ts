import type { Log } from './ports.ts'

/**
 * Runs what nobody waits for: a fault is logged under the task's name and goes no further. Whatever runs unasked runs in here, so that
 * a fault that passes does not end the process.
 */
export async function supervise(
  name: string,
  task: () => Promise<unknown>,
  log: Log,
): Promise<void> {
  try {
    await task()
  } catch (error) {
    log.error({ task: name, err: error }, 'task failed')
  }
}
