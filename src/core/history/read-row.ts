import type { Directory } from '../reading/company.ts'
import type { Columns } from './columns.ts'
import { readOwnRow } from './own-row.ts'
import type { RowReading } from './row.ts'
import { readTrackerRow } from './tracker-row.ts'

export function readRow(
  columns: Columns,
  values: readonly string[],
  directory: Directory,
  now: number,
): RowReading {
  return columns.header.kind === 'own'
    ? readOwnRow(columns, values, directory, now)
    : readTrackerRow(columns, values, directory, now)
}
