import { halfWidth } from '../half-width.ts'
import type { Text } from '../text.ts'
import type { Value } from '../value.ts'

/** How a cell was read where that is worth a word: without its separators, in half-width form, as a share of one. */
export interface CellNote {
  readonly code: 'NOTE_SEPARATOR' | 'NOTE_FULL_WIDTH' | 'NOTE_SHARE'
  readonly read: string
}

/** What a cell says, or why it says nothing. */
export type CellReading =
  | { readonly value: Value; readonly note?: CellNote | undefined }
  | { readonly problem: 'CELL_TYPE' | 'CELL_SEPARATOR' }
  | { readonly problem: 'CELL_TOO_LARGE'; readonly limit: string | Text }

/** Not written the way its type asks. */
export const wrongType: CellReading = { problem: 'CELL_TYPE' }

/** The largest whole number that is exact. */
export const maxWhole = String(Number.MAX_SAFE_INTEGER)

/**
 * Reads a number: full-width digits and thousands separators are taken where they can mean one thing only, and noted.
 * Nothing is ever rounded. Pure.
 * @param given as it stands in the cell
 * @param read reads plain digits
 */
export function readNumberCell(
  given: string,
  read: (text: string) => CellReading,
  plain: (text: string) => string = (text) => text,
): CellReading {
  const narrow = halfWidth(given)
  let text = plain(narrow)
  if (text.includes(',')) {
    if (!/^-?\d{1,3}(,\d{3})+(\.\d+)?%?$/.test(text)) return { problem: 'CELL_SEPARATOR' }
    text = text.replaceAll(',', '')
  }
  const reading = read(text)
  if ('problem' in reading || reading.note !== undefined) return reading
  if (text !== narrow) return { ...reading, note: { code: 'NOTE_SEPARATOR', read: text } }
  return narrow === given ? reading : { ...reading, note: { code: 'NOTE_FULL_WIDTH', read: text } }
}

/** A whole number of exactly so much, or that it is too large. Pure. */
export function wholeReading(value: bigint, limit: string | Text): CellReading {
  const number = Number(value)
  // The sum drops the sign of a zero.
  return Number.isSafeInteger(number) ? { value: number + 0 } : { problem: 'CELL_TOO_LARGE', limit }
}
