import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import { server } from './postgres.ts'

const isThere = spawnSync('pgbouncer', ['--version']).status === 0

/** Of a suite that is left out without a server, or without PgBouncer. */
export const needsPooler = !isThere || server === undefined ? ' (left out: no PgBouncer here)' : ''

/** A database's address through a PgBouncer of the test's own, as Debian sets it up but for where it listens. */
export async function openPooler(database: string, mode: 'session' | 'transaction') {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-pooler-'))
  chmodSync(folder, 0o755)
  const url = new URL(database)
  const near = new URL(database)
  near.port = String(await freePort())
  const file = join(folder, 'pgbouncer.ini')
  const settings = [
    '[databases]',
    `* = host=${url.hostname} port=${url.port} user=${url.username}`,
    '[pgbouncer]',
    `listen_addr = 127.0.0.1`,
    `listen_port = ${near.port}`,
    'unix_socket_dir =',
    'auth_type = any',
    `pool_mode = ${mode}`,
  ]
  writeFileSync(file, settings.join('\n'))
  // It refuses to run as root.
  const asNobody = process.getuid?.() === 0 ? ['-u', 'nobody'] : []
  const pooler = spawn('pgbouncer', ['-q', ...asNobody, file], { stdio: 'ignore' })
  onTestFinished(async () => {
    const ended = once(pooler, 'exit')
    pooler.kill('SIGINT')
    await Promise.race([ended, pause(2000)])
    pooler.kill('SIGKILL')
    rmSync(folder, { recursive: true })
  })
  await untilHeard(near.href)
  return near.href
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  return port
}

async function untilHeard(url: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const client = new pg.Client(url)
    client.on('error', () => {})
    const error = await client.connect().then(
      () => null,
      (reason) => reason,
    )
    await client.end().catch(() => {})
    if (!error) return
    if (attempt === 100) throw error
    await pause(50)
  }
}
