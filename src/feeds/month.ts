/** Months as news feeds of the world abbreviate and inflect them, asked of the system's own tables. */

/** Some languages call different months by one word; the earlier language is believed. */
const languages =
  'de fr es it pt nl pl ru uk cs sk sv da nb fi tr ro hu el bg id ms vi ca hr sl et lv lt'

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
    for (const length of ['long', 'short'] as const) {
      // Beside a day, many languages inflect the month.
      for (const style of [{ month: length }, { month: length, day: 'numeric' }] as const) {
        const format = new Intl.DateTimeFormat(language, { ...style, timeZone: 'UTC' })
        for (let month = 0; month < 12; month++) {
          const parts = format.formatToParts(Date.UTC(2026, month, 15))
          const name = fold(parts.find(({ type }) => type === 'month')?.value ?? '')
          if (/^\p{L}{3,}$/u.test(name) && !learnt.has(name)) learnt.set(name, month + 1)
        }
      }
    }
  }
  return learnt
}

function fold(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}]/gu, '')
}
