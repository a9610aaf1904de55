/**
 * One life that must get over what happens around it: its disk is full for a while, another program holds its database, and it is
 * removed from a channel and invited again. News keeps coming. What is told while it is out of a channel is not due there.
 */

import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { areRecorded, balance, type Ledger } from './ledger.ts'
import { keepReporting, openRun, type Run, readOnce, settled } from './run.ts'
import { openSmallDisk } from './small-disk.ts'

/** Beyond the patience of the program's own transactions. */
const lockedMs = 26_000
const fullMs = 15_000
const absentMs = 8000
/** How pino writes that something failed. */
const fault = '"level":50'
/** A feed rests for a minute or two after such a fault. */
const patienceMs = 300_000
/** Docker kills what does not stop in so long. */
const longestStopMs = 10_000

export async function troubleRun(scale: number, random: () => number) {
  const disk = openSmallDisk(64)
  const run = await openRun(scale, join(disk.folder, 'run'))
  await readOnce(run)
  let log = ''
  const life = run.start({
    onLog: (text) => {
      log += text
    },
  })
  const complaints: string[] = []
  const mustFail = async (what: string, trouble: () => Promise<void>) => {
    const before = log.length
    await trouble()
    if (!log.slice(before).includes(fault)) complaints.push(`${what} did it no harm`)
    if (!(await isCaughtUp(run, life))) complaints.push(`it did not get over ${what}`)
  }
  const report = () => keepReporting(run.wire, { most: 1900, everyMs: 1500, random })
  const news = report()
  await isCaughtUp(run, life)
  await mustFail('a full disk', async () => {
    disk.fill()
    await pause(fullMs)
    disk.free()
  })
  await mustFail('a locked database', () => holdDatabase(run.database))
  news.stop()
  await settled(run)
  const companies = await absent(run, life, report)
  if (life.exitCode !== null) complaints.push('it ended by itself')
  complaints.push(...(await stop(life)))
  const { database, slack, channels, wire } = run
  const [channel = ''] = channels
  const ledger = await balance(database, slack, channels, wire.companies, { channel, companies })
  await run.close()
  disk.close()
  return { ...ledger, lost: [...complaints, ...ledger.lost] } satisfies Ledger
}

async function holdDatabase(path: string): Promise<void> {
  const other = new DatabaseSync(path, { timeout: 10_000 })
  other.exec('begin immediate')
  await pause(lockedMs)
  other.exec('rollback')
  other.close()
}

/** Whether all that was reported up to now comes to be recorded. */
async function isCaughtUp({ database, wire }: Run, life: ChildProcess): Promise<boolean> {
  const reported = [...wire.companies]
  const deadline = Date.now() + patienceMs
  while (!(await areRecorded(database, reported))) {
    if (life.exitCode !== null || Date.now() > deadline) return false
    await pause(1000)
  }
  return true
}

/** Removed from the first channel and invited again, with news meanwhile and after. */
async function absent(
  run: Run,
  life: ChildProcess,
  report: () => { stop(): void },
): Promise<Set<string>> {
  const tell = async () => {
    const from = run.wire.companies.length
    // A new company first: a different number for the last one would rightly be news, though the first was told while it was out.
    run.wire.report(1)
    const news = report()
    await pause(absentMs)
    news.stop()
    await isCaughtUp(run, life)
    await settled(run)
    return run.wire.companies.slice(from)
  }
  await run.slack.kick('layoffs')
  const unheard = await tell()
  await run.slack.invite('layoffs')
  await tell()
  return new Set(unheard)
}

async function stop(life: ChildProcess): Promise<string[]> {
  const stopped = once(life, 'exit')
  life.kill('SIGTERM')
  const isLate = await Promise.race([stopped.then(() => false), pause(longestStopMs, true)])
  if (!isLate) return []
  life.kill('SIGKILL')
  await stopped
  return [`it did not stop within ${longestStopMs / 1000} s`]
}
