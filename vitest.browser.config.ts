import { defineConfig } from 'vitest/config'

/** The page in a real browser, one file after the other: they measure times. Skipped where there is none. */
export default defineConfig({
  test: {
    include: ['test/browser/*.test.ts'],
    testTimeout: 60_000,
    fileParallelism: false,
    retry: 1,
  },
})
