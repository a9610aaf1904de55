/**
 * What is asked of the bot in a mention or a direct message: the commands without their slash ("company amazon", "trends 90d", "watch
 * list"), and the same questions as people put them ("compare oracle and sap", "who cut most this month"). What fits none of these is
 * `unclear`: a sentence is never read as a name.
 */

import { dayMs } from '../text/calendar.ts'
import { cleanAsked } from './asked-name.ts'
import { periodAtEnd } from './period.ts'
import { parseTrends, takeIndustries } from './query.ts'
import type { RankingBy } from './ranking.ts'

/** The largest of a kind, one event a row, or added up by company. */
export interface RankingQuestion extends RankingBy {
  since: number
  /** Null: until now. */
  until: number | null
}

export type Talk =
  /** In the grammar of the command. */
  | { kind: 'company' | 'trends' | 'watch'; question: string }
  | { kind: 'ranking'; ranking: RankingQuestion }
  | { kind: 'help' }
  /** `words` were not understood. */
  | { kind: 'unclear'; words: string }

/** @param isName whether these words are, as a whole, the name of a company that is known. */
export function parseTalk(text: string, now: number, isName: (words: string) => boolean): Talk {
  const typed = withoutAddress(text)
  const [, command = '', question = ''] =
    /^\/?(company|trends|watch)\b\s*([\s\S]*)$/i.exec(typed) ?? []
  if (command !== '' && !isName(typed)) {
    return { kind: command.toLowerCase() as 'company' | 'trends' | 'watch', question }
  }
  const asked = cleanAsked(typed)
  if (asked === '' || /^(?:help|usage|what can you do|who are you)$/i.test(asked))
    return { kind: 'help' }
  return readRanking(asked, now) ?? readTrends(asked, now) ?? readCompanies(asked, isName)
}

/** Without the mention, a greeting, and a please. */
function withoutAddress(text: string): string {
  const bare = text.replace(/<@[A-Z0-9]+(?:\|[^>]*)?>/g, ' ').trim()
  return bare
    .replace(/^(?:(?:hi|hello|hey|ok|please|bellwether)\b[\s,:!.]*)+/i, '')
    .replace(/[\s,]+(?:please|pls|thanks|thank you)[\s.!?]*$/i, '')
    .trim()
}

const cuts = '(?:layoffs?|cuts|job cuts|jobs cuts)'
const rounds = '(?:ai )?(?:rounds?|fundings?|funding rounds?)'
const deals = '(?:ai )?(?:deals?|investments?)'

/** How a ranking begins; what follows it is the period. */
const rankings: readonly { begins: RegExp; what: RankingBy['what']; by: RankingQuestion['by'] }[] =
  [
    {
      begins:
        /^(?:who|which (?:company|companies)|what companies) (?:has |have |is |are )?(?:cut|cuts|cutting|laid off|laying off|fired|let go)(?: of)?(?: the)? most(?: (?:jobs|people|staff|workers|employees|roles))?\b/i,
      what: 'layoffs',
      by: 'company',
    },
    {
      begins:
        /^(?:who|which (?:company|companies)|what companies) (?:has |have |is |are )?(?:invested|invests|investing|spent|spends|spending|put)(?: the)? most(?: money)?(?: (?:in|on|into|for) ai)?\b/i,
      what: 'spending',
      by: 'company',
    },
    {
      begins:
        /^(?:who|which (?:company|companies)|what companies) (?:has |have |is |are )?(?:raised|raises|raising)(?: the)? most(?: money)?\b/i,
      what: 'rounds',
      by: 'company',
    },
    { begins: ranked(cuts), what: 'layoffs', by: 'event' },
    { begins: ranked(rounds), what: 'rounds', by: 'event' },
    { begins: ranked(deals), what: 'investments', by: 'event' },
  ]

function ranked(named: string): RegExp {
  return new RegExp(
    `^(?:(?:show|list)(?: me)? )?(?:the )?(?:biggest|largest|top)(?: \\d+)? ${named}(?! \\w*ai\\b)\\b`,
    'i',
  )
}

const monthMs = 30 * dayMs

function readRanking(asked: string, now: number): Talk | null {
  for (const { begins, what, by } of rankings) {
    const [begun] = begins.exec(asked) ?? []
    if (begun !== undefined) return readRanked(asked.slice(begun.length).trim(), what, by, now)
  }
  return null
}

