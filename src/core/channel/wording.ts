/** What a watch asks for, in the words of `/watch`. */

/** Plain words in quotes; what is more than words stands as it is, in brackets where quotes around it would be dropped. */
export function matchText(match: string): string {
  if (/^["“][^"“”]*["”]$/.test(match)) return `(${match})`
  const isPlain = /^[\p{L}\p{N} .'&-]+$/u.test(match) && !/\b(AND|NOT)\b/.test(match)
  return isPlain ? `"${match}"` : match
}

export function quoted(words: string): string {
  return words.includes('"') ? `'${words.replaceAll("'", '’')}'` : `"${words}"`
}

export function dollars(amount: number): string {
  for (const [scale, name] of [
    [1e9, 'bn'],
    [1e6, 'm'],
  ] as const) {
    if (amount >= scale && amount % (scale / 100) === 0) return `$${amount / scale}${name}`
  }
  return `$${amount}`
}
