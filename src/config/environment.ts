import { readFileSync } from 'node:fs'
import { validate } from 'node-cron'
import { z } from 'zod'
import type { Fault } from './faults.ts'

/** How the program meets Slack. `preview` is the small Slack on this machine. */
export type SlackCredentials =
  | { kind: 'preview' }
  | { kind: 'socket'; botToken: string; appToken: string }
  | { kind: 'http'; botToken: string; signingSecret: string }
  | {
      kind: 'oauth'
      clientId: string
      clientSecret: string
      stateSecret: string
      /** 32 bytes that seal the tokens in the database. */
      tokenKey: Buffer
      receiver: Receiver
    }

/** By Socket Mode, or by HTTP. */
type Receiver = { appToken: string } | { signingSecret: string }

export interface Environment {
  slack: SlackCredentials
  slackApiUrl: string | null
  /** The path of a SQLite file, or the address of a Postgres, which may hold a password. */
  database: string
  configDir: string
  port: number
  /** Of a feed, on average over all. */
  requestsPerDay: number
  /** Null leaves it to whoever starts. */
  pollCron: string | null
  /** Exact `host:port` entries. */
  allowHosts: readonly string[]
  /** In the User-Agent, for publishers who want to write to us. */
  contact: string | null
  /** Before each command's name in Slack: "acme-" makes "/acme-company". */
  commandPrefix: string
  /** Whether `GET /metrics` answers. */
  metrics: boolean
  /** How long stories are kept that tell no event. */
  keepUntoldDays: number
  logLevel: (typeof logLevels)[number]
}

export type Variables = Readonly<Record<string, string | undefined>>

/** Also where the environment has faults. */
export function configDirOf(variables: Variables): string {
  return variables.CONFIG_DIR || 'config'
}

/** What several workspaces need, all of it. */
const oauthSecrets = [
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'TOKEN_KEY',
] as const
const secrets = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  ...oauthSecrets,
] as const
type Secret = (typeof secrets)[number]
type Found = Partial<Record<Secret, string>>
type Tell = (message: string) => void

/** Slack's names of commands have at most 32 characters, lower-case. */
const commandPrefix = z
  .string()
  .regex(/^[a-z0-9_-]{0,20}$/, 'is lower-case letters, digits, - and _, at most 20, as in acme-')
  .default('')

/** The prefix alone, for whoever needs no credentials; else what is wrong with it. */
export function readCommandPrefix(
  variables: Variables,
): { kind: 'prefix'; prefix: string } | { kind: 'fault'; message: string } {
  const { data, error } = commandPrefix.safeParse(variables.COMMAND_PREFIX ?? '')
  return data === undefined
    ? { kind: 'fault', message: `COMMAND_PREFIX ${error.issues[0]?.message}` }
    : { kind: 'prefix', prefix: data }
}

/** One that cannot be read would be shown, password and all, by whoever tries. */
export function isReadable(database: string): boolean {
  return database.startsWith('sqlite:') || URL.canParse(database)
}

