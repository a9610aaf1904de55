/** The program as it starts, whose cost is told at the second message of its parent, from the first one on. */

import { once } from 'node:events'
import process from 'node:process'
import { start } from '../../src/cli/start.ts'
import { openCost } from '../support/cost.ts'

const cost = openCost()
const stopping = new AbortController()
const { env, stdin, stdout, stderr } = process
const running = start.run([], { env, stdin, stdout, stderr, signal: stopping.signal })
await once(process, 'message')
cost.begin()
await once(process, 'message')
process.send?.(cost)
stopping.abort()
process.exitCode = await running
process.disconnect()
