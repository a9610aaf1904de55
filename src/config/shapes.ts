/** The shape of each file of the configuration. Editors complete and check the YAML by the JSON Schemas made from these. */

import { z } from 'zod'
import type { CriteriaByKey } from '../core/channel/asked.ts'
import { type Choice, fileChoices, watchChoices, wayChoices } from '../core/channel/choices.ts'
import { zoneNamed } from '../core/channel/command-time.ts'
import { watchTypes } from '../core/channel/criteria.ts'
import { categories } from '../core/facts.ts'
import type { TrackerField } from '../core/history/header.ts'
import { stateNamed } from '../core/official/states.ts'
import { dayMs, dayNames, hourMs, minuteMs } from '../core/text/calendar.ts'
import { webAddress } from '../core/text/web-address.ts'

const durationMs = { m: minuteMs, h: hourMs, d: dayMs } as const

/** "15m", "1h", "1d" in ms. */
const duration = z
  .string()
  .regex(/^[1-9]\d{0,3}[mhd]$/, 'a duration is a number and m, h or d, as in "15m"')
  .transform((text) => Number(text.slice(0, -1)) * durationMs[text.slice(-1) as 'm' | 'h' | 'd'])

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'an id is lower-case letters, digits and hyphens')

const name = z.string().trim().min(1).max(80)

const feedUrl = z
  .string()
  .transform(webAddress)
  .refine((text) => {
    const url = URL.parse(text)
    return (
      url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
    )
  }, "a feed's address begins with http:// or https:// and carries no password")

/** Registers that companies must tell; absent: news. */
const register = z.enum(['sec-8k', 'warn', 'erm'])

const state = z
  .string()
  .refine((text) => stateNamed(text) !== null, 'a place is a state, as in "Ohio" or "OH"')
  .transform((text) => stateNamed(text))

const feedShape = z
  .strictObject({
    id,
    name,
    url: feedUrl.optional().describe("the feed's address, http or https"),
    file: z.string().min(1).optional().describe('in its place a table beside this file'),
    every: duration.optional(),
    kind: register.optional().describe('what companies must tell by law; absent: news'),
    place: state.optional().describe('the state whose notices these are'),
  })
  .refine(({ url, file }) => (url === undefined) !== (file === undefined), {
    message: 'a feed has a url, or else a file',
  })
  .refine(({ file, kind }) => file === undefined || kind === 'warn' || kind === 'erm', {
    message: 'only a feed of kind warn or erm may be a file',
  })
  .refine(({ place, kind }) => place === undefined || kind === 'warn', {
    message: 'only a feed of kind warn has a place',
  })

export const feedsShape = z.strictObject({ feeds: z.array(feedShape) })

const companyShape = z.strictObject({
  name,
  id: id.optional(),
  aliases: z.array(name).default([]),
  products: z
    .array(name)
    .default([])
    .describe('what it makes and is called after, as in "ChatGPT maker"'),
  tickers: z
    .array(z.string().regex(/^[A-Z][A-Z0-9.]{0,7}$/, 'a ticker is capitals, as in "AMZN"'))
    .default([]),
  cik: z.int().min(1).optional().describe('its number at the SEC'),
  not_in: z
    .array(name)
    .default([])
    .describe('what holds the name and means another thing, as in "Amazon rainforest"'),
  plain_word: z.boolean().default(false),
  industry: z
    .enum(['tech', 'other'])
    .optional()
    .describe(
      'other: no technology company; its cuts come only where all industries are asked for',
    ),
  get units() {
    return z.array(companyShape).default([])
  },
})
export type CompanyYaml = z.infer<typeof companyShape>

/** Sector → its companies. */
export const companiesShape = z.record(name, z.array(companyShape))

const channelId = z
  .string()
  .regex(/^[CG][A-Z0-9]{5,}$/, 'a channel is given by its id, as in C0123456789 (not by its name)')

const userId = z
  .string()
  .regex(/^[UW][A-Z0-9]{5,}$/, 'a person is given by their id, as in U0123456789')

