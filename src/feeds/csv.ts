import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { clean } from './text.ts'

/** A table's rows, a little at a time, so that a long one holds nobody up. What is no table gives what rows it can. */
export async function* rowsOf(text: string): AsyncGenerator<string[]> {
  const pieces = Array.from({ length: Math.ceil(text.length / pieceLength) }, (_, at) =>
    text.slice(at * pieceLength, (at + 1) * pieceLength),
  )
  const rows = Readable.from(pieces).pipe(
    parse({
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      max_record_size: 20_000,
    }),
  )
  for await (const row of rows) yield (row as string[]).map((cell) => clean(cell, longestCell))
}

const pieceLength = 65_536
/** A title is no longer. */
const longestCell = 300
