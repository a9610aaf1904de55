/**
 * A story as its judge reads it: the title without the publisher's name behind it and an agency's "UPDATE 2-" before it, the summary
 * without addresses and the dateline, and the headlines of other publishers, which news aggregators run together there, parted again.
 */

import type { Told } from '../story.ts'
import { partTitle, withoutPublisher } from '../text/publisher.ts'
import { fold } from '../text/text.ts'
import type { Lexicon } from './lexicon.ts'
import type { Knowledge } from './prose.ts'

export interface CleanTold {
  title: string
  summary: string
  /** The summary is a list of other publishers' headlines on the subject: it may fill in facts, never decide. */
  coverage: boolean
}

/** No more of a summary is judged: feeds put whole articles there, and news is told at the beginning. */
const judgedSummary = 4_000
const judgedTitle = 1_000

export function cleanTold(told: Told, knowledge: Knowledge): CleanTold {
  const { lexicon } = knowledge
  const given = told.title.slice(0, judgedTitle)
  const headline = withoutByline(
    withoutTail(withoutPublisher(given, told.source), knowledge),
    lexicon,
  )
  const title = headline.replace(update, '').replace(spacedMark, '$1')
  const summary = told.summary.slice(0, judgedSummary).replace(address, ' ')
  if (repeats(summary, headline)) {
    const rest = summary.slice(headline.length)
    return { title, summary: partHeadlines(rest, lexicon), coverage: true }
  }
  const prose = summary.replace(section, '').replace(toldBy, '')
  return { title, summary: dropDateline(prose, lexicon), coverage: false }
}

/** "Jo Doe / Reuters: …": the same before a summary. */
const toldBy = /^\p{Lu}[^/:,\d]{2,40} \/ \p{Lu}[^/:]{2,40}: /u

/** "… - Reuters", where an aggregator or a collection is the source. */
function withoutTail(title: string, knowledge: Knowledge): string {
  const parts = partTitle(title)
  if (!parts) return title
  const isTeller =
    knowledge.lexicon.publishers.has(fold(parts.tail)) || isPaper(parts.tail, knowledge)
  return isTeller ? parts.headline : title
}

/** "The Quillbridge Echo", "KQBR Fox 2", unless the directory knows an employer of that name. */
function isPaper(tail: string, { lexicon, directory }: Knowledge): boolean {
  if (!named.test(tail) || directory.find(tail) !== null) return false
  const words = fold(tail)
    .replace(/^the | \d+$/g, '')
    .split(' ')
  return words.length > 1 && lexicon.mastheads.has(words.at(-1) ?? '')
}

const named = /^(?:\p{Lu}\S* (?:& |and |of )?){1,4}[\p{Lu}\d]\S*$/u

const byline = / \(([^()]{2,60})\)$/

/** "… (Jo Doe/Reuters)", "… (Reuters)": who is read at the end of a title that others wrote. */
function withoutByline(title: string, { publishers }: Lexicon): string {
  const [tail = '', teller = ''] = byline.exec(title) ?? []
  const isTold =
    /^\p{Lu}[^/,\d]+\/ ?[\p{Lu}\d][^/,]+$/u.test(teller) || publishers.has(fold(teller))
  return isTold ? title.slice(0, -tail.length || undefined) : title
}

/** How often the agency has sent it. */
const update = /^update \d+ ?[-:]\s*/i

/** "16 , 000", "8 . 3": some feeds part marks from what they stand in. */
const spacedMark = /(?<=\d) (,(?= \d{3}\b)|\.(?= \d)) /g

/** "Tech News News: ": where a publisher put the story. */
const section = /^[^.:]{2,30} News ?: /

/** Its words and numbers are cut short and run together. */
const address = /https?:\/\/\S+/g

/** A short title may well begin a summary that goes on in prose. */
function repeats(summary: string, title: string): boolean {
  return (
    title.length >= 12 &&
    summary.length > title.length &&
    summary.startsWith(title) &&
    !/^[\s.:]*$/.test(summary.slice(title.length))
  )
}

/** "Title BloombergVisa is cutting … CNBCVisa Is …": a publisher's name that goes on in a capital ends a headline. */
function partHeadlines(text: string, { glue }: Lexicon): string {
  const parted = text.replace(glue, '$1. $2')
  // Behind the title that was cut off stands who published it.
  return parted.replace(firstPublisher, '')
}

const firstPublisher = /^ [^.]{2,40}\. /

const dateline = /^[^()]{0,50}\(([^()]{2,30})\)[\s–—-]*/

/** "STOCKHOLM (Reuters) - ". */
function dropDateline(summary: string, { publishers }: Lexicon): string {
  const [head = '', agency = ''] = dateline.exec(summary) ?? []
  return publishers.has(fold(agency)) ? summary.slice(head.length) : summary
}
