import { printFaults } from '../config/faults.ts'
import { loadConfig } from '../config/load.ts'
import type { Command } from './command.ts'

export const check: Command = {
  summary: 'read the whole configuration and name every fault',
  usage: `usage: bellwether check

Reads the environment and the files of CONFIG_DIR. Prints what is in force, or every fault with its file and line.
Exit code: 0 all is right, 2 something is not.`,

  async run(_args, { env, stdout, stderr }) {
    const result = loadConfig(env)
    if (result.kind === 'faults') {
      stderr.write(printFaults(result.faults))
      return 2
    }
    const { environment, feeds, directory, channels } = result.config
    const slack = {
      preview: 'no Slack credential: the preview',
      socket: 'one workspace, Socket Mode',
      http: 'one workspace, HTTP',
      oauth: 'several workspaces, by OAuth',
    }[environment.slack.kind]
    stdout.write(
      `${feeds.length} feeds, ${directory.companies.length} companies, ${channels.length} channels; ${slack}\n`,
    )
    return 0
  },
}
