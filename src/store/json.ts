declare const holds: unique symbol

/** JSON text in a column, which remembers what it holds. */
export type Json<T> = string & { readonly [holds]: T }

/**
 * The one way of a value into a JSON column. `undefined` and `NaN` have no JSON and are refused by the types of rows. NUL, which
 * Postgres reads in no JSON, is left out.
 */
export function toJson<T>(value: T): Json<T> {
  const json = JSON.stringify(value)
  return (json.includes('\\u0000') ? JSON.stringify(value, withoutNul) : json) as Json<T>
}

function withoutNul(_: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\u0000', '') : value
}

/** The one way back. Only what `toJson` wrote is ever in the column, so it is not checked again. */
export function fromJson<T>(text: Json<T>): T {
  return JSON.parse(text) as T
}
