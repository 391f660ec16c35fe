/** The same day so many years later, or earlier; the 29th of February becomes the 28th where there is none. Pure. */
export function yearsLater(day: string, years: number): string {
  const year = String(Math.max(1, Number(day.slice(0, 4)) + years)).padStart(4, '0')
  const same = `${year}${day.slice(4)}`
  return day.endsWith('-02-29') && new Date(`${same}T00:00:00Z`).getUTCMonth() !== 1
    ? `${year}-02-28`
    : same
}
