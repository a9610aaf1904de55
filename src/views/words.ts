/** Figures and lengths as they are read. English; separators in every number. */

import type { Bound, Rounding } from '../core/facts.ts'
import { limits } from './limits.ts'

export const figure = (value: number): string => Math.round(value).toLocaleString('en-US')

/** "1 round", "2 rounds", "16,000 jobs". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${figure(count)} ${count === 1 ? one : many}`

const scales = [
  [1e12, ' tn'],
  [1e9, ' bn'],
  [1e6, ' m'],
] as const

/** "$110 bn", "$2.5 m", "€40,000": three digits are enough to read; currencies without a sign keep their code. */
export function money(amount: number, currency = 'USD'): string {
  const sign = signs[currency] ?? `${currency} `
  for (const [scale, name] of scales) {
    if (amount >= scale) return `${sign}${digits(amount / scale)}${name}`
  }
  return `${sign}${figure(amount)}`
}

const signs: Readonly<Record<string, string>> = { USD: '$', EUR: '€', GBP: '£', JPY: '¥', INR: '₹' }

const digits = (value: number): string =>
  value.toLocaleString('en-US', {
    maximumSignificantDigits: Math.max(3, `${Math.trunc(value)}`.length),
  })

/** At most `most` characters, whole code points, "…" where something is left out. */
export function clamp(text: string, most: number): string {
  if (text.length <= most) return text
  let end = most - 1
  if (/[\uD800-\uDBFF]/.test(text[end - 1] ?? '')) end--
  return `${text.slice(0, end).trimEnd()}…`
}

/**
 * Without characters that are not seen and change how others are: control characters, marks of direction, joiners of no width.
 * Line breaks become spaces.
 */
export const harmless = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')

/** For a message's top-level `text`, which Slack reads as markup. */
export const escaped = (text: string): string =>
  harmless(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** A message's top-level `text`: what notifications and screen readers get of it. */
export const topLevel = (text: string): string => escaped(clamp(harmless(text), limits.text))

/** As it begins a line. */
export const capitalised = (text: string): string =>
  text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())

/** What stands before a number that is not exact. */
export function nearly({ approximate, bound }: Rounding): string {
  if (!approximate) return ''
  return bound === undefined ? 'about ' : nearness[bound]
}

const nearness: Record<Bound, string> = { most: 'up to ', least: 'at least ' }
