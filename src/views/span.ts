import { counted } from './words.ts'

/** "1 year", "12 weeks", "90 days": in the largest unit that leaves nothing over. */
export function spanWords(days: number): string {
  const { length, unit } = spanOf(days)
  return counted(length, unit)
}

/** "90 days before", "year before" */
export function spanBefore(days: number): string {
  const { length, unit } = spanOf(days)
  return `${length === 1 ? unit : counted(length, unit)} before`
}

function spanOf(days: number): { length: number; unit: string } {
  if (days % 365 === 0) return { length: days / 365, unit: 'year' }
  return days % 7 === 0 && days > 7
    ? { length: days / 7, unit: 'week' }
    : { length: days, unit: 'day' }
}
