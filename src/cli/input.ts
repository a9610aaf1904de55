import { type FileHandle, open } from 'node:fs/promises'

export type Input = { kind: 'open'; file: FileHandle; size: number } | { kind: 'none'; why: string }

/** Opens a file that somebody named, to be read as a stream; or says why it cannot be. */
export async function openInput(path: string): Promise<Input> {
  try {
    const file = await open(path)
    const stats = await file.stat()
    if (!stats.isDirectory()) return { kind: 'open', file, size: stats.size }
    await file.close()
    return { kind: 'none', why: `"${path}" is a folder; name a file` }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? `there is no file "${path}"` : `cannot read "${path}" (${code})`
    return { kind: 'none', why }
  }
}
