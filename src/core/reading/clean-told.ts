/**
 * A story as its judge reads it: without the publisher's name at the end of the title and an agency's "UPDATE 2-" before it, without the dateline, and with the
 * headlines of other publishers, which news aggregators run together in the summary, parted again.
 */

import type { Told } from '../story.ts'
import { withoutPublisher } from '../text/publisher.ts'

export interface CleanTold {
  title: string
  summary: string
  /** The summary is a list of other publishers' headlines on the subject: it may fill in facts, never decide. */
  coverage: boolean
}

/** No more of a summary is judged: feeds put whole articles there, and news is told at the beginning. */
const judgedSummary = 4_000
const judgedTitle = 1_000

export function cleanTold(told: Told): CleanTold {
  const title = withoutPublisher(told.title.slice(0, judgedTitle), told.source).replace(update, '')
  const summary = told.summary.slice(0, judgedSummary)
  if (repeats(summary, title)) {
    return { title, summary: partHeadlines(summary.slice(title.length)), coverage: true }
  }
  return { title, summary: dropDateline(summary), coverage: false }
}

/** How often the agency has sent it. */
const update = /^update \d+ ?[-:]\s*/i

/** A short title may well begin a summary that goes on in prose. */
function repeats(summary: string, title: string): boolean {
  return (
    title.length >= 12 &&
    summary.length > title.length &&
    summary.startsWith(title) &&
    !/^[\s.:]*$/.test(summary.slice(title.length))
  )
}

/** "Title BloombergVisa is cutting … CNBCVisa Is …": a word that goes on in a capital ends a headline. */
function partHeadlines(text: string): string {
  return text.replace(glued, '$1. $2')
}

const glued =
  /(\b(?:Reuters|Bloomberg(?:\.com)?|CNBC|CNN|WSJ|BBC|NPR|NDTV|Forbes|Fortune|Variety|Axios|Politico|TechCrunch|Engadget|Insider|Times|Post|Guardian|Verge|Journal|News|Today|Business|Finance|Hindu|Mint|Television|Technica|Register|Information|Telegraph|Independent|Standard|Wired|Gizmodo|Polygon|Kotaku|IGN|AP|com|net|org|biz|India|World|Daily|Tribune|Chronicle|Herald|Review|Week|Report|Wire|TV|Street|Fool|Watch|Barron's))(?=[A-Z‘“'"$€£₹0-9])(?![A-Z]?[a-z]*\b\s*$)([A-Z‘“'"$€£₹0-9])/g

const longestDateline = 60
const agencies = ['(Reuters)', '(AP)', '(Bloomberg)', '(AFP)', '(CNN)', '(IANS)', '(PTI)']

/** "STOCKHOLM (Reuters) - ". */
function dropDateline(summary: string): string {
  const head = summary.slice(0, longestDateline)
  for (const agency of agencies) {
    const at = head.indexOf(agency)
    if (at >= 0) return summary.slice(at + agency.length).replace(/^[\s–—-]+/, '')
  }
  return summary
}
