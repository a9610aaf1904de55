import { setTimeout as pause } from 'node:timers/promises'

interface Waiting<T> extends PromiseWithResolvers<void> {
  value: T
}

/**
 * Many values together in one run: a batch goes when it weighs `capacity`, or `lingerMs` after its first value; what is added while
 * one runs makes the next. Where a batch of several fails, each of them is tried alone, so that one cannot fail the others. The
 * promise settles with its own.
 */
export function openBatches<T>(
  { capacity, lingerMs, weigh }: { capacity: number; lingerMs: number; weigh(value: T): number },
  run: (batch: readonly T[]) => Promise<void>,
): (value: T) => Promise<void> {
  const waiting: Waiting<T>[] = []
  let weight = 0
  let isRunning = false
  let full = Promise.withResolvers<void>()

  const take = (): Waiting<T>[] => {
    const batch: Waiting<T>[] = []
    let taken = 0
    while (taken < capacity) {
      const next = waiting.shift()
      if (!next) break
      batch.push(next)
      taken += weigh(next.value)
    }
    weight -= taken
    return batch
  }
  const drain = async () => {
    isRunning = true
    while (waiting.length > 0) {
      if (weight < capacity) await Promise.race([pause(lingerMs), full.promise])
      full = Promise.withResolvers()
      await settle(take(), run)
    }
    isRunning = false
  }
  return (value) => {
    const one = { value, ...Promise.withResolvers<void>() }
    waiting.push(one)
    weight += weigh(value)
    if (weight >= capacity) full.resolve()
    if (!isRunning) void drain()
    return one.promise
  }
}

async function settle<T>(
  batch: readonly Waiting<T>[],
  run: (batch: readonly T[]) => Promise<void>,
): Promise<void> {
  try {
    await run(batch.map(({ value }) => value))
    for (const { resolve } of batch) resolve()
  } catch (error) {
    if (batch.length === 1) batch[0]?.reject(error)
    else for (const one of batch) await settle([one], run)
  }
}
