/**
 * Percentages in a column of a file, as 0 to 100. Without a sign a number is a share ("0.15", "1" is everyone) or already of a
 * hundred: the column tells which. A number above 1 says "of a hundred", unless it stands among nineteen times as many shares:
 * then it is a slip of its own.
 */

export interface Sizes {
  /** Cells without a sign that are a share of 1, and that cannot be. */
  shares: number
  above: number
}

export const noSizes: Sizes = { shares: 0, above: 0 }

/** What one more cell tells of its column. */
export function notePercent(sizes: Sizes, text: string): Sizes {
  const found = parse(text)
  if (!found || found.isSigned || found.value === 0) return sizes
  return found.value <= 1
    ? { ...sizes, shares: sizes.shares + 1 }
    : { ...sizes, above: sizes.above + 1 }
}

export function isOfShares({ shares, above }: Sizes): boolean {
  return shares >= above * 19
}

/** Null where it is 0, which says nothing; undefined where the cell gives none. */
export function readPercent(text: string, ofShares: boolean): number | null | undefined {
  const found = parse(text)
  if (!found) return undefined
  const isShare = ofShares && !found.isSigned
  if (found.value > (isShare ? 1 : 100)) return undefined
  return (isShare ? Math.round(found.value * 100_00) / 100 : found.value) || null
}

/** The upper end of a range. */
function parse(text: string): { value: number; isSigned: boolean } | null {
  if (text.length > 40) return null
  const plain = text.toLowerCase().replace(/[\s~≈<>+*]/g, '')
  const found = /^(?:\d{1,3}(?:[.,]\d+)?%?[-–])?(\d{0,3}(?:[.,]\d+)?)(%|percent|pct)?$/.exec(plain)
  const digits = found?.[1]
  if (!digits) return null
  return { value: Number(digits.replace(',', '.')), isSigned: found[2] !== undefined }
}
