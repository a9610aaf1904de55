import { readFile, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { FeedRequest } from '../poll/ports.ts'
import { mostBytes } from './ask.ts'
import { type Fetched, freshFor } from './fetch.ts'
import { fail, type Trouble, tooLarge } from './outcome.ts'

/** A file that the configuration names in the place of an address: unchanged while its time and size are. */
export async function fetchFile({ url, validators }: FeedRequest): Promise<Fetched> {
  const path = fileURLToPath(url)
  try {
    const { mtimeMs, size } = await stat(path)
    const etag = `${mtimeMs}-${size}`
    if (etag === validators.etag) {
      return { kind: 'unchanged', by: 'status', hints: freshFor(null), validators: null, ...asked }
    }
    if (size > mostBytes) return ending(tooLarge(path, mostBytes))
    const found = { validators: { etag, lastModified: null }, contentType: null, freshMs: null }
    const bytes = await readFile(path)
    const told = { status: 200, cut: null }
    return { kind: 'body', url, bytes, ...found, ...told, requests: 0, received: 0, movedTo: null }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return ending(fail('not_found', `The file ${path} cannot be read (${code}). Check feeds.yaml.`))
  }
}

const asked = { requests: 0, bytes: 0, movedTo: null }

function ending(trouble: Trouble): Fetched {
  return trouble.kind === 'refused'
    ? { ...trouble, ...asked }
    : { ...trouble, ...asked, status: null, retryAfterMs: null }
}
