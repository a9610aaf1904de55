import { parseArgs } from 'node:util'
import { contactMissing, lacksContact } from '../config/contact.ts'
import { configDirOf } from '../config/environment.ts'
import { type Config, loadConfig } from '../config/load.ts'
import type { Clock } from '../ports.ts'
import type { Command, ExitCode, Terminal } from './command.ts'
import { examineMachine } from './doctor-machine.ts'
import { examineSlack } from './doctor-slack.ts'
import { type Finding, faulty, findingLine, fine, unknown } from './finding.ts'
import { examineLabelled } from './labelled-stories.ts'

const usage = `usage: bellwether doctor [--json]

Examines the configuration, the tokens and their scopes, the socket, the channels, this machine's clock, the database, the disk and
the feeds, a line each; --json: a JSON object a line. It changes nothing and may run beside "start": nothing is posted, joined or
connected. Of feeds it tells what the last passes found.
Exit code: 0 nothing is wrong, 1 something is, 2 bad usage.`

export const doctor: Command = doctorWith(Date.now)

/** @param clock is held against Slack's */
export function doctorWith(clock: Clock): Command {
  return {
    usage,
    run: (args, terminal) => run(args, terminal, clock),
  }
}

async function run(
  args: readonly string[],
  { env, stdout, stderr }: Terminal,
  clock: Clock,
): Promise<ExitCode> {
  const asked = readArgs(args)
  if ('refused' in asked) {
    stderr.write(`bellwether doctor: ${asked.refused}\n${usage}\n`)
    return 2
  }
  let faults = 0
  for await (const finding of examine(env, clock)) {
    stdout.write(asked.json ? `${JSON.stringify(finding)}\n` : findingLine(finding))
    if (finding.state === 'fault') faults++
  }
  return faults === 0 ? 0 : 1
}

function readArgs(args: readonly string[]): { json: boolean } | { refused: string } {
  try {
    const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } } })
    return { json: values.json === true }
  } catch (error) {
    return { refused: (error as Error).message }
  }
}

async function* examine(env: Terminal['env'], clock: Clock): AsyncGenerator<Finding> {
  const loaded = loadConfig(env)
  const labelled = await examineLabelled(configDirOf(env))
  const faults = [
    ...(loaded.kind === 'faults' ? loaded.faults : []),
    ...(labelled.kind === 'fault' ? [labelled.fault] : []),
  ]
  for (const { file, line, message } of faults) {
    yield faulty('configuration', `${line === null ? file : `${file}:${line}`}: ${message}`)
  }
  if (labelled.kind === 'absent') yield unknown('configuration', labelled.says)
  if (loaded.kind === 'faults') return
  const { config } = loaded
  yield fine('configuration', inForce(config))
  if (config.environment.slack.kind !== 'preview') yield contactFinding(config)
  yield* examineSlack(config, clock)
  yield* examineMachine(config, clock)
}

function contactFinding(config: Config): Finding {
  if (lacksContact(config)) return faulty('contact', contactMissing)
  return fine('contact', config.environment.contact ?? 'no publisher asks for one')
}

function inForce({ feeds, directory, channels }: Config): string {
  return `${feeds.length} feeds, ${directory.companies.length} companies, ${channels.length} channels`
}
