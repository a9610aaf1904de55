import { isUtf8 } from 'node:buffer'
import { Readable } from 'node:stream'
import { TextDecoder } from 'node:util'
import { type Options, parse } from 'csv-parse'
import { parse as parseAll } from 'csv-parse/sync'
import { type Header, type NoHeader, readHeader, type Spellings } from '../core/history/header.ts'
import { decode } from '../feeds/decode.ts'

/** A file of rows whose first one, or one of the first, names the columns. */
export interface Table {
  header: Header
  delimiter: string
  /** The bytes are no Unicode: what stands for letters beyond ASCII is taken for granted. */
  isGuessed: boolean
  /** The rows below the header, as often as asked for. */
  rows(complain: Complain): AsyncIterable<TableRow>
}

interface TableRow {
  values: string[]
  /** Where it begins in the file. */
  line: number
  /** How far into the file it stands, 0 to 1. */
  part: number
}

type Complain = (line: number, fault: string) => void

/** In the order of trust where several fit. */
const delimiters = [',', ';', '\t', '|']
/** Titles and empty rows may stand above the names of the columns. */
const headerRows = 30

/**
 * Reads bytes as Excel and others write them: UTF-8, UTF-16 or windows-1252; parted by commas, semicolons, tabs or bars, whichever
 * gives columns that we know; with Excel's "sep=;" line or without. Else a sentence that says what is missing.
 */
export function openTable(bytes: Buffer, spellings: Spellings): Table | { fault: string } {
  const whole = decodeText(bytes)
  if (whole.trim() === '') return { fault: 'it is empty' }
  const told = /^sep=(.)\r?\n/i.exec(whole)
  const [text, above] = told ? [whole.slice(told[0].length), 1] : [whole, 0]
  const heads = (told?.[1] ? [told[1]] : delimiters).map((delimiter) =>
    findHeader(text, delimiter, spellings),
  )
  const found = heads.flatMap((head) => (head.kind === 'found' ? [head] : []))
  const [best] = found.sort((a, b) => b.header.places.size - a.header.places.size)
  if (!best)
    return { fault: faultOf(heads.flatMap((head) => (head.kind === 'none' ? [head] : []))) }
  const { header, delimiter, index } = best
  const isGuessed = !isUtf8(bytes) && !isWide(bytes)
  return {
    header,
    delimiter,
    isGuessed,
    rows: (complain) => readRows(text, delimiter, { skip: index + 1, above, complain }),
  }
}

function decodeText(bytes: Buffer): string {
  // UTF-16 without its mark: half of the bytes of a table are zero.
  if (bytes[1] === 0) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0) return new TextDecoder('utf-16be').decode(bytes)
  return decode(bytes, null)
}

function isWide(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).includes(0)
}

type Head =
  | { kind: 'found'; header: Header; delimiter: string; index: number }
  | { kind: 'none'; names: readonly string[]; missing: NoHeader['missing'] }

function findHeader(text: string, delimiter: string, spellings: Spellings): Head {
  const rows: string[][] = parseAll(text.slice(0, 200_000), {
    ...csvOptions(delimiter),
    to: headerRows,
  })
  const heads = rows.map((names, index): Head => {
    const header = readHeader(names, spellings)
    return header.kind === 'none'
      ? { kind: 'none', names, missing: header.missing }
      : { kind: 'found', header, delimiter, index }
  })
  const none: Head = { kind: 'none', names: [], missing: ['company', 'date'] }
  return heads.find(({ kind }) => kind === 'found') ?? nearest(heads) ?? none
}

/** The row that lacks least, and of those the one with the most names. */
function nearest<H extends Head>(heads: readonly H[]): H | undefined {
  const lack = (head: H) => (head.kind === 'none' ? head.missing.length : 0)
  const names = (head: H) => (head.kind === 'none' ? head.names.filter(Boolean).length : 0)
  return heads.toSorted((a, b) => lack(a) - lack(b) || names(b) - names(a))[0]
}

function faultOf(heads: readonly (Head & { kind: 'none' })[]): string {
  const head = nearest(heads)
  const names = (head?.names ?? []).map((name) => name.trim().slice(0, 60)).filter(Boolean)
  const shown = names.slice(0, 40).join(', ')
  return (
    `no column is named ${(head?.missing ?? []).join(' or ')}; there are: ${shown}. ` +
    'Name it in import.yaml, or in the file'
  )
}

function csvOptions(delimiter: string): Options {
  return {
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: 4_000_000,
  }
}

interface Layout {
  /** Rows down to the names of the columns. */
  skip: number
  /** Lines that are no rows. */
  above: number
  complain: Complain
}

async function* readRows(
  text: string,
  delimiter: string,
  { skip, above, complain }: Layout,
): AsyncGenerator<TableRow> {
  const parser = parse({
    ...csvOptions(delimiter),
    info: true,
    on_skip: (error) => {
      complain(Number(error?.lines ?? 0) + above, 'it is no CSV; right would be closed quotes')
      return undefined
    },
  })
  let seen = 0
  const rows: AsyncIterable<{ record: string[]; info: { lines: number; bytes: number } }> =
    Readable.from(pieces(text)).pipe(parser)
  for await (const { record, info } of rows) {
    if (seen++ < skip) continue
    const within = record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)
    const part = Math.min(1, info.bytes / Math.max(text.length, 1))
    yield { values: record, line: info.lines - within + above, part }
  }
}

function* pieces(text: string): Generator<string> {
  const size = 64 * 1024
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}
