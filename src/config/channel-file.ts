import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMap, isSeq, parse, parseDocument } from 'yaml'

/**
 * Puts entries, a YAML list of one or more channels, into `channels.yaml`: in the place of those of the same channel, else at the end.
 * Comments and all else stay as they are.
 */
export function putChannels(dir: string, entries: string): void {
  const path = join(dir, 'channels.yaml')
  const document = parseDocument(readIfThere(path))
  const listed = document.get('channels')
  const channels = isSeq(listed) ? listed : document.createNode([])
  channels.flow = false
  for (const entry of parse(entries) as { channel: string }[]) {
    const at = channels.items.findIndex(
      (item) => isMap(item) && item.get('channel') === entry.channel,
    )
    if (at >= 0) channels.set(at, document.createNode(entry))
    else channels.add(document.createNode(entry))
  }
  document.set('channels', channels)
  const partial = `${path}.partial`
  writeFileSync(partial, document.toString())
  renameSync(partial, path)
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
