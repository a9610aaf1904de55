/** `npm run bench -- NAME…` runs bench/NAME.ts, without a name all of them, one after another. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'

const folder = new URL('./', import.meta.url)
const all = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -3))
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}; there are: ${all.join(', ')}`)
  process.exit(2)
}
for (const name of asked.length > 0 ? asked : all) {
  console.log(`\n${name}`)
  const { status } = spawnSync(process.execPath, [new URL(`${name}.ts`, folder).pathname], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = 1
}
