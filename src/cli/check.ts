import { contactMissing, lacksContact } from '../config/contact.ts'
import { openToRead } from '../store/open-to-read.ts'
import { command } from './command.ts'
import { readConfiguration } from './configured.ts'

export const check = command({
  usage: `usage: bellwether check

Reads the environment and the files of CONFIG_DIR. Prints what is in force, or every fault with its file and line.
Names the channels of channels.yaml that were changed in Slack since and are set there now.
Exit code: 0 all is right, 1 the database cannot be used, 2 something in the configuration is not.`,

  async run(_values, { env, stdout, stderr }) {
    const config = readConfiguration({ env, stderr })
    if (config === null) return 2
    const { environment, feeds, directory, channels } = config
    const slack = {
      preview: 'no Slack credential: the preview',
      socket: 'one workspace, Socket Mode',
      http: 'one workspace, HTTP',
      oauth: 'several workspaces, by OAuth',
    }[environment.slack.kind]
    stdout.write(
      `${feeds.length} feeds, ${directory.companies.length} companies, ${channels.length} channels; ${slack}\n`,
    )
    if (environment.slack.kind !== 'preview' && lacksContact(config)) {
      stdout.write(`${contactMissing}\n`)
    }
    const opened = await openToRead(environment.database, Date.now)
    if (opened.kind === 'fault') {
      if (opened.fault === 'absent') return 0
      stderr.write(`bellwether: ${opened.sentence}\n`)
      return 1
    }
    const { store } = opened
    const takenOver = await store.findTakenOver(channels.map(({ id }) => id))
    await store.close()
    for (const id of takenOver) {
      stdout.write(`${id} is set in Slack, not by channels.yaml, until /watch reset there\n`)
    }
    return 0
  },
})
