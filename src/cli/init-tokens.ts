import {
  type ExaminedBy,
  examineAppToken,
  examineBotToken,
  type KnownToken,
} from '../slack/examine.ts'
import { scopes } from '../slack/manifest.ts'
import { scopeReasons } from '../slack/scope-reasons.ts'
import type { Asker } from './ask.ts'
import { setInEnvFile } from './env-file.ts'

export interface Setting {
  asker: Asker
  envFile: string
  /** What is set already, by the environment or the file. */
  env: Readonly<Record<string, string | undefined>>
  by: ExaminedBy
}

interface Question<Good> {
  name: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN'
  prefix: string
  where: string
  /** Null where it will not do: why was said. */
  check(token: string): Promise<Good | null>
}

/** Slack refuses what is signed five minutes off; long before, times in messages mislead. */
const mostSkewMs = 30_000

/** A bot token that Slack knows, with every scope. Kept in the file as soon as it is. */
export function askBotToken(setting: Setting): Promise<KnownToken> {
  const { asker, by } = setting
  return askToken(setting, {
    name: 'SLACK_BOT_TOKEN',
    prefix: 'xoxb-',
    where: '"OAuth & Permissions", "Bot User OAuth Token"',
    async check(token) {
      const examined = await examineBotToken(token, by)
      if (examined.kind === 'refused') return refuse(asker, examined.sentence)
      asker.say(`   The bot is ${examined.botName} in ${examined.teamName}.`)
      sayClock(asker, examined)
      return sayScopes(asker, examined) ? examined : null
    },
  })
}

/** An app token with which Slack would open a socket. */
export async function askAppToken(setting: Setting): Promise<void> {
  const { asker, by } = setting
  await askToken(setting, {
    name: 'SLACK_APP_TOKEN',
    prefix: 'xapp-',
    where: '"Basic Information", "App-Level Tokens", with the scope connections:write',
    async check(token) {
      const refused = await examineAppToken(token, by)
      if (refused !== null) return refuse(asker, refused)
      asker.say('   Slack opens a socket with it.')
      return true
    },
  })
}

async function askToken<Good>(setting: Setting, question: Question<Good>): Promise<Good> {
  const { asker, envFile, env } = setting
  const { name, prefix, where } = question
  asker.say(`\n${name}: on the app's page under ${where}. It begins with ${prefix}`)
  let token = env[name] ?? ''
  let good = token === '' ? null : await tryToken(asker, question, token)
  while (good === null) {
    const again = token === '' ? '' : ', or Enter to try the same again'
    token = (await asker.askHidden(`   Paste it here; it is not shown${again}: `)) || token
    good = token === '' ? null : await tryToken(asker, question, token)
  }
  if (token !== env[name]) setInEnvFile(envFile, name, token)
  return good
}

async function tryToken<Good>(
  asker: Asker,
  { name, prefix, check }: Question<Good>,
  token: string,
): Promise<Good | null> {
  if (!token.startsWith(prefix)) {
    return refuse(asker, `${name} begins with ${prefix}; this is another kind of token.`)
  }
  asker.say('   Asking Slack …')
  return check(token)
}

function refuse(asker: Asker, sentence: string): null {
  asker.say(`   ${sentence}`)
  return null
}

function sayClock(asker: Asker, { aheadMs }: KnownToken): void {
  if (aheadMs === null || Math.abs(aheadMs) < mostSkewMs) return
  const seconds = Math.round(Math.abs(aheadMs) / 1000)
  const side = aheadMs > 0 ? 'ahead of' : 'behind'
  asker.say(`   This machine's clock is ${seconds} s ${side} Slack's: set it, and keep it by NTP.`)
}

/** A line a scope. Whether all are there; where Slack does not say, the bot will tell when it misses one. */
function sayScopes(asker: Asker, { missing }: KnownToken): boolean {
  if (missing === null) {
    asker.say('   Slack did not say which scopes the token has.')
    return true
  }
  for (const scope of scopes) {
    const isMissing = missing.includes(scope)
    asker.say(
      `   ${isMissing ? 'MISSING' : 'ok     '} ${scope}${isMissing ? `: ${scopeReasons[scope]}` : ''}`,
    )
  }
  if (missing.length === 0) return true
  asker.say(
    '   Add what is missing under "OAuth & Permissions", "Bot Token Scopes", and press "Reinstall to Workspace".',
  )
  return false
}
