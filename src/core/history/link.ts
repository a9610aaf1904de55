/** Links in the cells of a history file. */

export function isLink(text: string): boolean {
  return /^https?:\/\/[^/\s]+/i.test(text)
}

export function hostOf(link: string): string {
  return link.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/[/?#:].*$/, '')
}
