/**
 * A text that begins like a formula is written with an apostrophe before it: a spreadsheet that opens the table then
 * shows the text and computes nothing. Numbers are left alone. Pure.
 */
export function guardFormula(text: string): string {
  return beginsFormula(text) || guardsFormula(text) ? `'${text}` : text
}

/** True for a text that carries such an apostrophe: what was written by `guardFormula` is read back as it was. Pure. */
export function guardsFormula(text: string): boolean {
  return text.startsWith("'") && (beginsFormula(text.slice(1)) || guardsFormula(text.slice(1)))
}

function beginsFormula(text: string): boolean {
  return /^[=+\-@\t\r＝＋－＠]/.test(text)
}
