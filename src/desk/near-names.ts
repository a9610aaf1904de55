import { distance } from 'fastest-levenshtein'
import type { Company } from '../core/facts.ts'
import { type Directory, foldCompanyName } from '../core/reading/company.ts'

/** At most three names a few typing errors away, the nearest first. */
export function nearNames(
  name: string,
  directory: Directory,
  unlisted: readonly Company[],
): string[] {
  const asked = foldCompanyName(name)
  if (asked.length < 2) return []
  const most = Math.max(1, Math.floor(asked.length / 4))
  const near = new Map<string, number>()
  const consider = (company: Company, spelling: string) => {
    const folded = foldCompanyName(spelling)
    if (Math.abs(folded.length - asked.length) > most && !folded.startsWith(`${asked} `)) return
    const away =
      folded.startsWith(`${asked} `) || isSwapped(asked, folded) ? 1 : distance(asked, folded)
    if (away <= most) near.set(company.name, Math.min(away, near.get(company.name) ?? away))
  }
  for (const company of directory.companies) {
    const aliases = directory.entry(company.key)?.aliases ?? []
    for (const spelling of [company.name, ...aliases]) consider(company, spelling)
  }
  for (const company of unlisted) consider(company, company.name)
  return [...near]
    .sort(([, a], [, b]) => a - b)
    .slice(0, 3)
    .map(([spelling]) => spelling)
}

/** "googel": two letters beside one another in each other's place are one error. */
function isSwapped(asked: string, folded: string): boolean {
  const at = [...asked].findIndex((letter, index) => letter !== folded[index])
  const swapped = `${asked.slice(0, at)}${asked[at + 1] ?? ''}${asked[at]}${asked.slice(at + 2)}`
  return at >= 0 && swapped === folded
}
