import { contactMissing, lacksContact } from '../config/contact.ts'
import { configDirOf } from '../config/environment.ts'
import { printFaults } from '../config/faults.ts'
import type { Config } from '../config/load.ts'
import { whyUnwritable } from '../store/examine.ts'
import { openToRead } from '../store/open-to-read.ts'
import { command, type ExitCode, type Terminal } from './command.ts'
import { readConfiguration } from './configured.ts'
import { examineLabelled } from './labelled-stories.ts'

export const check = command({
  usage: `usage: bellwether check

Reads the environment and the files of CONFIG_DIR. Prints what is in force, or every fault with its file and line.
Names the channels of channels.yaml that were changed in Slack since and are set there now.
Exit code: 0 all is right, 1 the database cannot be used, 2 something in the configuration is not.`,

  async run(_values, terminal) {
    const config = readConfiguration(terminal)
    const labelled = await examineLabelled(configDirOf(terminal.env))
    if (labelled.kind === 'fault') terminal.stderr.write(printFaults([labelled.fault]))
    if (config === null || labelled.kind === 'fault') return 2
    const { environment, feeds, directory, channels } = config
    const slack = {
      preview: 'no Slack credential: the preview',
      socket: 'one workspace, Socket Mode',
      http: 'one workspace, HTTP',
      oauth: 'several workspaces, by OAuth',
    }[environment.slack.kind]
    terminal.stdout.write(
      `${feeds.length} feeds, ${directory.companies.length} companies, ${channels.length} channels; ${slack}\n`,
    )
    if (environment.slack.kind !== 'preview' && lacksContact(config)) {
      terminal.stdout.write(`${contactMissing}\n`)
    }
    if (labelled.kind === 'absent') terminal.stdout.write(`${labelled.says}\n`)
    return checkChannels(config, terminal)
  },
})

async function checkChannels(
  { environment: { database }, channels }: Config,
  { stdout, stderr }: Terminal,
): Promise<ExitCode> {
  const opened = await openToRead(database, Date.now)
  if (opened.kind === 'fault') {
    const why = opened.fault === 'absent' ? whyUnwritable(database) : opened.sentence
    if (why !== null) stderr.write(`bellwether: ${why}\n`)
    return why === null ? 0 : 1
  }
  const { store } = opened
  const takenOver = await store.findTakenOver(channels.map(({ id }) => id))
  await store.close()
  for (const id of takenOver) {
    stdout.write(`${id} is set in Slack, not by channels.yaml, until /watch reset there\n`)
  }
  return 0
}