/** @param rest what follows the beginning of a ranking: a period, and perhaps a company, whose events are asked for then */
function readRanked(
  rest: string,
  what: RankingBy['what'],
  by: RankingQuestion['by'],
  now: number,
): Talk {
  const { left: words, allIndustries } = takeIndustries(rest.split(/\s+/).filter(Boolean))
  const found = periodAtEnd(words, now)
  const from = words.length - (found?.words ?? 0)
  const left = words.slice(0, from).join(' ')
  if (/^(?:(?:in|into|on|for) )?(?:ai|tech|the industry)?$/i.test(left)) {
    const { since, until } = found?.period ?? { since: now - monthMs, until: null }
    return { kind: 'ranking', ranking: { what, by, since: since ?? 0, until, allIndustries } }
  }
  const [, name] = /^(?:at|of|by|from|in) (.+)$/i.exec(left) ?? []
  if (name === undefined || by === 'company') return { kind: 'unclear', words: rest }
  const kind = what === 'layoffs' ? 'layoffs' : 'ai'
  const question = [name, kind, ...words.slice(from)].join(' ')
  return { kind: 'company', question }
}

/** "layoffs this week", "ai investment in the last 90 days": no company is named. */
function readTrends(asked: string, now: number): Talk | null {
  const question = asked
    .replace(/^(?:how (?:is|are)|how's|what about|show me|show) (?:the )?(?=\S)/i, '')
    .replace(/^(?:the )?(?:industry|market|tech industry|tech|news)\b\s*/i, '')
    .replace(/\bai (?:investments?|rounds?|deals?|fundings?)\b/i, 'ai')
    .replace(/\bjobs? cuts\b/i, 'layoffs')
  const read = parseTrends(question, now)
  return read.kind === 'trends' ? { kind: 'trends', question } : null
}

const verbs = '(?:cut|cutting|lay off|laid off|laying off|fire|fired|firing|let go)'
const people =
  '(?: of)?(?: (?:any|many|more))?(?: (?:jobs|people|staff|workers|employees|roles|anybody|anyone))?'
const invest = '(?:invest|invested|investing|spend|spent|spending|put)'

/** Sentences that ask of companies, with what they ask as the grammar of `/company` has it. */
const sentences: readonly { form: RegExp; says: string }[] = [
  { form: /^compare (.+)$/i, says: '$1' },
  {
    form: new RegExp(
      `^how many (?:jobs|people|workers|staff|employees|roles) (?:did|has|have|does|will|is) (.+?) ${verbs}(?: of)?( .+)?$`,
      'i',
    ),
    says: '$1 layoffs$2',
  },
  {
    form: new RegExp(
      `^(?:did|does|has|have|is|are|will|when did) (.+?) ${verbs}${people}( .+)?$`,
      'i',
    ),
    says: '$1 layoffs$2',
  },
  {
    form: new RegExp(
      `^(?:how much|what|did|has|have|does|is|will|when did)(?: (?:did|has|have|does|is|will))? (.+?) ${invest}(?: money)?(?: (?:in|on|into) ai)?( .+)?$`,
      'i',
    ),
    says: '$1 ai$2',
  },
  {
    form: /^(?:show|tell|give)(?: me| us)? (?:about |everything about |what you know (?:of|about) )?(.+)$/i,
    says: '$1',
  },
  {
    form: /^what(?: do you know (?:of|about)|(?:'s| is| has)? ?(?:happened|happening|going on|new) (?:at|with|to|in)| about) (.+)$/i,
    says: '$1',
  },
  { form: /^(?:any |the )?(?:news|latest)(?: (?:of|on|about|from|at))? (.+)$/i, says: '$1' },
  { form: /^how (?:is|are) (.+?)(?: doing)?$/i, says: '$1' },
]

function readCompanies(asked: string, isName: (words: string) => boolean): Talk {
  if (isName(asked)) return { kind: 'company', question: asked }
  const told = sentences.find(({ form }) => form.test(asked))
  const question = told ? asked.replace(told.form, told.says).trim() : asked
  const named = /^compare\b/i.test(asked)
    ? question.replace(/ (?:with|to|against) /gi, ' and ')
    : question
  return isSentence(named)
    ? { kind: 'unclear', words: asked }
    : { kind: 'company', question: named }
}

/** Words that no list of names has: they begin or hold together a sentence. */
const sentenceWords =
  /^(?:who|whom|whose|what|when|where|why|how|which|is|are|was|were|do|does|did|can|could|will|would|should|tell|give|make|please|i|we|you|my|your)\b|\b(?:is|are|was|were|does|did|will|would|should|because|ceo|weather|you|me|my)\b/i

const mostNameWords = 12

const isSentence = (text: string): boolean =>
  sentenceWords.test(text) || text.split(/\s+/).length > mostNameWords
