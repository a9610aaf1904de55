/** What the fields of a form hold when it is sent. */

export type Sent = string | readonly string[] | null | undefined

/** By block id. */
export type Fields = Readonly<Record<string, Sent>>

export const textOf = (sent: Sent): string => (typeof sent === 'string' ? sent.trim() : '')

export const chosenOf = (sent: Sent): readonly string[] =>
  typeof sent === 'object' && sent !== null ? sent : []

/** Those that are not empty. */
export const linesOf = (sent: Sent): string[] =>
  textOf(sent)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
