import type { Config } from './load.ts'

/** The SEC refuses who does not say whom to write to (its rules of access: a User-Agent with an address). */
export const contactMissing =
  'CONTACT is not set, and SEC EDGAR refuses who gives none: set it to a mail address or page of yours, or take the feeds of kind sec-8k out of feeds.yaml'

/** Whether a feed is to be read that needs `CONTACT`, and there is none. */
export function lacksContact({ environment, feeds }: Config): boolean {
  return environment.contact === null && feeds.some(({ register }) => register?.kind === 'sec-8k')
}
