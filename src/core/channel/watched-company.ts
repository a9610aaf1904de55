/**
 * A company of a watch or a mute: its key, or where no directory knows it "~" and its name as somebody wrote it, so that it is shown as
 * it was written. Two spellings of one name are one company all the same.
 */

import { type Directory, unknownCompany } from '../reading/company.ts'

export function watchedCompany(name: string, directory: Directory): string {
  return directory.find(name)?.key ?? `~${name.trim()}`
}

/** The key that stories have for it. */
export function keyOfWatched(written: string): string {
  return written.startsWith('~') ? unknownCompany(written.slice(1)).key : written
}
