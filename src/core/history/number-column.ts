/**
 * Numbers of people or of money in a column of a file. Whether a dot or a comma parts thousands is one question for the whole
 * column: "1.200" is 1,200 beside "1.200.000", and no number of people beside "53.0". Never guessed: a cell with two numbers that
 * are no range, or with words beside the usual ones, is unreadable.
 */

type Mark = '.' | ','

/** How often a column's cells can only be read with this mark before thousands, or before decimals. */
interface Uses {
  thousands: number
  decimals: number
}
export type Marks = Readonly<Record<Mark, Uses>>

export const noMarks: Marks = {
  '.': { thousands: 0, decimals: 0 },
  ',': { thousands: 0, decimals: 0 },
}

/** What one more cell tells of its column. */
export function noteNumber(marks: Marks, text: string): Marks {
  return figuresOf(text).reduce((sum, { digits }) => {
    const last = lastMark(digits)
    if (last === null) return sum
    const other = last === '.' ? ',' : '.'
    if (digits.includes(other)) return count(count(sum, last, 'decimals'), other, 'thousands')
    if (digits.split(last).length > 2) return count(sum, last, 'thousands')
    return isEither(digits, last) ? sum : count(sum, last, 'decimals')
  }, marks)
}

function count(marks: Marks, mark: Mark, use: keyof Uses): Marks {
  return { ...marks, [mark]: { ...marks[mark], [use]: marks[mark][use] + 1 } }
}

/** A whole number, the upper end of a range; null where it is 0, which says nothing; undefined where the cell gives none. */
export function readNumber(text: string, marks: Marks): number | null | undefined {
  const values = figuresOf(text).map((figure) => readFigure(figure, marks))
  const [first, last = first] = values
  if (first === undefined || last === undefined || first > last) return undefined
  return Number.isInteger(last) ? last || null : undefined
}

interface Figure {
  digits: string
  /** 1,000 for "3k". */
  times: number
}

const lead =
  'about|approx(?:imately)?|around|circa|ca|up to|over|more than|at least|est(?:imated)?|nearly|almost'
const tail =
  'employees?|workers?|people|persons?|jobs?|staff|positions?|roles?|layoffs?|total|affected|all|locations?|revised|approx|est'
const figure = String.raw`\d(?:[\d.,]*\d)?(?:e\+\d{1,2})?`
const figures = new RegExp(
  String.raw`^(?:(?:${lead})\.? )?(${figure})(k|m)?(?: ?(?:-|–|to) ?(${figure})(k|m)?)?(?:[ /]+(?:${tail})\b\.?)*$`,
)
const steps = { k: 1_000, m: 1_000_000 } as const

/** One, or the two ends of a range; none where the cell says anything else. */
function figuresOf(text: string): Figure[] {
  if (text.length > 100) return []
  const plain = text
    .toLowerCase()
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\+\/-|[~≈<>±$€£*†‡#"]|(?<!e)\+/g, ' ')
    .replace(/(?<=\d)[\s'’](?=\d{3}(?!\d))/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const found = figures.exec(plain)
  if (!found) return []
  const [, first, firstStep, second, secondStep] = found
  const part = (digits: string | undefined, step: string | undefined): Figure[] =>
    digits === undefined ? [] : [{ digits, times: steps[step as keyof typeof steps] ?? 1 }]
  return [...part(first, firstStep ?? secondStep), ...part(second, secondStep)]
}

function lastMark(digits: string): Mark | null {
  const at = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','))
  return at < 0 ? null : (digits[at] as Mark)
}

/** "1.200" alone: the mark may stand for either. */
function isEither(digits: string, mark: Mark): boolean {
  const [whole = '', rest = ''] = digits.split(mark)
  return /^[1-9]\d{0,2}$/.test(whole) && /^\d{3}$/.test(rest)
}

function readFigure({ digits, times }: Figure, marks: Marks): number | undefined {
  const last = lastMark(digits)
  if (last === null) return Number(digits) * times
  const other = last === '.' ? ',' : '.'
  const decimal = decimalOf(digits, last, marks)
  if (decimal === undefined) return undefined
  const thousands = decimal === last ? other : last
  if (!isGrouped(decimal === last ? (digits.split(last)[0] ?? '') : digits, thousands)) {
    return undefined
  }
  const value = Number(digits.replaceAll(thousands, '').replace(',', '.'))
  return Number.isNaN(value) ? undefined : Math.round(value * times * 1000) / 1000
}

/** The mark before the decimals, the other one where there are none; undefined where the column leaves it open. */
function decimalOf(digits: string, last: Mark, marks: Marks): Mark | undefined {
  const other = last === '.' ? ',' : '.'
  if (digits.includes(other)) return last
  if (digits.split(last).length > 2) return other
  if (!isEither(digits, last)) return last
  const asDecimals = marks[last].decimals + marks[other].thousands
  const asThousands = marks[last].thousands + marks[other].decimals
  if (asDecimals > 0 && asThousands > 0) return undefined
  // People come whole.
  return asDecimals > 0 ? last : other
}

function isGrouped(whole: string, thousands: Mark): boolean {
  if (!whole.includes(thousands)) return true
  const groups = whole.split(thousands).map(({ length }) => length)
  const [first = 0, ...rest] = groups
  const between = rest.slice(0, -1)
  const isOurs = first <= 3 && rest.every((length) => length === 3)
  // 12,34,567 in India.
  const isIndian = first <= 2 && rest.at(-1) === 3 && between.every((length) => length === 2)
  return first > 0 && (isOurs || isIndian)
}
