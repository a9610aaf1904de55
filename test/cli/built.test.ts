import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** A copy of the program, as somebody downloads it. */
function download(): string {
  const dir = mkdtempSync(join(tmpdir(), 'bellwether-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  for (const name of ['bin', 'src', 'scripts', 'package.json']) {
    cpSync(join(root, name), join(dir, name), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'))
  return dir
}

const run = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' })

test('where dist/ cannot be written, a build fails and says so, and the source is started', () => {
  const dir = download()
  writeFileSync(join(dir, 'dist'), '')
  const built = run(join(dir, 'bin/build.js'))
  expect(built.status).toBe(1)
  expect(built.stderr).toMatch(/^dist\/ cannot be written: /)
  const started = run(join(dir, 'bin/start.js'), '--help')
  expect(started.stderr).toMatch(/^dist\/ cannot be written: /)
  expect(started.stdout).toContain('poll, deliver and answer until it is stopped')
  expect(started.status).toBe(0)
})

test('what was built answers as the source does', () => {
  const dir = download()
  expect(run(join(dir, 'bin/build.js'))).toMatchObject({ status: 0, stderr: '' })
  rmSync(join(dir, 'src'), { recursive: true })
  expect(run(join(dir, 'dist/main.js'), '--help').stdout).toBe(
    run(join(root, 'src/main.ts'), '--help').stdout,
  )
})
