/**
 * What is added while a batch runs makes the next batch: with little to do each goes at once, with much to do many go together.
 * Where a batch of several fails, each of them is tried alone, so that one cannot fail the others. The promise settles with its own.
 */
export function openBatches<T>(
  size: number,
  run: (batch: readonly T[]) => Promise<void>,
): (value: T) => Promise<void> {
  interface Waiting extends PromiseWithResolvers<void> {
    value: T
  }
  const waiting: Waiting[] = []
  let isRunning = false

  const settle = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      await run(batch.map(({ value }) => value))
      for (const { resolve } of batch) resolve()
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error)
      else for (const one of batch) await settle([one])
    }
  }
  const drain = async () => {
    isRunning = true
    while (waiting.length > 0) await settle(waiting.splice(0, size))
    isRunning = false
  }
  return (value) => {
    const one = { value, ...Promise.withResolvers<void>() }
    waiting.push(one)
    if (!isRunning) void drain()
    return one.promise
  }
}