const aPort = 'is a port, 0 to 65535'
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const plain = z.object({
  SLACK_API_URL: z.url({ protocol: /^https?$/, error: 'is no http address' }).optional(),
  DATABASE_URL: z
    .string()
    .regex(
      /^(sqlite:.+|postgres(ql)?:\/\/[^\s/]+\/\w+.*)$/,
      'is "sqlite:PATH", as in sqlite:data/bellwether.db, or "postgres://USER:PASSWORD@HOST/DATABASE"; in a password / ? and # are %2F, %3F and %23',
    )
    .refine(isReadable, 'is no address: in a password / ? and # are %2F, %3F and %23')
    .default('sqlite:data/bellwether.db'),
  PORT: z.coerce.number(aPort).int(aPort).min(0, aPort).max(65_535, aPort).default(3000),
  REQUESTS_PER_DAY: z.coerce
    .number('is how often a feed is asked a day, 4 to 1440')
    .min(4, 'is 4 or more')
    .max(1440, 'is 1440 or less')
    .default(144),
  KEEP_UNTOLD_DAYS: z.coerce
    .number('is days, 30 to 3650')
    .int('is whole days')
    .min(30, 'is 30 or more: a watch is tried on the last 30 days')
    .max(3650, 'is 3650 or less')
    .default(90),
  POLL_CRON: z
    .string()
    .refine(validate, 'is cron with five or six fields, as in "* * * * *"')
    .optional(),
  FEEDS_ALLOW_HOSTS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((host) => host.trim())
        .filter(Boolean),
    )
    .refine((hosts) => hosts.every((host) => /^[^\s/*@]+:\d{1,5}$/.test(host)), {
      message: 'is exact host:port entries separated by commas, as in intranet.example:8080',
    }),
  COMMAND_PREFIX: commandPrefix,
  METRICS: z.enum(['on', 'off'], 'is on or off').default('off'),
  CONTACT: z.string().max(200, 'is 200 letters at most').optional(),
  LOG_LEVEL: z.enum(logLevels, `is one of ${logLevels.join(', ')}`).default('info'),
})

export type EnvironmentResult =
  | { kind: 'environment'; environment: Environment }
  | { kind: 'faults'; faults: Fault[] }

/** Reads the variables; empty ones count as absent, and a secret may be given as `NAME_FILE`. No secret is ever in a fault. */
export function readEnvironment(variables: Variables): EnvironmentResult {
  const faults: Fault[] = []
  const fault: Tell = (message) => faults.push({ file: 'environment', line: null, message })
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const found: Found = {}
  for (const name of secrets) {
    const value = readSecret(name, given, fault)
    if (value) found[name] = value
  }
  const slack = chooseSlack(found, fault)
  const database = readSecret('DATABASE_URL', given, fault)
  const result = plain.safeParse({ ...given, DATABASE_URL: database })
  for (const issue of result.error?.issues ?? []) {
    fault(`${issue.path.join('.')} ${issue.message}`)
  }
  if (!result.success || !slack || faults.length > 0) return { kind: 'faults', faults }
  const { data } = result
  return {
    kind: 'environment',
    environment: {
      slack,
      slackApiUrl: data.SLACK_API_URL ?? null,
      database: data.DATABASE_URL.replace(/^sqlite:/, ''),
      configDir: configDirOf(given),
      port: data.PORT,
      requestsPerDay: data.REQUESTS_PER_DAY,
      keepUntoldDays: data.KEEP_UNTOLD_DAYS,
      pollCron: data.POLL_CRON ?? null,
      allowHosts: data.FEEDS_ALLOW_HOSTS,
      contact: data.CONTACT ?? null,
      commandPrefix: data.COMMAND_PREFIX,
      metrics: data.METRICS === 'on',
      logLevel: data.LOG_LEVEL,
    },
  }
}

function readSecret(name: Secret | 'DATABASE_URL', given: Variables, fault: Tell) {
  const path = given[`${name}_FILE`]
  if (path === undefined) return given[name]?.trim()
  if (given[name] !== undefined) fault(`${name} and ${name}_FILE are both set; set one`)
  try {
    const secret = readFileSync(path, 'utf8').trim()
    if (secret === '') fault(`${name}_FILE names ${path}, which is empty`)
    return secret
  } catch {
    fault(`${name}_FILE names ${path}, which cannot be read`)
    return undefined
  }
}

const prefixes: Partial<Record<Secret, string>> = {
  SLACK_BOT_TOKEN: 'xoxb-',
  SLACK_APP_TOKEN: 'xapp-',
}

const leastStateSecret = 16

/** Nothing at all is the preview; anything must be a whole set. */
function chooseSlack(found: Found, fault: Tell): SlackCredentials | null {
  if (Object.keys(found).length === 0) return { kind: 'preview' }
  for (const [name, prefix] of Object.entries(prefixes)) {
    const value = found[name as Secret]
    if (value && !value.startsWith(prefix))
      fault(`${name} begins with ${prefix}; this is another kind of token`)
  }
  const receiver = chooseReceiver(found, fault)
  return oauthSecrets.some((name) => found[name])
    ? chooseOauth(found, receiver, fault)
    : chooseOne(found, receiver, fault)
}

function chooseReceiver(found: Found, fault: Tell): Receiver | null {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = found
  if (appToken) return { appToken }
  if (signingSecret) return { signingSecret }
  fault(
    'SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) is missing; set one of the two',
  )
  return null
}

function chooseOauth(
  found: Found,
  receiver: Receiver | null,
  fault: Tell,
): SlackCredentials | null {
  for (const name of oauthSecrets.filter((name) => !found[name]))
    fault(`${name} is missing; several workspaces need ${oauthSecrets.join(', ')}`)
  if (found.SLACK_BOT_TOKEN)
    fault('SLACK_BOT_TOKEN is for one workspace; leave it out where SLACK_CLIENT_ID is set')
  const stateSecret = readStateSecret(found.SLACK_STATE_SECRET, fault)
  const tokenKey = readTokenKey(found.TOKEN_KEY, fault)
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = found
  if (!clientId || !clientSecret || !stateSecret || !tokenKey || !receiver) return null
  return { kind: 'oauth', clientId, clientSecret, stateSecret, tokenKey, receiver }
}

function readStateSecret(secret: string | undefined, fault: Tell): string | undefined {
  if (secret && secret.length < leastStateSecret) {
    fault(
      `SLACK_STATE_SECRET is ${leastStateSecret} characters or more; make one with: openssl rand -hex 32`,
    )
  }
  return secret
}

function readTokenKey(key: string | undefined, fault: Tell): Buffer | null {
  if (!key) return null
  const tokenKey = Buffer.from(key, 'base64')
  if (tokenKey.length !== 32) {
    fault('TOKEN_KEY is 32 bytes in base64; make one with: openssl rand -base64 32')
  }
  return tokenKey
}

function chooseOne(found: Found, receiver: Receiver | null, fault: Tell): SlackCredentials | null {
  const botToken = found.SLACK_BOT_TOKEN
  if (!botToken)
    fault('SLACK_BOT_TOKEN is missing; find it in the app\'s settings under "OAuth & Permissions"')
  if (!botToken || !receiver) return null
  return 'appToken' in receiver
    ? { kind: 'socket', botToken, appToken: receiver.appToken }
    : { kind: 'http', botToken, signingSecret: receiver.signingSecret }
}
