import { lessonsYaml } from '../desk/lessons.ts'
import { whyUnread, withReader } from '../store/examine.ts'
import { findLessons, type Lesson } from '../store/lessons.ts'
import { command } from './command.ts'
import { readConfiguration } from './configured.ts'

const usage = `usage: bellwether lessons [--yaml]

Lists what was learned from corrections: words that people agreed to keep out of a channel after stories were dismissed there, with who
accepted it and when. --yaml prints it without workspaces, channels and people, to be sent to the project: it may make a rule of it.`

export const lessons = command({
  usage,
  options: { yaml: { type: 'boolean' } },
  async run({ yaml }, { env, stdout, stderr }) {
    const config = readConfiguration({ env, stderr })
    if (config === null) return 2
    const path = config.environment.database
    const found = await withReader(path, findLessons)
    if (found === null) {
      stderr.write(`bellwether: ${await whyUnread(path)}\n`)
      return 1
    }
    if (yaml) stdout.write(lessonsYaml(found))
    else stdout.write(found.length > 0 ? found.map(line).join('') : 'Nothing was accepted yet.\n')
    return 0
  },
})

function line({ words, watch, at, teamId, channelId, userId }: Lesson): string {
  const when = new Date(at).toISOString().slice(0, 16).replace('T', ' ')
  return `${when}  ${teamId} ${channelId}  "${words}" kept out of ${watch}, by ${userId}\n`
}
