/** A moment so much later, in universal time; one that cannot be written stays as it is. Pure. */
export function shiftMoment(moment: string, milliseconds: number): string {
  const date = new Date(Date.parse(moment) + milliseconds)
  return Number.isNaN(date.getTime()) ? moment : date.toISOString()
}
