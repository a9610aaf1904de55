import { setTimeout as pause } from 'node:timers/promises'
import type { Timer } from '../ports.ts'

export const timer: Timer = {
  passed: () => performance.now(),
  async wait(ms, signal) {
    if (ms > 0) await pause(ms, undefined, { signal }).catch(() => {})
  },
}
