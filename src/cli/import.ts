import type { FileHandle } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { parse } from 'csv-parse'
import { printFaults } from '../config/faults.ts'
import { loadConfig } from '../config/load.ts'
import { type Header, type HistoryRow, readHeader, readRow } from '../core/history/row.ts'
import type { Directory } from '../core/reading/company.ts'
import { openDatabase } from '../store/database.ts'
import { type HistoryImport, openImport } from '../store/import.ts'
import type { Command, ExitCode, Terminal } from './command.ts'
import { openInput } from './input.ts'

/** Rows read ahead of the database. */
const ahead = 200
/** Between two transactions, so that a serving process gets its turn. */
const gapMs = 2
const progressMs = 2000

export const importHistory: Command = {
  summary: 'take in history from a CSV file',
  usage: `usage: bellwether import FILE.csv

Takes the columns of the public layoff trackers (company, location, industry, total laid off, percentage, date, stage, country,
funds raised, source; in any order) and what "bellwether export --csv" writes. Company and date are needed. What is known already is
joined, nothing is announced. An import that was broken off is simply run again: rows that are in are passed over.

Progress, and each row that cannot be read with its line, go to standard error.
Exit code: 0 done, also where some rows could not be read; 1 it failed; 2 bad usage or bad configuration.`,

  async run(args, terminal) {
    const [file, ...rest] = args
    if (file === undefined || file.startsWith('--') || rest.length > 0) {
      terminal.stderr.write(`${importHistory.usage}\n`)
      return 2
    }
    const result = loadConfig(terminal.env)
    if (result.kind === 'faults') {
      terminal.stderr.write(printFaults(result.faults))
      return 2
    }
    const { environment, directory } = result.config
    const input = await openInput(file)
    if (input.kind === 'none') return fail(terminal, input.why)
    const outcome = await openDatabase(environment.databasePath, null)
    if (outcome.kind === 'fault') return fail(terminal, outcome.sentence)
    try {
      const history = await openImport(outcome.db, Date.now())
      const code = await importFile({
        name: file,
        ...input,
        directory,
        record: history.record,
        terminal,
      })
      await history.finish()
      return code
    } finally {
      await outcome.db.destroy()
    }
  },
}

interface Work {
  name: string
  file: FileHandle
  size: number
  directory: Directory
  record: HistoryImport['record']
  terminal: Terminal
}

interface Sum {
  rows: number
  known: number
  events: number
  bad: number
}

async function importFile(work: Work): Promise<ExitCode> {
  const { name, file, directory, terminal } = work
  const { stderr, signal } = terminal
  const sum: Sum = { rows: 0, known: 0, events: 0, bad: 0 }
  const complain = (line: number, fault: string) => {
    sum.bad++
    stderr.write(`line ${line}: ${fault}\n`)
  }
  let header: Header | undefined
  let waiting: HistoryRow[] = []
  let toldAt = Date.now()
  for await (const { record, info } of openCsv(file, complain)) {
    if (signal.aborted) break
    if (!header) {
      const found = readHeader(record)
      if ('fault' in found) return fail(terminal, `${name}: ${found.fault}`)
      header = found
      continue
    }
    const row = readRow(header, record, directory, Date.now())
    if ('fault' in row) complain(info.lines, row.fault)
    else waiting.push(row)
    if (waiting.length >= ahead) waiting = await recordAll(work, waiting, sum)
    if (Date.now() - toldAt < progressMs) continue
    toldAt = Date.now()
    stderr.write(`${percent(info.bytes, work.size)}: ${describe(sum)}\n`)
  }
  if (!header) return fail(terminal, `${name}: it is empty`)
  await recordAll(work, waiting, sum)
  stderr.write(`${describe(sum)}\n`)
  return signal.aborted ? fail(terminal, 'stopped; run it again to go on') : 0
}

interface Line {
  record: string[]
  info: { lines: number; bytes: number }
}

function openCsv(
  file: FileHandle,
  complain: (line: number, fault: string) => void,
): AsyncIterable<Line> {
  return file.createReadStream().pipe(
    parse({
      bom: true,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      max_record_size: 100_000,
      on_skip: (error) => {
        complain(Number(error?.lines ?? 0), 'it is no CSV')
        return undefined
      },
    }),
  )
}

async function recordAll(
  { record, terminal }: Work,
  rows: HistoryRow[],
  sum: Sum,
): Promise<HistoryRow[]> {
  let rest = rows
  while (rest.length > 0 && !terminal.signal.aborted) {
    const done = await record(rest)
    rest = rest.slice(done.rows)
    sum.rows += done.rows
    sum.known += done.known
    sum.events += done.events
    await pause(gapMs)
  }
  return []
}

function describe({ rows, known, events, bad }: Sum): string {
  const seen = known ? `, ${known} of them known` : ''
  const unread = bad ? `, ${bad} could not be read` : ''
  return `${rows} rows${seen}, ${events} new events${unread}`
}

function percent(part: number, whole: number): string {
  return `${Math.floor((part / Math.max(whole, 1)) * 100)} %`
}

function fail(terminal: Terminal, sentence: string): ExitCode {
  terminal.stderr.write(`bellwether: ${sentence}\n`)
  return 1
}
