// What `npm start` runs: the program as plain JavaScript, or its source where that cannot be written.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import './node-version.js'

const build = fileURLToPath(new URL('../scripts/build.ts', import.meta.url))
const { status } = spawnSync(
  process.execPath,
  ['--disable-warning=ExperimentalWarning', build],
  { stdio: 'inherit' },
)
import(status === 0 ? '../dist/main.js' : '../src/main.ts')
