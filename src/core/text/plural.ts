const notPlural = new Set(['news', 'means', 'does', 'goes', 'always', 'perhaps', 'across'])

/**
 * A key that an English word shares with its regular plural (and a verb with its -s form): "layoffs" and "layoff", "companies"
 * and "company", "slashes" and "slash". For comparing only: it need not be a word. Takes a folded word.
 */
export function stemOf(word: string): string {
  return withoutE(isPlural(word) ? word.slice(0, -1) : word)
}

function isPlural(word: string): boolean {
  if (word.length < 4 || !word.endsWith('s')) return false
  const before = word.at(-2)
  return before !== 's' && before !== 'u' && before !== 'i' && !notPlural.has(word)
}

/** "companie" and "company", "boxe" and "box" are one. */
function withoutE(word: string): string {
  if (!word.endsWith('e') || word.length < 3) return word
  if (word.at(-2) === 'i') return `${word.slice(0, -2)}y`
  return /(?:x|ch|sh|ss|zz)e$/.test(word) ? word.slice(0, -1) : word
}
