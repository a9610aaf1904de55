import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { styleText } from 'node:util'
import type { AiInvestmentFacts, LayoffFacts } from '../core/facts.ts'
import { verdictJson } from '../core/judge/verdict-json.ts'
import type { Reason, Verdict } from '../core/verdict.ts'
import { nearly } from '../views/words.ts'
import { command, type ExitCode, type Terminal } from './command.ts'
import { readConfiguration } from './configured.ts'
import { parseStoryLine, type StoryLine } from './story-lines.ts'

const usage = `usage: bellwether classify [--json]

Judges stories from standard input. A line is a JSON object (title, and any of id, summary, source, link, published) and gets a
verdict as JSON; or it is plain text, a title, and gets a few lines for people: the categories, the facts, the rules that
fired, and those that held it back. With --json every line must be a JSON object.
A bad line gets {"error", "line"}; the rest go on.
Exit code: 0 done, 2 bad usage or bad configuration.`

export const classify = command({
  usage,
  options: { json: { type: 'boolean', default: false } },
  async run({ json }, terminal) {
    const config = readConfiguration(terminal)
    if (config === null) return 2
    const { judge } = config
    const paint = painter(terminal)
    return eachLine(terminal, (text, number) => {
      if (!json && !text.trimStart().startsWith('{')) {
        return forPeople(text, judge(plainStory(text)), paint)
      }
      const line = parseStoryLine(text, number)
      if (line.kind === 'bad') return JSON.stringify({ error: line.why, line: line.line })
      return JSON.stringify(verdictJson(judge(line.story), line.story.id ?? undefined))
    })
  },
})

/** Writes what `answer` makes of each line, in order, as it comes in. */
async function eachLine(
  { stdin, stdout, signal }: Terminal,
  answer: (text: string, number: number) => string,
): Promise<ExitCode> {
  let number = 0
  for await (const text of createInterface({ input: stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (signal.aborted) break
    if (text.trim() === '') continue
    if (!stdout.write(`${answer(text, number)}\n`)) await once(stdout, 'drain')
  }
  return 0
}

function plainStory(title: string): StoryLine {
  return { id: null, title, summary: '', source: '', link: null, publishedAt: null }
}

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string

/** Colours only for a terminal that wants them (https://no-color.org). */
function painter({ stdout, env }: Terminal): Paint {
  const wanted = 'isTTY' in stdout && stdout.isTTY === true && !env.NO_COLOR
  return (style, text) => (wanted ? styleText(style, text, { validateStream: false }) : text)
}

function forPeople(title: string, verdict: Verdict, paint: Paint): string {
  const heading =
    verdict.facts.length === 0
      ? paint('gray', 'neither')
      : verdict.facts
          .map((facts) => paint(colours[facts.category], names[facts.category]))
          .join(' + ')
  return [
    `${heading}  ${title}`,
    ...verdict.facts.map((facts) => `    ${factLine(facts)}`),
    ...verdict.why.map((reason) => `    ${paint('green', '+')} ${reasonLine(reason, paint)}`),
    ...verdict.held.map((reason) => `    ${paint('red', '-')} ${reasonLine(reason, paint)}`),
  ].join('\n')
}

const names = { layoff: 'LAYOFF', ai_investment: 'AI INVESTMENT' }
const colours = { layoff: 'red', ai_investment: 'cyan' } as const

function reasonLine({ rule, matched, field }: Reason, paint: Paint): string {
  return `${rule}  ${paint('bold', matched)}  ${paint('gray', field)}`
}

function factLine(facts: LayoffFacts | AiInvestmentFacts): string {
  const own = facts.category === 'layoff' ? layoffWords(facts) : investmentWords(facts)
  const others = facts.companiesOther.map(({ name }) => name)
  const names = [facts.company?.name ?? 'company not named', ...others].join(', ')
  return [names, ...own, facts.stance, facts.sure ?? null]
    .filter((word) => word !== null)
    .join(' · ')
}

function layoffWords(facts: LayoffFacts): (string | null)[] {
  const about = nearly(facts)
  const jobs = facts.headcount ?? facts.headcountDerived
  return [
    jobs === null ? facts.scale : `${about}${jobs.toLocaleString('en')} jobs`,
    facts.percent === null ? null : `${jobs === null ? about : ''}${facts.percent}% of staff`,
    facts.ordinal && `round ${facts.ordinal.round}`,
    facts.cause && `cause: ${facts.cause.replace('_', ' ')}`,
    facts.aiSide && `AI: "${facts.aiSide}"`,
  ]
}

function investmentWords(facts: AiInvestmentFacts): (string | null)[] {
  const money = (amount: number | null) =>
    amount === null ? null : `${facts.currency ?? ''} ${amount.toLocaleString('en')}`.trim()
  return [
    facts.kind,
    facts.round,
    facts.amount === null ? null : `${nearly(facts)}${money(facts.amount)}`,
    facts.valuation === null ? null : `valued at ${money(facts.valuation)}`,
    facts.payers.length > 0
      ? `from ${facts.payers.map(({ company }) => company.name).join(', ')}`
      : null,
    facts.recipient && `to ${facts.recipient.name}`,
  ]
}
