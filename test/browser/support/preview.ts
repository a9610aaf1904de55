import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../../..')

/** The program as `npm start` runs it without a credential, but with no feeds besides the sample's. */
export async function startPreview() {
  const dir = mkdtempSync(join(tmpdir(), 'bellwether-preview-'))
  cpSync(join(root, 'config'), join(dir, 'config'), { recursive: true })
  writeFileSync(join(dir, 'config/feeds.yaml'), 'feeds: []\n')
  const child = spawn(process.execPath, [join(root, 'dist/main.js'), 'start', '--preview'], {
    cwd: dir,
    env: { PATH: process.env.PATH ?? '', PORT: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let log = ''
  child.stderr.setEncoding('utf8')
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (text: string) => {
      log += text
      const [, found] = /preview is at (http:\S+)/.exec(log) ?? []
      if (found) resolve(found)
    })
    child.once('exit', () => reject(new Error(`the preview did not start:\n${log}`)))
  })
  return {
    url: `${url.replace(/[^\d]*$/, '')}/`,
    async close() {
      child.kill('SIGTERM')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
