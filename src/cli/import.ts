import { setTimeout as pause } from 'node:timers/promises'
import { type Columns, openSurvey } from '../core/history/columns.ts'
import { unusedColumns } from '../core/history/header.ts'
import { readRow } from '../core/history/read-row.ts'
import type { HistoryRow } from '../core/history/row.ts'
import type { EventId } from '../core/ids.ts'
import type { Directory } from '../core/reading/company.ts'
import { openImport, type RecordRows, type RowPlace } from '../poll/import-history.ts'
import { openStore } from '../store/open-store.ts'
import { command, type ExitCode, type Terminal } from './command.ts'
import { readConfiguration } from './configured.ts'
import { openInput } from './input.ts'
import { openTable, type Table } from './table.ts'

/** Rows read ahead of the database. */
const ahead = 200
/** Between two transactions, so that a serving process gets its turn. */
const gapMs = 2
const progressMs = 2000
/** More is read in pieces: a table as text takes several times its size. */
const mostBytes = 256 * 1024 * 1024

export const importHistory = command({
  usage: `usage: bellwether import FILE.csv

Takes the tables of the public layoff trackers, the states' lists of notices, tables of your own, and what "bellwether export --csv"
writes. How columns are called stands in config/import.yaml; company and date are needed, and a number of jobs or a share of the
staff. Columns that are not used are named. What a date, a number or a percentage means is decided for its whole column.

Each row is an event of its own, unless company, day (two days more or less) and number agree with one that is known: these rows are
told with the line they joined. Nothing is announced. An import that was broken off is simply run again: rows that are in are
passed over.

What cannot be read goes to standard error as FILE:LINE, the column, and what would be right. A cell without which the row is still
worth something is left out; a row without its company or date is.
Exit code: 0 done, also where some rows could not be read; 1 it failed; 2 bad usage or bad configuration.`,

  file: 'needed',
  async run(_, terminal, file) {
    const config = readConfiguration(terminal)
    if (config === null) return 2
    const { environment, directory, spellings } = config
    const input = await readFileBytes(file)
    if ('fault' in input) return fail(terminal, input.fault)
    const table = openTable(input.bytes, spellings)
    if ('fault' in table) return fail(terminal, `${file}: ${table.fault}`)
    const clock = Date.now
    const outcome = await openStore(environment.database, { owner: null, clock })
    if (outcome.kind === 'fault') return fail(terminal, outcome.sentence)
    const { store } = outcome
    try {
      const history = await store.openHistoryStore()
      const record = openImport(history, clock())
      const code = await importTable({ name: file, table, directory, record, terminal })
      await history.finish()
      return code
    } finally {
      await store.close()
    }
  },
})

async function readFileBytes(path: string): Promise<{ bytes: Buffer } | { fault: string }> {
  const input = await openInput(path)
  if (input.kind === 'none') return { fault: input.why }
  try {
    if (input.size <= mostBytes) return { bytes: await input.file.readFile() }
    return { fault: `"${path}" is larger than 256 MB; right would be several files` }
  } finally {
    await input.file.close()
  }
}

interface Work {
  name: string
  table: Table
  directory: Directory
  record: RecordRows
  terminal: Terminal
}

interface Sum {
  rows: number
  known: number
  joined: number
  events: number
  jobs: number
  bad: number
}

interface Waiting {
  row: HistoryRow
  line: number
}

async function importTable(work: Work): Promise<ExitCode> {
  const { name, table, terminal } = work
  const { stderr, signal } = terminal
  // Where decimals have a comma, days stand before months.
  const survey = openSurvey(table.header, table.delimiter === ';' ? 'day first' : 'month first')
  for await (const { values } of table.rows(() => {})) survey.note(values)
  const { columns, assumed, fault } = survey.settle()
  if (fault !== null) return fail(terminal, `${name}: ${fault}`)
  for (const remark of remarksOn(table, columns, assumed)) stderr.write(`${name}: ${remark}\n`)
  const sum: Sum = { rows: 0, known: 0, joined: 0, events: 0, jobs: 0, bad: 0 }
  const recordAll = recorder(work, sum)
  await readAll(work, columns, sum, recordAll)
  stderr.write(`${describe(sum)}\n`)
  return signal.aborted ? fail(terminal, 'stopped; run it again to go on') : 0
}

