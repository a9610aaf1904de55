/** Something wrong in what people wrote: where it stands, and what would be right. */
export interface Fault {
  /** A file of the configuration, or "environment". */
  file: string
  /** Counted from 1; null where no line can be named. */
  line: number | null
  message: string
}

/** `feeds.yaml:12: feed "bbc" is given twice`, one line a fault, in the order of files and lines. */
export function printFaults(faults: readonly Fault[]): string {
  return faults
    .toSorted((a, b) => a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0))
    .map(({ file, line, message }) => `${file}${line === null ? '' : `:${line}`}: ${message}\n`)
    .join('')
}
