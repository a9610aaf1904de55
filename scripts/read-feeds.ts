/**
 * Reads every file of a folder as the program reads a feed: served by a server on loopback, fetched, decoded and parsed. Says of each
 * how many items it gives, how many of them without a date or a link, and what is wrong with it. `--save FILE` keeps what was read;
 * `--against FILE` sets it beside what was read then, by another version: the figures of both, and the titles that were not there.
 * Where a MANIFEST.tsv (columns `file` and `items`) lies in the folder, the counts are compared. Exits 1 where one differs.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { FeedReading } from '../src/core/feed/fetched.ts'
import { openFeedReader } from '../src/feeds/read.ts'
import { startFeedServer } from '../test/support/feed-server.ts'

interface Read {
  items: { title: string; hasDate: boolean; hasLink: boolean }[]
  /** What is wrong with the document, or why it gives nothing. */
  notes: string[]
  isFeed: boolean
}

const options = { save: { type: 'string' }, against: { type: 'string' } } as const
const { positionals, values } = parseArgs({ options, allowPositionals: true })
const [folder] = positionals
if (folder === undefined) {
  console.error('usage: npm run read-feeds -- FOLDER [--save FILE] [--against FILE]')
  process.exit(2)
}

const expected = await readManifest(folder)
const before = values.against ? await readSaved(values.against) : null
const after = await readFolder(folder)
if (values.save) await writeFile(values.save, JSON.stringify([...after], null, 1))

let wrong = 0
console.log(['items', 'undated', 'unlinked', ...(before ? ['new titles'] : []), 'file'].join('\t'))
for (const [file, read] of after) {
  const wanted = expected.get(file)
  const isWrong = wanted !== undefined && wanted !== read.items.length
  if (isWrong) wrong++
  const earlier = before?.get(file)
  const notes = isWrong ? [`the manifest says ${wanted}`, ...read.notes] : read.notes
  const cells = figuresOf(read, earlier, before !== null)
  console.log([...cells, file, notes.join(', ')].join('\t').trimEnd())
}
const all = sumOf(after)
const cells = figuresOf(all, before ? sumOf(before) : undefined, before !== null)
console.log([...cells, 'in all'].join('\t'))
const unread = [...after.values()].filter(({ isFeed }) => !isFeed).length
console.log(`\n${unread} files not read; ${wrong} counts differ from the manifest's`)
process.exitCode = wrong === 0 ? 0 : 1

async function readFolder(from: string): Promise<Map<string, Read>> {
  const server = await startFeedServer()
  const reader = openFeedReader({
    clock: Date.now,
    userAgent: 'Bellwether',
    allowHosts: new Set([server.host]),
  })
  const unasked = { validators: { etag: null, lastModified: null }, bodyHash: null }
  const never = new AbortController().signal
  const reads = new Map<string, Read>()
  const entries = await readdir(from, { withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && entry.name !== 'MANIFEST.tsv')
  for (const { name } of files.toSorted((a, b) => a.name.localeCompare(b.name))) {
    const url = server.serve(`/${name}`, { body: await readFile(join(from, name)) })
    const reading = await reader.readFeed({ url, ...unasked, isConfigured: true }, never)
    reads.set(name, readOf(reading))
  }
  await reader.close()
  await server.close()
  return reads
}

function readOf(reading: FeedReading): Read {
  if (reading.kind !== 'document') {
    const notes = [reading.kind === 'unchanged' ? reading.kind : reading.sentence]
    return { items: [], notes, isFeed: false }
  }
  const items = reading.items.map(({ title, publishedAt, link }) => ({
    title,
    hasDate: publishedAt !== null,
    hasLink: link !== null,
  }))
  return { items, notes: [...reading.faults], isFeed: true }
}

/** Each figure alone, or "then → now" where it differs. */
function figuresOf(now: Read, then: Read | undefined, isCompared: boolean): string[] {
  const figures = countsOf(now).map((count, at) => {
    const earlier = then && countsOf(then)[at]
    return earlier === undefined || earlier === count ? String(count) : `${earlier} → ${count}`
  })
  return isCompared ? [...figures, String(newTitles(now, then))] : figures
}

function countsOf({ items }: Read): number[] {
  const undated = items.filter(({ hasDate }) => !hasDate).length
  const unlinked = items.filter(({ hasLink }) => !hasLink).length
  return [items.length, undated, unlinked]
}

function newTitles(now: Read, then: Read | undefined): number {
  const known = new Set(then?.items.map(({ title }) => title))
  return now.items.filter(({ title }) => !known.has(title)).length
}

function sumOf(reads: ReadonlyMap<string, Read>): Read {
  return { items: [...reads.values()].flatMap(({ items }) => items), notes: [], isFeed: true }
}

async function readSaved(file: string): Promise<Map<string, Read>> {
  return new Map(JSON.parse(await readFile(file, 'utf8')))
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
