/** Settings in the words of the `/watch` grammar: what is written here, `parseCommand` reads back. */

import type { CompanyKey } from '../ids.ts'
import type { Directory } from '../reading/company.ts'
import { unusualByKey, watchChoices } from './choices.ts'
import type { Mute, Watch, WatchType } from './settings.ts'

/** `"data center" type:ai min:$100m not:"crypto"`. What asks for nothing hears both categories, and says so. */
export function watchText(watch: Watch, directory: Directory): string {
  const parts = [
    watch.match === null ? '' : matchText(watch.match),
    ...watch.companies.map((key) => `company:${quoted(nameOf(key, directory))}`),
    watch.types.length > 0 ? `type:${watch.types.map((type) => typeNames[type]).join(',')}` : '',
    watch.minHeadcount === null ? '' : `min:${watch.minHeadcount}`,
    watch.minAmountUsd === null ? '' : `min:${dollars(watch.minAmountUsd)}`,
    ...Object.entries(unusualByKey(watchChoices, watch)).map((parts) => parts.join(':')),
    ...watch.not.map((words) => `not:${quoted(words)}`),
  ].filter((part) => part !== '')
  return parts.length > 0 ? parts.join(' ') : 'type:layoffs,ai'
}

export function muteText(mute: Mute, directory: Directory): string {
  return mute.kind === 'company' ? nameOf(mute.company, directory) : quoted(mute.words)
}

/** The everyday name, or of a company that no directory knows the name as it was written. */
export function nameOf(key: string, directory: Directory): string {
  return directory.get(key as CompanyKey)?.name ?? key.replace(/^~/, '')
}

const typeNames: Readonly<Record<WatchType, string>> = {
  layoff: 'layoffs',
  ai_investment: 'ai',
  any: 'any',
}

/** Plain words in quotes; what is more than words stands as it is, in brackets where quotes around it would be dropped. */
export function matchText(match: string): string {
  if (/^["“][^"“”]*["”]$/.test(match)) return `(${match})`
  const isPlain = /^[\p{L}\p{N} .'&-]+$/u.test(match) && !/\b(AND|NOT)\b/.test(match)
  return isPlain ? `"${match}"` : match
}

const quoted = (words: string): string =>
  words.includes('"') ? `'${words.replaceAll("'", '’')}'` : `"${words}"`

function dollars(amount: number): string {
  for (const [scale, name] of [
    [1e9, 'bn'],
    [1e6, 'm'],
  ] as const) {
    if (amount >= scale && amount % (scale / 100) === 0) return `$${amount / scale}${name}`
  }
  return `$${amount}`
}
