#!/usr/bin/env -S MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=32768 node --max-semi-space-size=4 --max-old-space-size=1280
// Plain JavaScript, so that a Node too old to run the program can still say so.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 24 || (major === 24 && minor < 15)) {
  process.stderr.write(
    `bellwether needs Node 24.15 or newer, and this is ${process.version}. "npm ci" brings one along where it is built for this machine; else install Node 24.\n`,
  )
  process.exitCode = 1
} else {
  // From the second start on, TypeScript is neither stripped nor compiled again.
  import('node:module').then(({ enableCompileCache }) => {
    enableCompileCache()
    return import('../src/main.ts')
  })
}
