/**
 * What the cells of each column mean, found from all of them before one is read: a date, a number or a percentage that could be
 * read in two ways is read as its column is.
 */

import {
  type DayOrder,
  noOrder,
  noteDay,
  type Order,
  orderOf,
  readDay,
} from '../text/date-column.ts'
import { bareFormula } from './formula.ts'
import type { Header, OwnField, TrackerField } from './header.ts'
import { type Marks, noMarks, noteNumber, readNumber } from './number-column.ts'
import { isOfShares, noSizes, notePercent, readPercent, type Sizes } from './percent-column.ts'

type Field = TrackerField | OwnField

const numberFields: readonly Field[] = [
  'headcount',
  'jobs',
  'amount',
  'valuation',
  'round_number',
  'within_months',
]
/** One of these is to be found in a tracker. */
const tellingFields: readonly Field[] = ['headcount', 'percent']

/** A column by its place in the row. */
type ByColumn<T> = Map<number, T>

export interface Columns {
  header: Header
  /** The column's, or what is taken for granted where no cell tells. */
  orderOf(column: number): Order
  marksOf(column: number): Marks
  isOfShares(column: number): boolean
}

export interface Survey {
  /** Takes in one row. */
  note(values: readonly string[]): void
  /** After the last row. */
  settle(): Settled
}

interface Settled {
  columns: Columns
  /** Names of date columns whose order is taken for granted. */
  assumed: readonly string[]
  /** Why the file is worth nothing, if it is: what is missing, and what would be right. */
  fault: string | null
}

/** @param usual the order of figures in a date where no cell of its column tells. */
export function openSurvey(header: Header, usual: Order): Survey {
  const days: ByColumn<DayOrder> = new Map()
  const marks: ByColumn<Marks> = new Map()
  const sizes: ByColumn<Sizes> = new Map()
  const sum = { rows: 0, telling: 0 }
  const note = {
    day: (column: number, text: string) =>
      days.set(column, noteDay(days.get(column) ?? noOrder, text)),
    number: (column: number, text: string) =>
      marks.set(column, noteNumber(marks.get(column) ?? noMarks, text)),
    percent: (column: number, text: string) =>
      sizes.set(column, notePercent(sizes.get(column) ?? noSizes, text)),
  }
  return {
    note(values) {
      sum.rows++
      for (const cell of cellsOf(header, 'date', values)) note.day(cell.column, cell.text)
      for (const cell of cellsOf(header, 'percent', values)) note.percent(cell.column, cell.text)
      const numbers = numberFields.flatMap((field) => cellsOf(header, field, values))
      for (const cell of numbers) note.number(cell.column, cell.text)
      if (tellingFields.some((field) => isTelling(header, field, values))) sum.telling++
    },
    settle: () => ({
      columns: {
        header,
        orderOf: (column) => orderOf(days.get(column) ?? noOrder) ?? usual,
        marksOf: (column) => marks.get(column) ?? noMarks,
        isOfShares: (column) =>
          header.kind === 'tracker' && isOfShares(sizes.get(column) ?? noSizes),
      },
      assumed: [...days].flatMap(([column, order]) =>
        order.either > 0 && orderOf(order) === null ? [header.names[column] ?? ''] : [],
      ),
      fault: sum.rows > 0 && sum.telling === 0 ? faultOf(header) : null,
    }),
  }
}

function isTelling(header: Header, field: Field, values: readonly string[]): boolean {
  return cellsOf(header, field, values).some(({ text }) =>
    field === 'headcount' ? readNumber(text, noMarks) : readPercent(text, false),
  )
}

function faultOf(header: Header): string | null {
  if (header.kind === 'own') return null
  const names = tellingFields.flatMap((field) =>
    placesOf(header, field).map((column) => `"${header.names[column]}"`),
  )
  return names.length > 0
    ? `no cell of ${names.join(' or ')} gives a number; right would be 1200 jobs or 15%`
    : `no column gives a number of jobs or a share of the staff; there are: ${header.names.join(', ')}. ` +
        'Name it in import.yaml, or in the file'
}

interface Cell {
  column: number
  text: string
}

/** The cells of a field that say something, the preferred column's first. */
function cellsOf(header: Header, field: Field, values: readonly string[]): Cell[] {
  return placesOf(header, field).flatMap((column) => {
    const text = bareFormula(values[column] ?? '').trim()
    return isUnknown(header, text) ? [] : [{ column, text }]
  })
}

function placesOf({ places }: Header, field: Field): readonly number[] {
  return (places as ReadonlyMap<Field, readonly number[]>).get(field) ?? []
}

function isUnknown({ kind, unknown }: Header, text: string): boolean {
  if (kind === 'own') return text === ''
  return /^[-–—?.]*$/.test(text) || unknown.has(text.toLowerCase())
}

/** Reads the cells of one row; `faults` gathers what could not be read: the column, the cell and what would be right. */
export function openRow(
  { header, ...columns }: Columns,
  values: readonly string[],
  now: number,
): RowReader {
  const faults: string[] = []
  const read = <T>(field: Field, parse: (cell: Cell) => T | null | undefined, is: string) => {
    const cells = cellsOf(header, field, values)
    const found = cells.map(parse)
    const value = found.find((each) => each !== undefined && each !== null)
    const [first] = cells
    if (first && found.every((each) => each === undefined)) {
      faults.push(`column "${header.names[first.column]}": "${first.text}" is ${is}`)
    }
    return value ?? null
  }
  const texts = (field: Field) => cellsOf(header, field, values).map(({ text }) => text)
  return {
    faults,
    texts,
    text: (field) => texts(field)[0] ?? null,
    number: (field) =>
      read(
        field,
        (cell) => readNumber(cell.text, columns.marksOf(cell.column)),
        'no whole number; right would be 1200, 1,200 or 100-150',
      ),
    percent: (field) =>
      read(
        field,
        (cell) => readPercent(cell.text, columns.isOfShares(cell.column)),
        'no percentage; right would be 15%, or 15 or 0.15 as in the rest of the column',
      ),
    day: (field) =>
      read(
        field,
        (cell) => readDay(cell.text, columns.orderOf(cell.column), now),
        'no certain date; right would be 2024-01-31',
      ),
    word: (field, words) =>
      read(
        field,
        (cell) => words.find((word) => word === cell.text),
        `unknown; right would be one of ${words.join(', ')}`,
      ),
    parsed: (field, parse, wanted) => read(field, (cell) => parse(cell.text), `no ${wanted}`),
  }
}

export interface RowReader {
  faults: string[]
  /** Of all the field's columns that say something. */
  texts(field: Field): string[]
  text(field: Field): string | null
  number(field: Field): number | null
  percent(field: Field): number | null
  day(field: Field): number | null
  word<W extends string>(field: Field, words: readonly W[]): W | null
  parsed<T>(field: Field, parse: (text: string) => T | undefined, wanted: string): T | null
}
