import { execFileSync, spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const main = new URL('../src/main.ts', import.meta.url).pathname

test('--help lists the commands on standard output', () => {
  expect(execFileSync(process.execPath, [main, '--help'], { encoding: 'utf8' })).toContain(
    'usage: bellwether COMMAND',
  )
})

test('an unknown command is named, with those that exist, and exits 2', () => {
  const { status, stderr } = spawnSync(process.execPath, [main, 'pol'], { encoding: 'utf8' })
  expect(status).toBe(2)
  expect(stderr).toContain('no command "pol"')
})
