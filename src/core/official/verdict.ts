import { type LayoffFacts, type Register, roundingOf } from '../facts.ts'
import type { Notice } from '../notice.ts'
import { type Directory, knownIndustry } from '../reading/company.ts'
import type { Verdict } from '../verdict.ts'
import { companyOf } from './employer.ts'

/** What comes of a notice: a cut by its own word, or nothing where no jobs go. What a register takes back is denied. */
export function verdictOf(notice: Notice, directory: Directory): Verdict {
  const { official, headcount, percent } = notice
  if (!notice.isCut) return { categories: [], facts: [], why: [], held: [] }
  const company = companyOf(notice, directory)
  const industry = knownIndustry(company, directory) ?? notice.industry
  const facts: LayoffFacts = {
    category: 'layoff',
    company,
    companiesOther: [],
    stance: official.change === 'rescinded' ? 'denied' : 'official',
    headcount,
    headcountDerived: null,
    scale: null,
    percent,
    ...roundingOf(notice),
    sure: 'plain',
    ...(industry && { industry }),
    cause: null,
    ordinal: null,
    aiSide: null,
    official,
  }
  const why = [
    {
      rule: ruleOf[official.register],
      matched: notice.wording.slice(0, longestQuote),
      field: 'summary',
    },
  ] as const
  return official.change === 'rescinded'
    ? { categories: [], facts: [], denied: [facts], why: [], held: why }
    : { categories: ['layoff'], facts: [facts], why, held: [] }
}

const longestQuote = 300

/** As an explanation names it beside the rules. */
const ruleOf: Record<Register, string> = {
  'sec-8k': 'SEC Form 8-K, item 2.05',
  warn: 'WARN notice',
  erm: 'European Restructuring Monitor',
}
