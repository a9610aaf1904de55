import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of its own, that can be filled to the last byte. */
export interface SmallDisk {
  folder: string
  fill(): void
  free(): void
  close(): void
}

/** Needs Linux, and the right to mount. */
export function openSmallDisk(megabytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
  const filler = join(folder, 'filler')
  let isOpen = true
  const close = () => {
    if (!isOpen) return
    isOpen = false
    // Lazily: a life that is being killed may have files there still.
    execFileSync('umount', ['-l', folder])
    rmdirSync(folder)
  }
  process.once('exit', close)
  return {
    folder,
    fill() {
      const file = openSync(filler, 'w')
      for (let size = 1_048_576; size >= 1; size /= 16) writeUntilFull(file, Buffer.alloc(size))
      closeSync(file)
    },
    free: () => rmSync(filler),
    close,
  }
}

function writeUntilFull(file: number, bytes: Buffer): void {
  try {
    while (writeSync(file, bytes) > 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}
