/**
 * Reads every file of a folder as the program reads a feed: served by a server on loopback, fetched, decoded and parsed. Where a
 * MANIFEST.tsv (columns `file` and `items`) lies in the folder, the counts are compared. Exits 1 where one differs.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Reading } from '../src/core/feed/fetched.ts'
import { openFeedReader } from '../src/feeds/read.ts'
import { startFeedServer } from '../test/support/feed-server.ts'

const [folder] = process.argv.slice(2)
if (folder === undefined) {
  console.error('usage: npm run read-feeds -- FOLDER')
  process.exit(2)
}

const server = await startFeedServer()
const reader = openFeedReader({
  clock: Date.now,
  userAgent: 'Bellwether',
  allowHosts: new Set([server.host]),
})
const expected = await readManifest(folder)
let items = 0
let wrong = 0
let unread = 0
const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile())
for (const { name: file } of files.toSorted((a, b) => a.name.localeCompare(b.name))) {
  const url = server.serve(`/${file}`, { body: await readFile(join(folder, file)) })
  const request = {
    url,
    validators: { etag: null, lastModified: null },
    bodyHash: null,
    isConfigured: true,
  }
  const reading = await reader.readFeed(request, new AbortController().signal)
  const count = reading.kind === 'document' ? reading.items.length : 0
  const wanted = expected.get(file)
  const isWrong = wanted !== undefined && wanted !== count
  items += count
  if (isWrong) wrong++
  if (reading.kind !== 'document') unread++
  console.log([isWrong ? `≠ ${wanted}` : '', count, file, describe(reading)].join('\t'))
}
console.log(
  `\n${items} items; ${unread} files not read; ${wrong} counts differ from the manifest's`,
)
await reader.close()
await server.close()
process.exitCode = wrong === 0 ? 0 : 1

function describe(reading: Reading): string {
  if (reading.kind !== 'document') {
    return reading.kind === 'unchanged' ? reading.kind : reading.sentence
  }
  const undated = reading.items.filter(({ publishedAt }) => publishedAt === null).length
  const unlinked = reading.items.filter(({ link }) => link === null).length
  const notes = [
    ...reading.faults,
    ...(undated > 0 ? [`${undated} without a date`] : []),
    ...(unlinked > 0 ? [`${unlinked} without a link`] : []),
  ]
  return notes.join(', ')
}

async function readManifest(from: string): Promise<Map<string, number>> {
  const text = await readFile(join(from, 'MANIFEST.tsv'), 'utf8').catch(() => '')
  const [head = '', ...rows] = text.split('\n').filter((row) => row !== '')
  const columns = head.split('\t')
  return new Map(
    rows.map((row) => {
      const cells = row.split('\t')
      const cell = (name: string) => cells[columns.indexOf(name)] ?? ''
      return [cell('file'), Number(cell('items'))]
    }),
  )
}
