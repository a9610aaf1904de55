import { useMemo, useState } from 'preact/hooks'
import { RichText } from './rich-text.tsx'
import { Plain } from './text.tsx'

/** `table` and `data_table`: the second is sorted by a click and shown in pages. */

interface Cell {
  type: 'raw_text' | 'raw_number' | 'rich_text'
  text?: string
  value?: number
}

function CellView({ cell }: { cell: Cell }) {
  return cell.type === 'rich_text' ? <RichText of={cell} /> : <Plain text={cell.text ?? ''} />
}

interface TableBlock {
  rows: Cell[][]
  column_settings?: { align?: string; is_wrapped?: boolean }[]
}

export function TableView({ rows, column_settings: settings = [] }: TableBlock) {
  const [head = [], ...body] = rows
  const look = (column: number) =>
    `${settings[column]?.align ?? 'left'} ${settings[column]?.is_wrapped ? 'wrapped' : ''}`
  return (
    <section class="table-box" aria-label="Table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell, column) => (
              <th key={column} scope="col" class={look(column)}>
                <CellView cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, line) => (
            <tr key={line}>
              {row.map((cell, column) => (
                <td key={column} class={look(column)}>
                  <CellView cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface DataTableBlock {
  rows: Cell[][]
  caption: string
  page_size?: number
  row_header_column_index?: number
}

/** The words of a cell, to sort by. */
function wordsOf(cell: Cell | undefined): string {
  if (cell?.type !== 'rich_text') return cell?.text ?? ''
  return JSON.stringify(cell).replace(/.*?"text":"([^"]*)"[^"]*/g, '$1 ')
}

function byColumn(column: number, falling: boolean) {
  const sign = falling ? -1 : 1
  return (a: Cell[], b: Cell[]) => {
    const [one, two] = [a[column], b[column]]
    if (one?.type === 'raw_number' && two?.type === 'raw_number') {
      return sign * ((one.value ?? 0) - (two.value ?? 0))
    }
    return sign * wordsOf(one).localeCompare(wordsOf(two), undefined, { numeric: true })
  }
}

export function DataTable({
  rows,
  caption,
  page_size: size = 5,
  row_header_column_index: header = 0,
}: DataTableBlock) {
  const [sort, setSort] = useState<{ column: number; falling: boolean }>()
  const [page, setPage] = useState(0)
  const [head = [], ...body] = rows
  const sorted = useMemo(
    () => (sort ? body.toSorted(byColumn(sort.column, sort.falling)) : body),
    [rows, sort],
  )
  const pages = Math.max(1, Math.ceil(body.length / size))
  const at = Math.min(page, pages - 1)
  const isNumber = (column: number) => body.every((row) => row[column]?.type === 'raw_number')
  const order = (column: number) => {
    if (sort?.column !== column) return 'none'
    return sort.falling ? 'descending' : 'ascending'
  }
  return (
    <div class="data-table">
      <section class="table-box" aria-label={caption} tabIndex={0}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {head.map((cell, column) => (
                <th
                  key={column}
                  scope="col"
                  aria-sort={order(column)}
                  class={isNumber(column) ? 'right' : 'left'}
                >
                  <button
                    type="button"
                    onClick={() =>
                      setSort({ column, falling: sort?.column === column && !sort.falling })
                    }
                  >
                    <CellView cell={cell} />
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(at * size, (at + 1) * size).map((row, line) => (
              <tr key={line}>
                {row.map((cell, column) => {
                  const look = isNumber(column) ? 'right' : 'left'
                  const inner = <CellView cell={cell} />
                  return column === header ? (
                    <th key={column} scope="row" class={look}>
                      {inner}
                    </th>
                  ) : (
                    <td key={column} class={look}>
                      {inner}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {pages > 1 && (
        <nav aria-label={`Pages of ${caption}`}>
          <button
            type="button"
            class="button icon"
            disabled={at === 0}
            onClick={() => setPage(at - 1)}
            aria-label="Page before"
          >
            ‹
          </button>
          <span aria-live="polite">
            {at * size + 1}–{Math.min((at + 1) * size, body.length)} of {body.length}
          </span>
          <button
            type="button"
            class="button icon"
            disabled={at === pages - 1}
            onClick={() => setPage(at + 1)}
            aria-label="Next page"
          >
            ›
          </button>
        </nav>
      )}
    </div>
  )
}
