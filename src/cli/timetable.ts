import cron, { type Logger, type ScheduledTask } from 'node-cron'
import type { Log } from '../ports.ts'
import { supervise } from '../supervise.ts'

/** What runs by the clock. */
export interface Timetable {
  /** Runs the task whenever the cron expression says so, though it be under way still. A fault is logged under its name. */
  add(name: string, expression: string, task: () => Promise<unknown>): void
  /** Starts nothing more. */
  close(): Promise<void>
}

/** So soon after the clock was set back, what runs by it runs again. */
const watchMs = 5000

export function openTimetable(log: Log): Timetable {
  const tasks: ScheduledTask[] = []
  const logger = cronLogger(log)
  let seenAt = Date.now()
  // node-cron waits for the instant that it planned, which a clock that was set back reaches much later.
  const planAgain = async () => {
    const now = Date.now()
    const isSetBack = now < seenAt
    seenAt = now
    if (!isSetBack) return
    for (const task of tasks) {
      await task.stop()
      await task.start()
    }
  }
  const watch = setInterval(() => void supervise('timetable', planAgain, log), watchMs).unref()
  return {
    add(name, expression, task) {
      tasks.push(cron.schedule(expression, () => supervise(name, task, log), { name, logger }))
    },
    async close() {
      clearInterval(watch)
      for (const task of tasks) await task.destroy()
    },
  }
}

function cronLogger(log: Log): Logger {
  const from = 'cron'
  const failed = (message: string | Error, err?: Error) =>
    message instanceof Error
      ? log.error({ from, err: message }, 'cron failed')
      : log.error({ from, err }, message)
  return {
    debug: () => {},
    info: (message) => log.info({ from }, message),
    warn: (message) => log.warn({ from }, message),
    error: failed,
  }
}
