import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { z } from 'zod'
import type { Told } from '../core/story.ts'

/** A story as people and programs hand it in. */
export interface StoryLine extends Told {
  id: string | number | null
  link: string | null
}

export type Line = { kind: 'story'; story: StoryLine } | { kind: 'bad'; line: number; why: string }

const shape = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  title: z.string(),
  summary: z.string().nullish(),
  source: z.string().nullish(),
  link: z.string().nullish(),
  published: z.string().nullish(),
})

/** One JSON object a line; empty lines are passed over, a bad one is named and the rest go on. */
export async function* readStoryLines(input: Readable): AsyncGenerator<Line> {
  let number = 0
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (line.trim() !== '') yield parseStoryLine(line, number)
  }
}

/** `line` is its number, counted from 1. */
export function parseStoryLine(text: string, line: number): Line {
  const json = parseJson(text)
  if (json === undefined) return { kind: 'bad', line, why: 'not a JSON object' }
  const { success, data, error } = shape.safeParse(json)
  if (!success) return { kind: 'bad', line, why: faultOf(error) }
  const publishedAt = data.published ? Date.parse(data.published) : null
  if (Number.isNaN(publishedAt)) {
    return { kind: 'bad', line, why: `published: not a date: "${data.published}"` }
  }
  const { id = null, title, summary, source, link = null } = data
  const told = { title, summary: summary ?? '', source: source ?? '', publishedAt }
  return { kind: 'story', story: { id, link, ...told } }
}

function parseJson(text: string): unknown {
  try {
    // Files of Windows programs begin with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

function faultOf(error: z.ZodError): string {
  const [issue] = error.issues
  const path = issue?.path.join('.') ?? ''
  return path === '' ? 'not a JSON object' : `${path}: ${issue?.message}`
}
