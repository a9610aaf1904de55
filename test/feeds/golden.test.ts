import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from '../../src/feeds/parse.ts'

/**
 * Each document in fixtures/feeds has what must be read of it beside it, as `NAME.golden`. To write what is missing, set
 * GOLDEN=write, and then read what was written.
 */
const folder = new URL('../fixtures/feeds/', import.meta.url)
const now = Date.UTC(2026, 10, 23, 12)
const headers: Record<string, string> = {
  'charset-header.xml': 'application/rss+xml; charset=windows-1251',
  'charset-header-wrong.xml': 'text/xml; charset=ISO-8859-1',
}
const documents = readdirSync(folder).filter((name) => !name.endsWith('.golden'))

test.each(documents)('%s is read as its golden pair says', async (name) => {
  const bytes = readFileSync(new URL(name, folder))
  const contentType = headers[name] ?? null
  const parsed = await parse({ bytes, contentType, url: 'https://cdn.example/feed', now })
  const text = `${JSON.stringify(parsed, instants, 2)}\n`
  const golden = new URL(`${name}.golden`, folder)
  if (process.env.GOLDEN === 'write') writeFileSync(golden, text)
  expect(text).toBe(readFileSync(golden, 'utf8'))
})

function instants(key: string, value: unknown): unknown {
  return key === 'publishedAt' && typeof value === 'number' ? new Date(value).toISOString() : value
}
