import { lacksContact } from '../config/contact.ts'
import type { Config } from '../config/load.ts'
import { manifest } from '../slack/manifest.ts'
import { BrokenOff, openAsker } from './ask.ts'
import { type Command, command, type ExitCode, type Terminal } from './command.ts'
import { readConfiguration } from './configured.ts'
import { readEnvFile, setInEnvFile } from './env-file.ts'
import { setUpChannels } from './init-channels.ts'
import { askAppToken, askBotToken, type Setting } from './init-tokens.ts'

const usage = `usage: bellwether init

Sets up the bot for one workspace by question and answer: the app in Slack, its two tokens, what each channel shall hear. Writes .env
and channels.yaml in CONFIG_DIR, each answer as soon as it is known to be good: it can be broken off and begun again. Tokens are not shown.
Exit code: 0 all is set up; 1 it was broken off, or a file cannot be written; 2 bad usage or bad configuration.`

export const init: Command = initWith('.env')

/** @param envFile where the tokens go */
export function initWith(envFile: string): Command {
  return command({
    usage,
    run: (_, terminal) => run(terminal, envFile),
  })
}

async function run(terminal: Terminal, envFile: string): Promise<ExitCode> {
  const { stderr } = terminal
  const env = { ...readEnvFile(envFile), ...terminal.env }
  const several = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'TOKEN_KEY'].find((name) => env[name])
  if (several) {
    stderr.write(
      `bellwether: ${several} is set, which is for several workspaces; init sets up one. .env.example says how several are set up.\n`,
    )
    return 2
  }
  // Tokens are what init asks for: they are no fault yet.
  const { SLACK_BOT_TOKEN: _, SLACK_APP_TOKEN: __, SLACK_SIGNING_SECRET: ___, ...rest } = env
  const config = readConfiguration({ env: rest, stderr })
  if (config === null) return 2
  return converse(terminal, config, { envFile, env })
}

async function converse(
  terminal: Terminal,
  config: Config,
  { envFile, env }: Pick<Setting, 'envFile' | 'env'>,
): Promise<ExitCode> {
  const asker = openAsker(terminal)
  const by = { slackApiUrl: config.environment.slackApiUrl, clock: Date.now }
  const setting: Setting = { asker, envFile, env, by }
  try {
    if (!env.SLACK_BOT_TOKEN) await openApp(setting, config)
    const token = await askBotToken(setting)
    await askAppToken(setting)
    if (lacksContact(config)) await askContact(setting)
    await setUpChannels(asker, config, token.client)
    asker.say(
      '\nAll is set up. Start the bot with "npm start"; "npx bellwether doctor" examines it at any time.',
    )
    return 0
  } catch (error) {
    if (error instanceof BrokenOff) {
      terminal.stderr.write(
        '\nbellwether: broken off. What was found good is kept: "npx bellwether init" goes on from there.\n',
      )
      return 1
    }
    if (!isFileFault(error)) throw error
    terminal.stderr.write(`bellwether: ${error.message}\n`)
    return 1
  } finally {
    asker.close()
  }
}

async function openApp({ asker }: Setting, { environment }: Config): Promise<void> {
  const app = JSON.stringify(manifest(null, environment.commandPrefix))
  asker.say(`1. Create the app. Open this address, choose the workspace, and press "Create":

https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(app)}

   Should it be too long for the browser: https://api.slack.com/apps, "From a manifest", with what "npx bellwether manifest" prints.
   Then press "Install to Workspace" on the app's page.`)
  await asker.ask('   Press Enter when that is done. ')
}

/** An address of one line; a list of filings is not worth a set-up that cannot go on. */
async function askContact({ asker, envFile }: Setting): Promise<void> {
  asker.say(
    '\nCONTACT: a mail address or a page of yours, which publishers are told with each request. The SEC, whose filings tell of cuts, refuses who gives none.',
  )
  const contact = await asker.ask('   Your address, or Enter to do without the SEC: ')
  if (contact !== '') setInEnvFile(envFile, 'CONTACT', contact)
}

const isFileFault = (error: unknown): error is Error =>
  error instanceof Error && 'syscall' in error && 'path' in error
