import { execFileSync, spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }

const root = new URL('..', import.meta.url).pathname
const main = `${root}src/main.ts`

test('--help lists the commands on standard output, and loads none of them', () => {
  const readable = [main, `${root}package.json`, '.env'].map((file) => `--allow-fs-read=${file}`)
  const help = execFileSync(process.execPath, ['--permission', ...readable, main, '--help'])
  expect(`${help}`).toMatch(
    /^usage: bellwether COMMAND\n[\s\S]*\n {2}start +poll, deliver and answer/,
  )
})

test('a start loads the client of a Postgres only where one is served', () => {
  const list = `
    import { createRequire } from 'node:module'
    await import('./src/cli/start.ts')
    console.log(Object.keys(createRequire(import.meta.url).cache).join())`
  const loaded = execFileSync(process.execPath, ['--input-type=module', '--eval', list], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(loaded).toContain('/node_modules/undici/')
  expect(loaded).not.toMatch(/\/node_modules\/pg/)
})

test('--version says that of package.json', () => {
  const { status, stdout } = spawnSync(process.execPath, [main, '--version'], { encoding: 'utf8' })
  expect(status).toBe(0)
  expect(stdout).toBe(`${packageJson.version}\n`)
})

test('an unknown command is named, with those that exist, and exits 2', () => {
  const { status, stderr } = spawnSync(process.execPath, [main, 'pol'], { encoding: 'utf8' })
  expect(status).toBe(2)
  expect(stderr).toContain('no command "pol"; there are: init, start')
})
