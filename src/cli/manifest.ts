import { readCommandPrefix } from '../config/environment.ts'
import { manifest as appManifest } from '../slack/manifest.ts'
import { command } from './command.ts'

const usage = `usage: bellwether manifest [--http URL]

Prints the manifest to create the Slack app with: paste it at https://api.slack.com/apps ("From a manifest").
Without --http the app uses Socket Mode and needs no public address; with it, Slack sends events,
commands and clicks to URL/slack/events. COMMAND_PREFIX in the environment goes before the commands' names.`

export const manifest = command({
  usage,
  options: { http: { type: 'string' } },
  async run({ http }, { env, stdout, stderr }) {
    const address = http === undefined ? null : URL.parse(http)
    if (http !== undefined && address?.protocol !== 'https:') {
      return { badUsage: `--http takes an address that begins with https://, not "${http}"` }
    }
    const read = readCommandPrefix(env)
    if (read.kind === 'fault') {
      stderr.write(`bellwether manifest: ${read.message}\n`)
      return 2
    }
    stdout.write(`${JSON.stringify(appManifest(address, read.prefix), null, 2)}\n`)
    return 0
  },
})
