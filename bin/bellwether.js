#!/usr/bin/env -S MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=32768 node --max-semi-space-size=4 --max-old-space-size=1280
import './node-version.js'

// From the second start on, TypeScript is neither stripped nor compiled again. An older Node has no such function to import by name.
import('node:module').then(({ enableCompileCache }) => {
  enableCompileCache()
  return import('../src/main.ts')
})
