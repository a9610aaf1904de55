import { readCommandPrefix } from '../config/environment.ts'
import { manifest as appManifest } from '../slack/manifest.ts'
import type { Command } from './command.ts'

const usage = `usage: bellwether manifest [--http URL]

Prints the manifest to create the Slack app with: paste it at https://api.slack.com/apps ("From a manifest").
Without --http the app uses Socket Mode and needs no public address; with it, Slack sends events,
commands and clicks to URL/slack/events. COMMAND_PREFIX in the environment goes before the commands' names.`

export const manifest: Command = {
  summary: 'print the Slack app manifest to create the app with',
  usage,
  async run(args, { env, stdout, stderr }) {
    const http = parseHttp(args)
    if (http === undefined) {
      stderr.write(`${usage}\n`)
      return 2
    }
    const read = readCommandPrefix(env)
    if (read.kind === 'fault') {
      stderr.write(`bellwether manifest: ${read.message}\n`)
      return 2
    }
    stdout.write(`${JSON.stringify(appManifest(http, read.prefix), null, 2)}\n`)
    return 0
  },
}

/** The address after `--http`, null where none is asked for, undefined for anything else. */
function parseHttp(args: readonly string[]): URL | null | undefined {
  if (args.length === 0) return null
  const [flag, address, ...rest] = args[0]?.startsWith('--http=')
    ? ['--http', args[0].slice('--http='.length), ...args.slice(1)]
    : args
  if (flag !== '--http' || address === undefined || rest.length > 0) return undefined
  const url = URL.parse(address)
  return url?.protocol === 'https:' ? url : undefined
}
