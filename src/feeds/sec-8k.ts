/**
 * The SEC's list of current reports. Each new one with item 2.05 is followed to its text by one request, through the same lane as
 * all others to that host (one at a time, a second apart: the SEC allows ten). Where it tells us to wait, the whole feed waits.
 */

import type { FailureReason } from '../core/feed/fetched.ts'
import { everydayName } from '../core/official/employer.ts'
import { type Filing, filingsIn, noticeOfFiling } from '../core/official/filing-notice.ts'
import type { Item } from '../core/story.ts'
import { type FeedRequest, type ReadFeed, unconditional } from '../poll/ports.ts'
import type { Clock } from '../ports.ts'
import { decode } from './decode.ts'
import type { Fetched, Fetcher } from './fetch.ts'
import { readSubmission } from './submission.ts'
import { clean } from './text.ts'

export interface FilingsParts {
  /** Reads the list as the feed that it is. */
  readNews: ReadFeed
  fetch: Fetcher['fetch']
  clock: Clock
}

/** So often a filing's text is asked for; then it is told by its title alone. */
const mostTries = 5
/** Filings whose text is remembered: the list shows each for hours. */
const mostRemembered = 200

export function openFilings({ readNews, fetch, clock }: FilingsParts): ReadFeed {
  const book = openBook()

  async function follow(filing: Filing, request: FeedRequest, signal: AbortSignal) {
    const answer = await fetch({ ...request, ...unconditional, url: textAddress(filing) }, signal)
    // Half a filing may lack the very sentence that counts.
    const fetched = answer.kind === 'body' ? (answer.cut ?? answer) : answer
    if (fetched.kind === 'body') book.read(filing, decode(fetched.bytes, fetched.contentType))
    else if (isTooLarge(fetched)) book.read(filing, '')
    else if (!isToldToWait(fetched)) book.missed(filing)
    return fetched
  }

  return async (request, signal) => {
    const reading = await readNews(request, signal)
    if (reading.kind !== 'document') return reading
    const filings = filingsIn(reading.items, clock())
    const waiting = book.note(filings)
    let { requests, bytes } = reading
    for (const filing of waiting) {
      const fetched = await follow(filing, request, signal)
      requests += fetched.requests
      bytes += fetched.kind === 'body' ? fetched.received : fetched.bytes
      if (isToldToWait(fetched)) return { ...fetched, requests, bytes }
    }
    return { ...reading, items: book.itemsOf([...filings, ...waiting]), requests, bytes }
  }
}

interface Book {
  /** Those that are to be followed: new ones, and those that could not be read before. */
  note(filings: readonly Filing[]): Filing[]
  read(filing: Filing, submission: string): void
  missed(filing: Filing): void
  /** Of those that were read, each once. */
  itemsOf(filings: readonly Filing[]): Item[]
}

function openBook(): Book {
  const items = new Map<string, Item>()
  const waiting = new Map<string, { filing: Filing; tries: number }>()

  function read(filing: Filing, submission: string): void {
    waiting.delete(filing.accession)
    items.set(filing.accession, itemOf(filing, submission))
    const [oldest] = items.keys()
    if (items.size > mostRemembered && oldest !== undefined) items.delete(oldest)
  }
  return {
    note(filings) {
      for (const filing of filings) {
        const { accession } = filing
        if (items.has(accession) || waiting.has(accession)) continue
        waiting.set(accession, { filing, tries: 0 })
      }
      return [...waiting.values()].map(({ filing }) => filing)
    },
    read,
    missed(filing) {
      const one = waiting.get(filing.accession)
      if (one && ++one.tries >= mostTries) read(filing, '')
    },
    itemsOf: (filings) => {
      const names = new Set(filings.map(({ accession }) => accession))
      return [...names].flatMap((name) => items.get(name) ?? [])
    },
  }
}

/** It will not be smaller the next time. */
function isTooLarge(fetched: Fetched): boolean {
  return fetched.kind === 'failed' && fetched.reason === 'too_large'
}

function isToldToWait(fetched: Fetched): fetched is Fetched & { kind: 'failed' } {
  return fetched.kind === 'failed' && asksToWait.has(fetched.reason)
}

const asksToWait: ReadonlySet<FailureReason> = new Set(['rate_limited', 'forbidden'])

/** The whole submission as one text: the list links the page of its documents. */
function textAddress({ link }: Filing): string {
  return link.replace(/-index\.html?$/, '.txt')
}

function itemOf(filing: Filing, submission: string): Item {
  const notice = noticeOfFiling(filing, readSubmission(submission))
  const name = everydayName(notice.employer)
  return {
    guid: filing.accession,
    link: filing.link,
    title: `${name} files on exit or disposal costs (Form ${filing.form}, item 2.05)`,
    summary: clean(notice.wording, longestSummary),
    publisher: null,
    publishedAt: filing.at,
    notice,
  }
}

const longestSummary = 2000
