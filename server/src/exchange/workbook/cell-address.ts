import { lastExcelColumn, lastExcelRow } from './workbook-limits.ts'

/** Where a cell stands, both counted from 1. */
export interface CellAddress {
  readonly row: number
  readonly column: number
}

/** Reads `B7`; nothing for what is no place of a sheet. Pure. */
export function readAddress(text: string): CellAddress | undefined {
  let at = 0
  let column = 0
  for (; at < text.length; at++) {
    const letter = text.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
    if (column > lastExcelColumn) return undefined
  }
  const row = readRowNumber(text.slice(at))
  return column === 0 || row === undefined ? undefined : { row, column }
}

/** Reads the number of a row; nothing for what is none. Pure. */
export function readRowNumber(text: string): number | undefined {
  if (!/^\d{1,7}$/.test(text)) return undefined
  const row = Number(text)
  return row >= 1 && row <= lastExcelRow ? row : undefined
}

/** How people write a place. Pure. */
export function writeAddress({ row, column }: CellAddress): string {
  let letters = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return `${letters}${row}`
}
