/**
 * One process of bench/replicas.ts: `replica.ts DATABASE TASK`. It says when it is ready, works from the first message of its parent,
 * counts from the second, and reports at the third.
 */

import { once } from 'node:events'
import process from 'node:process'
import { openStore } from '../../src/store/open-store.ts'
import { openCost } from '../support/cost.ts'
import { type Report, type Task, tasks } from './tasks.ts'

const [database = '', task = ''] = process.argv.slice(2)
const cost = openCost()
const opened = await openStore(database, { owner: 'preview', clock: Date.now })
if (opened.kind === 'fault') throw new Error(opened.sentence)
const stopping = new AbortController()
const report: Report = { done: 0, lastAt: 0, waits: [], cost }
process.send?.('ready')
await once(process, 'message')
let isCounting = false
process.on('message', (word) => {
  if (word === 'count') {
    isCounting = true
    cost.begin()
  } else {
    report.cost = { ...cost }
    stopping.abort()
  }
})
await tasks[task as Task](opened.store, stopping.signal, (done, waits = []) => {
  if (!isCounting) return
  report.done += done
  report.lastAt = Date.now()
  report.waits.push(...waits)
})
process.send?.(report)
await opened.store.close()
process.disconnect()
