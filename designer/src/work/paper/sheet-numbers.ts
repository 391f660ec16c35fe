/** How many sheets are printed at once at most. */
export const maxSheets = 50

/** What the numbers of sheets begin with: the place they are for, and the minute they are made in. Pure. */
export function sheetBeginning(place: string | undefined, now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`
  const minute = `${two(now.getHours())}${two(now.getMinutes())}`
  return `${place === undefined ? '' : `${place}-`}${day}${minute}`
}

/** The numbers of some sheets: their beginning and a running number. Pure. */
export function sheetNumbers(beginning: string, count: number): readonly string[] {
  const width = String(maxSheets).length
  return Array.from(
    { length: count },
    (_, index) => `${beginning}-${String(index + 1).padStart(width, '0')}`,
  )
}
