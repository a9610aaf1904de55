import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readEnvironment } from '../src/config/environment.ts'
import { mostConnections } from '../src/store/postgres/database.ts'

/** No engine runs here: what compose.yaml says is held to what it speaks of. */

const read = (name: string) => readFileSync(join(import.meta.dirname, '..', name), 'utf8')
const { services, volumes } = parse(read('compose.yaml'))
const { postgres, bellwether } = services
const image = read('Dockerfile')

test('compose.yaml gives the program variables that it knows, and the address of its own Postgres', () => {
  const documented = new Set(
    [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name),
  )
  const { PGPASSWORD, ...variables } = bellwether.environment
  expect(Object.keys(variables).filter((name) => !documented.has(name))).toEqual([])
  const { environment } = readEnvironment(variables) as Extract<
    ReturnType<typeof readEnvironment>,
    { kind: 'environment' }
  >
  const address = new URL(environment.database)
  expect(services[address.hostname]).toBe(postgres)
  const { POSTGRES_USER, POSTGRES_DB = POSTGRES_USER } = postgres.environment
  expect([address.username, address.pathname]).toEqual([POSTGRES_USER, `/${POSTGRES_DB}`])
  expect(postgres.environment.POSTGRES_PASSWORD).toContain(PGPASSWORD.slice(0, -1))
})

test('compose.yaml waits for a Postgres that says that it is well, and keeps what it holds', () => {
  expect(bellwether.depends_on).toEqual({ postgres: { condition: 'service_healthy' } })
  expect(postgres.healthcheck.test).toEqual(expect.arrayContaining(['pg_isready', '127.0.0.1']))
  const [mounted] = postgres.volumes.map((volume: string) => volume.split(':'))
  expect(Object.keys(volumes)).toContain(mounted[0])
})

test('its replicas fit the connections that a Postgres has as it is', () => {
  const usual = 100
  // Jobs two, history, the bell, and one at its start.
  const each = mostConnections + 5
  expect(bellwether.deploy.replicas * each).toBeLessThan(usual)
  expect(bellwether.ports).toBeUndefined()
})

test('the image is made of what is there, starts what npm starts, and asks for /healthz where it listens', () => {
  expect(bellwether.build).toBe('.')
  const ignored = read('.dockerignore').trim().split('\n')
  const copied = [...image.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, names = '']) =>
    names.split(' '),
  )
  const excepted = (name: string) => ignored.includes(`!${name}`)
  const isIgnored = (name: string) =>
    !excepted(name) && ignored.some((one) => one.replace(/\/\*$/, '') === name.split('/')[0])
  const missing = copied.filter(
    (name) => isIgnored(name) || !existsSync(join(import.meta.dirname, '..', name)),
  )
  expect(missing).toEqual([])
  const [, command = '[]'] = /^CMD (\[.+\])$/m.exec(image) ?? []
  const { scripts } = JSON.parse(read('package.json'))
  // What npm builds at each start the image has built.
  expect(JSON.parse(command).join(' ')).toBe(scripts.start.replace('bin/start.js', 'dist/main.js'))
  expect(image).toContain(`RUN ${scripts.build}\n`)
  const [, port] = /^EXPOSE (\d+)$/m.exec(image) ?? []
  expect(image).toContain(`process.env.PORT || ${port}}/healthz`)
  expect(readEnvironment({})).toMatchObject({ environment: { port: Number(port) } })
})
