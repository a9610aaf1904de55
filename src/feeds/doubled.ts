/**
 * UTF-8 that somebody took for windows-1252 and wrote as UTF-8 once more: "SociÃ©tÃ©", "Zylotekâ€™s". Told from what is meant so by
 * signs that no language has: a euro behind "â", a capital "Ã" with a mark or a second half beside a small letter.
 */
export function undoubled(text: string): string {
  return /[ÂÃÄÅâ]/.test(text) && signs.test(text)
    ? text.replace(runs, (run) => readAgain(run) ?? run)
    : text
}

/** What windows-1252 makes of the bytes from 128 on. */
const latin = new TextDecoder('windows-1252')
const high = Array.from({ length: 128 }, (_, at) => latin.decode(Uint8Array.of(at + 128)))
const byteOf = new Map(high.map((character, at) => [character, at + 128]))
const halves = high.slice(0, 64).join('')

const signs = new RegExp(
  `â€|(?<=\\p{Ll})[ÃÄÅ][${halves}]|[ÃÄÅ][${halves}](?=\\p{Ll})|Â[£©®°·\u00a0]`,
  'u',
)
const runs = new RegExp(`[${high.join('')}]{2,}`, 'g')

const strict = new TextDecoder('utf-8', { fatal: true })

function readAgain(run: string): string | null {
  const bytes = Uint8Array.from(run, (character) => byteOf.get(character) ?? 0)
  try {
    return strict.decode(bytes)
  } catch {
    return null
  }
}
