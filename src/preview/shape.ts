/** What is wrong with a value, in the words and with the JSON pointer that Slack answers with. */
export interface Flaw {
  at: string
  says: string
}

/** Says everything that is wrong with the value at this place; nothing when it may pass. */
export type Shape = (value: unknown, at: string) => Flaw[]

type Fields = Record<string, Shape>
type Bag = Record<string, unknown>

const flaw = (at: string, says: string): Flaw[] => [{ at, says }]

export const isBag = (value: unknown): value is Bag =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function text(max: number, min = 1): Shape {
  return (value, at) => {
    if (typeof value !== 'string') return flaw(at, 'must provide a string')
    if (value.length < min) return flaw(at, `must be more than ${min - 1} characters`)
    if (value.length > max) return flaw(at, `must be less than ${max + 1} characters`)
    return []
  }
}

export function number(min: number, max: number, whole = true): Shape {
  return (value, at) => {
    const fits = typeof value === 'number' && Number.isFinite(value)
    if (!fits || (whole && !Number.isInteger(value))) {
      return flaw(at, whole ? 'must provide an integer' : 'must provide a number')
    }
    return value < min || value > max ? flaw(at, `must be between ${min} and ${max}`) : []
  }
}

export const flag: Shape = (value, at) =>
  typeof value === 'boolean' ? [] : flaw(at, 'must provide a boolean')

export const url =
  (max: number): Shape =>
  (value, at) => {
    const wrong = text(max)(value, at)
    return wrong.length > 0 || URL.canParse(String(value)) ? wrong : flaw(at, 'invalid url')
  }

export const matching =
  (form: RegExp, says: string): Shape =>
  (value, at) =>
    typeof value === 'string' && form.test(value) ? [] : flaw(at, says)

export const oneOf =
  (...words: string[]): Shape =>
  (value, at) =>
    words.includes(value as string)
      ? []
      : flaw(at, `must be a valid enum value: ${words.join(', ')}`)

export function list(of: Shape, max: number, min = 1): Shape {
  return (value, at) => {
    if (!Array.isArray(value)) return flaw(at, 'must provide an array')
    if (value.length < min) return flaw(at, `no less than ${min} items allowed`)
    if (value.length > max) return flaw(at, `no more than ${max} items allowed`)
    return value.flatMap((item, index) => of(item, `${at}/${index}`))
  }
}

/** An object that has these fields and no others: Slack refuses an unknown property too. */
export function fields(required: Fields, optional: Fields = {}, also?: Shape): Shape {
  const known = { ...required, ...optional }
  return (value, at) => {
    if (!isBag(value)) return flaw(at, 'must provide an object')
    const missing = Object.keys(required)
      .filter((key) => value[key] === undefined)
      .flatMap((key) => flaw(at, `missing required field: ${key}`))
    const present = Object.entries(value).flatMap(([key, inner]) => {
      if (inner === undefined || key === 'type') return []
      const shape = known[key]
      if (!shape) return flaw(at, `invalid additional property: ${key}`)
      return shape(inner, `${at}/${key}`)
    })
    const flaws = [...missing, ...present]
    return flaws.length === 0 && also ? also(value, at) : flaws
  }
}

/** Told apart by `type`. */
export function typed(shapes: Record<string, Shape>): Shape {
  return (value, at) => {
    if (!isBag(value)) return flaw(at, 'must provide an object')
    const shape = typeof value.type === 'string' ? shapes[value.type] : undefined
    if (!shape) return flaw(`${at}/type`, `unsupported type: ${String(value.type)}`)
    return shape(value, at)
  }
}

/** Holds when every shape does; the first that does not is told. */
export const all =
  (...shapes: Shape[]): Shape =>
  (value, at) => {
    for (const shape of shapes) {
      const flaws = shape(value, at)
      if (flaws.length > 0) return flaws
    }
    return []
  }

/** A rule over a whole object, after its fields were found right. */
export const rule =
  (holds: (value: Bag) => boolean, says: string): Shape =>
  (value, at) =>
    isBag(value) && holds(value) ? [] : flaw(at, says)