/** What a person should know of how the file is read. */
function remarksOn(table: Table, columns: Columns, assumed: readonly string[]): string[] {
  const { header, isGuessed } = table
  const unused = unusedColumns(header)
  const used = [...header.places].map(
    ([field, places]) => `${field} from ${places.map((at) => `"${header.names[at]}"`).join(', ')}`,
  )
  const dates = header.places.get('date' as never) ?? []
  const order = columns.orderOf(dates[0] ?? 0)
  return [
    ...(header.kind === 'tracker' ? [`columns read: ${used.join('; ')}`] : []),
    ...(unused.length > 0 ? [`columns not used: ${unused.join(', ')}`] : []),
    ...assumed.map(
      (column) =>
        `column "${column}": no date tells whether day or month comes first; ${order} is taken for granted, ` +
        'right for certain would be 2024-01-31',
    ),
    ...(isGuessed ? ['it is no UTF-8; read as windows-1252'] : []),
  ]
}

async function readAll(
  { name, table, directory, terminal }: Work,
  columns: Columns,
  sum: Sum,
  recordAll: (rows: Waiting[]) => Promise<void>,
): Promise<void> {
  const complain = (line: number, faults: readonly string[], then: string) => {
    terminal.stderr.write(`${name}:${line}: ${faults.join('; ')}${then}\n`)
  }
  const drop = (line: number, faults: readonly string[]) => {
    sum.bad++
    complain(line, faults, '. The row is left out')
  }
  const tellProgress = progressTeller(terminal, sum)
  const take = (values: readonly string[], line: number): Waiting[] => {
    const read = readRow(columns, values, directory, Date.now())
    if (read.kind === 'faults') {
      drop(line, read.faults)
      return []
    }
    if (read.remarks.length > 0) complain(line, read.remarks, '. The row is taken without it')
    return [{ row: read.row, line }]
  }
  let waiting: Waiting[] = []
  for await (const { values, line, part } of table.rows((line, fault) => drop(line, [fault]))) {
    if (terminal.signal.aborted) break
    waiting.push(...take(values, line))
    if (waiting.length >= ahead) {
      await recordAll(waiting)
      waiting = []
    }
    tellProgress(part)
  }
  await recordAll(waiting)
}

/** Every two seconds, how far it is. */
function progressTeller({ stderr }: Terminal, sum: Sum): (part: number) => void {
  let toldAt = Date.now()
  return (part) => {
    if (Date.now() - toldAt < progressMs) return
    toldAt = Date.now()
    stderr.write(`${Math.floor(part * 100)} %: ${describe(sum)}\n`)
  }
}

/** Counts rows as they are recorded, and tells of each that joined another which one. */
function counter({ name, terminal }: Work, sum: Sum) {
  const lineOf = new Map<EventId | null, number>()
  const joined = (line: number, other: string, what: string) => {
    sum.joined++
    terminal.stderr.write(`${name}:${line}: joined ${other}: ${what}\n`)
  }
  return ({ row, line }: Waiting, place: RowPlace) => {
    sum.rows++
    const before = lineOf.get(place.event)
    if (place.kind !== 'known' && before === undefined) lineOf.set(place.event, line)
    if (place.kind === 'begun') {
      sum.events++
      sum.jobs += jobsOf(row)
    } else if (before !== undefined) joined(line, `line ${before}`, sameness[place.kind])
    else if (place.kind === 'known') sum.known++
    else joined(line, 'an event that was known', sameness.joined)
  }
}

function recorder(work: Work, sum: Sum) {
  const { record, terminal } = work
  const note = counter(work, sum)
  return async (waiting: readonly Waiting[]) => {
    let rest = waiting
    while (rest.length > 0 && !terminal.signal.aborted) {
      const places = await record(rest.map(({ row }) => row))
      for (const [at, place] of places.entries()) {
        const one = rest[at]
        if (one) note(one, place)
      }
      rest = rest.slice(places.length)
      await pause(gapMs)
    }
  }
}

const sameness = { known: 'the same row', joined: 'the same company, day and number' }

function jobsOf({ facts }: HistoryRow): number {
  return facts.category === 'layoff' ? (facts.headcount ?? facts.headcountDerived ?? 0) : 0
}

function describe({ rows, known, joined, events, jobs, bad }: Sum): string {
  const seen = known ? `, ${known} of them known` : ''
  const others = joined ? `, ${joined} joined another` : ''
  const unread = bad ? `, ${bad} could not be read` : ''
  return `${rows} rows${seen}${others}, ${events} new events with ${jobs.toLocaleString('en-US')} jobs${unread}`
}

function fail(terminal: Terminal, sentence: string): ExitCode {
  terminal.stderr.write(`bellwether: ${sentence}\n`)
  return 1
}
