/** Names of companies as people type or paste them. */

import { isLegalSuffix } from '../reading/company.ts'
import { unescapeTyped } from '../text/unescape.ts'

/** Undoes what Slack does to text: three escaped characters, and what it puts between angle brackets. */
function unescapeSlack(text: string): string {
  const linked = text
    .replace(
      /<((?:https?:\/\/|mailto:)[^|>]+)(?:\|([^>]*))?>/g,
      (_all, url: string, label?: string) => label || url,
    )
    .replace(
      /<([@#!])(\w+)(?:\|([^>]*))?>/g,
      (_all, mark: string, id: string, label?: string) => mark + (label || id),
    )
  return unescapeTyped(linked)
}

/** Without quotes around all of it, marks at its end and of a trade, what only introduces it, and a ticker behind the name. */
export function cleanAsked(text: string): string {
  return unescapeSlack(text)
    .replace(/[，、；]/g, ', ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:company|name)\s*:\s*/i, '')
    .replace(/[?!]+$/, '')
    .replace(/[®™©]/g, '')
    .replace(/\s*\((?:[A-Z]{2,8}:\s?)?[A-Z][A-Z.]{1,5}\)/g, '')
    .trim()
}

/** Where one name ends and the next begins; none of these parts a name that is known whole. */
const separators =
  /\s*(?:[,;/+|]|\s&\s|\s(?:and|vs?\.?|versus|or|und|oder|et|with)\s)\s*(?:(?:and|or|und|oder|et)\s+)?/i

/** Each as it is to be looked up, in the order in which they were asked for. */
export function splitNames(text: string, isName: (words: string) => boolean): string[] {
  const whole = bareName(text, isName)
  if (whole === '') return []
  const isAddress = /^(?:https?:\/\/|www\.)/i.test(text.trim())
  if (isAddress || isName(whole)) return [whole]
  const at = separators.exec(text)
  if (!at) return sideBySide(whole.split(' '), isName) ?? [whole]
  // The longest beginning that is a name keeps its separators: "Johnson & Johnson and Pfizer".
  const pieces = text.split(separators)
  const marks = [...text.matchAll(new RegExp(separators, 'gi'))].map(([mark]) => mark)
  for (let count = pieces.length - 1; count > 1; count--) {
    const head = pieces
      .slice(0, count)
      .map((piece, index) => piece + (index < count - 1 ? (marks[index] ?? '') : ''))
    const name = bareName(head.join(''), isName)
    if (isName(name)) return [name, ...splitNames(rest(pieces, marks, count), isName)]
  }
  const [first = '', second = ''] = pieces
  if (isLegalSuffix(second)) {
    return [bareName(first, isName), ...splitNames(rest(pieces, marks, 2), isName)].filter(Boolean)
  }
  return [bareName(first, isName), ...splitNames(rest(pieces, marks, 1), isName)].filter(Boolean)
}

/** "amazon google": two names with nothing between them. */
function sideBySide(words: readonly string[], isName: (words: string) => boolean): string[] | null {
  for (let count = words.length - 1; count > 0; count--) {
    const pair = [words.slice(0, count).join(' '), words.slice(count).join(' ')]
    if (pair.every(isName)) return pair
  }
  return null
}

const rest = (pieces: readonly string[], marks: readonly string[], from: number): string =>
  pieces
    .slice(from)
    .map((piece, index) => piece + (marks[from + index] ?? ''))
    .join('')

/** Without quotes, an exchange, an article, and of an address its host. */
function bareName(text: string, isName: (words: string) => boolean): string {
  const unquoted = text
    .trim()
    .replace(/^["“”„'‘’*_`~(]+|["“”'‘’*_`~)]+$/g, '')
    .trim()
  const ticker = unquoted.replace(/^(?:nasdaq|nyse|lse|tse|hkex|asx)\s*:\s*/i, '')
  const host = /^(?:https?:\/\/(?:www\.)?|www\.|(?:mailto:)?[^\s@]+@(?=\S+\.))([^/?#:]+)/i.exec(
    ticker,
  )?.[1]
  const named = host ?? ticker
  if (isName(named)) return named
  const shorter = host ? host.split('.').slice(0, -1).join('.') : named.replace(/^the\s+/i, '')
  return isName(shorter) ? shorter : named
}
