import type { Clock, Timer } from '../../src/ports.ts'

/** Time in which work takes none: it goes on only where everybody waits for it, and then at once to the first who has waited enough. */
export interface SimulatedTime {
  clock: Clock
  timer: Timer
  /** The same, and time stands still while any of it is under way. Whatever else is waited for, time does not heed. */
  working<Port extends object>(port: Port): Port
}

/** @param passes told before time goes on, of the ms that have passed until now and until then */
export function openSimulatedTime(
  startsAt: number,
  passes: (from: number, to: number) => void = () => {},
): SimulatedTime {
  let passed = 0
  let underWay = 0
  const sleepers = new Map<number, Set<() => void>>()
  const goOn = () => {
    if (underWay > 0 || sleepers.size === 0) return
    const until = Math.min(...sleepers.keys())
    passes(passed, until)
    passed = until
    const woken = sleepers.get(until) ?? []
    sleepers.delete(until)
    for (const wake of woken) wake()
    later()
  }
  // Whoever can go on without waiting does so first.
  const later = () => void setImmediate(goOn)
  const finish = () => {
    underWay -= 1
    later()
  }
  return {
    clock: () => startsAt + passed,
    timer: {
      passed: () => passed,
      wait(ms, signal) {
        const { promise, resolve } = Promise.withResolvers<void>()
        if (ms <= 0 || signal.aborted) return Promise.resolve()
        const at = passed + ms
        const wake = () => {
          signal.removeEventListener('abort', wake)
          sleepers.get(at)?.delete(wake)
          resolve()
        }
        sleepers.set(at, (sleepers.get(at) ?? new Set()).add(wake))
        signal.addEventListener('abort', wake)
        later()
        return promise
      },
    },
    working: (port) =>
      new Proxy(port, {
        get(target, name) {
          const method = Reflect.get(target, name)
          if (typeof method !== 'function') return method
          return (...given: unknown[]) => {
            underWay += 1
            return Promise.resolve(method.apply(target, given)).finally(finish)
          }
        },
      }),
  }
}
