import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**'],
    // What a file imports, a worker keeps for the next one: no test leaves anything in a module that another would meet.
    isolate: false,
    // Only how long a test that waits for something goes on waiting: a busy machine may take that long.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
