/** Settings in the words of the `/watch` grammar: what is written here, `parseCommand` reads back. */

import type { CompanyKey } from '../ids.ts'
import type { Directory } from '../reading/company.ts'
import { askedOf } from './asked.ts'
import type { Mute, Watch } from './settings.ts'
import { quoted } from './wording.ts'

/** `"data center" type:ai min:$100m not:"crypto"`. What asks for nothing hears both categories, and says so. */
export function watchText(watch: Watch, directory: Directory): string {
  const parts = askedOf(named(watch, directory)).flatMap(({ criterion, value }) =>
    criterion.say(value),
  )
  return parts.length > 0 ? parts.join(' ') : 'type:layoffs,ai'
}

/** As people write it: its companies by their names. */
export function named(watch: Watch, directory: Directory): Watch {
  return { ...watch, companies: watch.companies.map((key) => nameOf(key, directory)) }
}

export function muteText(mute: Mute, directory: Directory): string {
  return mute.kind === 'company' ? nameOf(mute.company, directory) : quoted(mute.words)
}

/** The everyday name, or of a company that no directory knows the name as it was written. */
export function nameOf(key: string, directory: Directory): string {
  return directory.get(key as CompanyKey)?.name ?? key.replace(/^~/, '')
}
