import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { z } from 'zod'
import { isSpending } from '../core/direction.ts'
import { type InvestmentKind, investmentKinds } from '../core/facts.ts'
import type { Labelled } from '../core/judge/score.ts'

const text = z.string().nullish()
const number = z.number().nullish()
const mark = z.enum(['event', 'trend', 'none'])

/** A line of a labelled file; keys that are null may be left out. */
const shape = z
  .object({
    id: z.union([z.string(), z.number()]).transform(String),
    title: z.string(),
    summary: text,
    source: text,
    layoff: mark,
    ai: mark,
    layoff_company: text,
    headcount: number,
    percent: number,
    ai_company: text,
    ai_investor: z
      .union([z.string(), z.array(z.string())])
      .nullish()
      .transform(namesIn),
    recipient: text,
    payers: z.array(z.string()).nullish(),
    amount: number,
    currency: text,
    kind: z.enum(investmentKinds).nullish(),
    unsure: z.boolean().nullish(),
  })
  .transform(
    (line): Labelled => ({
      id: line.id,
      told: {
        title: line.title,
        summary: line.summary ?? '',
        source: line.source ?? '',
        publishedAt: null,
      },
      layoff: line.layoff,
      ai: line.ai,
      layoffCompany: line.layoff_company ?? null,
      headcount: line.headcount ?? null,
      percent: line.percent ?? null,
      ...partiesIn(line),
      amount: line.amount ?? null,
      currency: line.currency ?? null,
      kind: line.kind ?? null,
      unsure: line.unsure ?? false,
    }),
  )

interface PartyKeys {
  recipient?: string | null | undefined
  payers?: readonly string[] | null | undefined
  ai_company?: string | null | undefined
  ai_investor: readonly string[]
  kind?: InvestmentKind | null | undefined
}

/** As `payers` and `recipient` have them; a line without these has whom the deal is told of, and leaves open who receives what one spends. */
function partiesIn(line: PartyKeys): Pick<Labelled, 'recipient' | 'payers'> {
  if (line.payers) return { recipient: line.recipient ?? null, payers: line.payers }
  const company = line.ai_company ?? null
  if (!line.kind || !isSpending({ kind: line.kind })) {
    return { recipient: company, payers: line.ai_investor }
  }
  return { payers: company === null ? line.ai_investor : [company, ...line.ai_investor] }
}

/** "A, B and C", or a list. */
function namesIn(written: string | readonly string[] | null | undefined): readonly string[] {
  if (!written) return []
  return typeof written === 'string' ? written.split(/, | and /) : written
}

/** Stories that people labelled, one JSON object a line; or the first line that is none, and why. */
export async function readLabelled(
  input: Readable,
): Promise<{ kind: 'stories'; stories: Labelled[] } | { kind: 'bad'; line: number; why: string }> {
  const stories: Labelled[] = []
  let line = 0
  for await (const written of createInterface({ input })) {
    line++
    if (written.trim() === '') continue
    const json = parseJson(written)
    if (!isRecord(json)) return { kind: 'bad', line, why: `this is none; ${eachLine}` }
    const result = shape.safeParse(json)
    if (!result.success) {
      const [issue] = result.error.issues
      return { kind: 'bad', line, why: `${issue?.path.join('.') || 'line'}: ${issue?.message}` }
    }
    stories.push(result.data)
  }
  return stories.length === 0
    ? { kind: 'bad', line, why: `there is no story; ${eachLine}` }
    : { kind: 'stories', stories }
}

const eachLine =
  'each line is a JSON object, as in {"id": "1", "title": "Acme cuts 90 jobs", "layoff": "event", "ai": "none"}'

const isRecord = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

function parseJson(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    return undefined
  }
}
