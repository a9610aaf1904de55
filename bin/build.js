// What `npm run build` runs: see scripts/build.ts. Node warns of stripping types by itself, which a build says on purpose.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('../scripts/build.ts', import.meta.url))
const { status } = spawnSync(
  process.execPath,
  ['--disable-warning=ExperimentalWarning', script],
  { stdio: 'inherit' },
)

/** Whether dist/ holds the program. */
export const isBuilt = status === 0
if (import.meta.main && !isBuilt) process.exitCode = 1
