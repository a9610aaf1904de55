/**
 * Cells that a spreadsheet would take for a formula. They go out behind an apostrophe, which a spreadsheet shows as text, and come
 * back without it. A text that begins like a guarded one gets an apostrophe too, so that nothing is lost on the way.
 */

/** The last four are full-width forms, which some programs take for the plain ones. */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/

export function guardFormula(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

export function bareFormula(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text
}
