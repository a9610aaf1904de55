/** What stands in brackets behind a company as its sign, and is no word of the sentence: "(NYSE: QBR)", "(QBR.L)", "[YC W24]". */

import { fold } from '../text/text.ts'
import type { Directory } from './company.ts'
import type { Knowledge } from './prose.ts'

/** A text without such signs; shares of a company that the directory knows by its ticker stay, as they may be all that names it. */
export function withoutSigns(text: string, knowledge: Knowledge): string {
  if (!/[([]/.test(text)) return text
  return text
    .replace(bracketed, (whole: string, said: string) =>
      batch.test(said) || isListing(said, knowledge) ? '' : whole,
    )
    .replace(shortened, (whole: string, name: string, ticker: string) =>
      isShortFor(ticker, name) && knowledge.directory.find(ticker) === null ? name : whole,
    )
}

const shortened = /(?<![\p{L}\p{N}])(\p{Lu}\p{Ll}+) \((\p{Lu}{3,5})\)/gu

/** "QBM" for "Quillbeam": its letters stand there in their order, from the first on. */
function isShortFor(ticker: string, name: string): boolean {
  let at = -1
  const letters = [...ticker.toLowerCase()]
  return letters.every((letter, index) => {
    at = name.toLowerCase().indexOf(letter, at + 1)
    return index === 0 ? at === 0 : at > 0
  })
}

const bracketed = /(?<=[\p{L}\p{N}.!’']) ?[([]([^()[\]]{2,60})[)\]]/gu

/** Whom an accelerator took, and when. */
const batch =
  /^(?:\p{Lu}[\p{L} ]{1,15},? )?(?:[FSWX]|(?:Fall|Spring|Summer|Winter) (?:20|['’])?)\d\d$/u

const listing = /^(\p{Lu}[^:;,]{1,30}): ?\$?([\p{Lu}\d][\p{Lu}\d.]{0,8})(?![\p{L}\d])/u
const bare = /^(?:\$(\p{Lu}{1,6})|([\p{Lu}\d]{2,6})\.\p{Lu}{1,2})$/u

function isListing(said: string, { directory, lexicon }: Knowledge): boolean {
  const [, exchange = '', listed] = listing.exec(said) ?? []
  const [, marked, dotted] = bare.exec(said) ?? []
  const ticker = listed ?? marked ?? dotted
  if (ticker === undefined || isKnown(ticker, directory)) return false
  return listed === undefined || isExchange(exchange, lexicon.exchanges)
}

/** "Nasdaq", "NYSE/TSX", "Nasdaq Stockholm". */
function isExchange(name: string, exchanges: ReadonlySet<string>): boolean {
  return fold(name)
    .split(' ')
    .some((word) => exchanges.has(word))
}

function isKnown(ticker: string, directory: Directory): boolean {
  const company = directory.find(ticker)
  return company !== null && directory.entry(company.key)?.tickers.includes(ticker) === true
}
