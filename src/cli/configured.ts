import { printFaults } from '../config/faults.ts'
import { type Config, loadConfig } from '../config/load.ts'
import type { Terminal } from './command.ts'

/** The configuration in force; null where something in it is wrong, and every fault was said: the exit code is 2 then. */
export function readConfiguration({
  env,
  stderr,
}: Pick<Terminal, 'env' | 'stderr'>): Config | null {
  const loaded = loadConfig(env)
  if (loaded.kind === 'config') return loaded.config
  stderr.write(printFaults(loaded.faults))
  return null
}