const words = z.string().trim().min(1).max(500)
const category = z.enum(categories)
const minimum = z.int().min(0)
const time = z.string().regex(/^([01]?\d|2[0-3]):[0-5]\d$/, 'a time is HH:MM, as in "09:00"')
const zone = z
  .string()
  .refine((text) => zoneNamed(text) !== null, 'a time zone is an IANA name, as in "Europe/Lisbon"')
const days = dayNames.map((name) => name.toLowerCase())

const watchType = z.enum(watchTypes)

/** A key for each choice. */
function keysOf<Rows extends Record<string, Choice>>(rows: Rows) {
  const keys = Object.values(rows).map(({ key, words, about }) => {
    return [key, z.enum(words).optional().describe(about)] as const
  })
  return Object.fromEntries(keys) as {
    [Name in keyof Rows as Rows[Name]['key']]: z.ZodOptional<
      z.ZodEnum<{ [Word in Rows[Name]['words'][number]]: Word }>
    >
  }
}

/** What may narrow all that a channel hears, too. */
const narrowing = {
  min_headcount: minimum.optional(),
  min_amount_usd: minimum.optional(),
  ...keysOf(watchChoices),
}

const criterionShapes = {
  match: words.optional(),
  companies: z.array(name).optional(),
  types: z.array(watchType).optional(),
  ...narrowing,
  not: z.array(words).optional(),
} satisfies Record<keyof CriteriaByKey, z.ZodType>

const watchShape = z.strictObject({
  ...criterionShapes,
  type: watchType.optional().describe('one type alone, written short'),
})

const channelShape = z.strictObject({
  channel: channelId,
  watches: z.array(watchShape).optional(),
  hears: z.array(category).optional(),
  companies: z.array(name).optional(),
  keywords: z.array(words).optional(),
  ...narrowing,
  mute: z.array(words).optional(),
  ...keysOf(wayChoices),
  digest: z
    .strictObject({
      every: z.enum(['daily', 'weekly']),
      day: z.enum(days).optional(),
      at: time,
      zone,
    })
    .refine((digest) => (digest.every === 'weekly') === (digest.day !== undefined), {
      message: 'a weekly digest names its day, a daily one does not',
    })
    .optional(),
  quiet: z.strictObject({ from: time, to: time, zone }).optional(),
  ...keysOf(fileChoices),
  /** Who may change this channel's settings in Slack; absent: its members. */
  editors: z.array(userId).optional(),
})
export type ChannelYaml = z.infer<typeof channelShape>

export const channelsShape = z.strictObject({
  channels: z.array(channelShape).default([]),
  /** Who may make a correction hold for every workspace. */
  operators: z.array(userId).default([]),
})

/** 0 is Sunday. */
export function dayNumber(day: string): number {
  return days.indexOf(day)
}

const currencies = new Set(Intl.supportedValuesOf('currency'))
const currency = z
  .string()
  .refine((code) => currencies.has(code), 'a currency is its ISO 4217 code, as in EUR')

export const ratesShape = z.strictObject({
  date: z.iso.date('the day of the rates, as in 2026-11-02'),
  per_usd: z.record(currency, z.number().positive()),
})

const spellings = z.array(name).default([])

/** `import.yaml`. */
export const importShape = z.strictObject({
  columns: z
    .strictObject({
      company: spellings.describe('who cuts jobs'),
      date: spellings.describe('the day it was told; the notice before the day of the cut itself'),
      headcount: spellings.describe('how many jobs'),
      percent: spellings.describe('the share of the staff'),
      location: spellings,
      industry: spellings,
      stage: spellings,
      country: spellings,
      funds_raised: spellings.describe('in millions of dollars'),
      source: spellings.describe('who told it: a name or links'),
      link: spellings,
    } satisfies Record<TrackerField, unknown>)
    .describe('for each field the names of its columns, the preferred one first'),
  unknown: spellings.describe('what cells say where nothing is known'),
})
