/** Months as the languages of the world abbreviate and inflect them, asked of the system's own tables. */

/** Some languages call different months by one word; the earlier language is believed. */
const languages =
  'de fr es it pt nl pl ru uk cs sk sv da nb fi tr ro hu el bg id ms ca hr sl et lv lt ar hi he th fa-u-ca-gregory'

const english =
  'january february march april may june july august september october november december'.split(' ')

let names: Map<string, number> | null = null

/** 1 to 12; null for what is no month. Names of three letters at least, cut ones ("févr", "Sept") too. */
export function monthOf(name: string): number | null {
  const plain = fold(name)
  const at = english.findIndex((month) => month.startsWith(plain))
  if (at >= 0) return at + 1
  names ??= learn()
  const whole = names.get(plain)
  if (whole !== undefined) return whole
  const found = new Set([...names].flatMap(([known, at]) => (known.startsWith(plain) ? at : [])))
  const [only] = found
  return only !== undefined && found.size === 1 ? only : null
}

function learn(): Map<string, number> {
  const learnt = new Map<string, number>()
  for (const language of languages.split(' ')) {
    for (const [index, name] of spellingsIn(language)) {
      if (/^\p{L}{3,}$/u.test(name) && !learnt.has(name)) learnt.set(name, index + 1)
    }
  }
  return learnt
}

/** How one language writes each month, counted from 0. Beside a day, many inflect it. */
function spellingsIn(language: string): [month: number, name: string][] {
  const lengths = ['long', 'short'] as const
  const styles = lengths.flatMap((month) => [{ month }, { month, day: 'numeric' } as const])
  return styles.flatMap((style) => {
    const format = new Intl.DateTimeFormat(language, { ...style, timeZone: 'UTC' })
    return Array.from({ length: 12 }, (_, month): [number, string] => {
      const parts = format.formatToParts(Date.UTC(2026, month, 15))
      return [month, fold(parts.find(({ type }) => type === 'month')?.value ?? '')]
    })
  })
}

function fold(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}]/gu, '')
}
