/** The moment some seconds later, written with the same Beijing offset the clock uses. Pure. */
export function later(at: string, seconds: number): string {
  const beijing = 8 * 60 * 60 * 1000
  const moment = Date.parse(at) + seconds * 1000 + beijing
  return new Date(moment).toISOString().replace('Z', '+08:00')
}
