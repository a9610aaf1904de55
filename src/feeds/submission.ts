import type { FilingText } from '../core/official/filing-notice.ts'
import { toText } from './text.ts'

const longestText = 200_000
/** A filing of inline XBRL has a tag around each fact. */
const mostTags = 40_000
const mostExhibits = 3
const longestHead = 5000

/** A whole submission to the SEC, "<DOCUMENT><TYPE>8-K …" after a head in SGML, as the texts that people read. */
export function readSubmission(submission: string): FilingText {
  const documents = documentsIn(submission)
  const report = documents.find(({ type }) => /^8-K(\/A)?$/.test(type))?.html ?? ''
  const head = submission.slice(0, longestHead)
  const exhibits = documents.filter(({ type }) => type.startsWith('EX-99')).slice(0, mostExhibits)
  return {
    report: textOf(report),
    exhibits: exhibits.map(({ html }) => textOf(html)),
    tickers: factsOf(report, 'dei:TradingSymbol').map((ticker) => ticker.toUpperCase()),
    trade: /STANDARD INDUSTRIAL CLASSIFICATION:\s*([^\n]{1,120})/.exec(head)?.[1]?.trim() ?? null,
    cik: factsOf(report, 'dei:EntityCentralIndexKey')[0] ?? null,
  }
}

interface Part {
  type: string
  html: string
}

function documentsIn(submission: string): Part[] {
  return submission
    .split('<DOCUMENT>')
    .slice(1)
    .map((part) => {
      const from = part.indexOf('<TEXT>')
      const end = part.lastIndexOf('</TEXT>')
      return {
        type: /<TYPE>([^\s<]{1,20})/.exec(part.slice(0, 1000))?.[1] ?? '',
        html: from < 0 ? '' : part.slice(from + '<TEXT>'.length, end < 0 ? undefined : end),
      }
    })
}

function textOf(html: string): string {
  return toText(html, longestText, mostTags)
}

/** The values of a fact on the cover, each once. */
function factsOf(html: string, name: string): string[] {
  const values = html.split('<ix:nonNumeric').flatMap((tagged) => {
    const end = tagged.indexOf('</ix:nonNumeric>')
    const isAsked = tagged.slice(0, tagged.indexOf('>')).includes(`"${name}"`)
    return isAsked && end >= 0 ? [toText(tagged.slice(tagged.indexOf('>') + 1, end), 40)] : []
  })
  return [...new Set(values.filter((value) => value !== ''))]
}
