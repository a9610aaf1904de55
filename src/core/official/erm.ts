/** The European Restructuring Monitor's table of announced restructurings: one row each, a country's jobs alone, losses negative. */

import type { Notice } from '../notice.ts'

export interface ErmNotice {
  id: string
  at: number
  notice: Notice
}

/** Where a row's columns are; null where the first row is no such header. */
export function readErmColumns(header: readonly string[]) {
  const names = header.map((cell) => cell.toLowerCase().replace(/[^a-z]/g, ''))
  const [id, date, country, company, change] = [
    'id',
    'announcementdate',
    'country',
    'company',
    'employmentchange',
  ].map((name) => names.indexOf(name))
  if (id === undefined || date === undefined || country === undefined) return null
  if (company === undefined || change === undefined) return null
  return Math.min(id, date, country, company, change) < 0
    ? null
    : { id, date, country, company, change }
}

export type ErmColumns = NonNullable<ReturnType<typeof readErmColumns>>

/** Null for a row that creates jobs, or that cannot be read. */
export function readErmRow(columns: ErmColumns, row: readonly string[]): ErmNotice | null {
  const cell = (at: number) => (row[at] ?? '').trim()
  const [id, employer, place] = [cell(columns.id), cell(columns.company), cell(columns.country)]
  const at = Date.parse(cell(columns.date).slice(0, 10))
  const change = Number(cell(columns.change).replaceAll(',', ''))
  if (!/^\d{1,9}$/.test(id) || employer === '' || Number.isNaN(at) || !(change < 0)) return null
  return {
    id,
    at,
    notice: {
      employer,
      tickers: [],
      ciks: [],
      industry: null,
      isCut: true,
      headcount: -change,
      percent: null,
      approximate: false,
      wording: `${employer}, ${place}: ${change}`,
      official: {
        register: 'erm',
        notice: id,
        at,
        place: place || null,
        effectiveAt: null,
        cost: null,
        link: `https://apps.eurofound.europa.eu/restructuring-events/detail/${id}`,
        change: 'none',
      },
    },
  }
}
