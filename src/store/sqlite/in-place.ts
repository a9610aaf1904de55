import { statSync } from 'node:fs'

/**
 * Tells whether the files of an open database are those that it was opened with. Where one was deleted or replaced, what is written
 * goes into a file without a name, and is lost at the end.
 */
export function watchFiles(path: string): () => boolean {
  if (path === ':memory:') return () => true
  const known = new Map<string, number>()
  const isKept = (file: string) => {
    const inode = statSync(file, { throwIfNoEntry: false })?.ino
    const first = known.get(file)
    if (first === undefined && inode !== undefined) known.set(file, inode)
    return first === undefined || first === inode
  }
  const isInPlace = () => [path, `${path}-wal`].every(isKept)
  isInPlace()
  return isInPlace
}
