/** A moment as a wall clock shows it in the ruleset's own time: `2025-03-03 09:00`. Pure. */
export function wallClock(at: string): string {
  return at.slice(0, 16).replace('T', ' ')
}

/** A wall clock's time as a moment with an offset. Pure. */
export function momentOf(wall: string, utcOffset: string): string {
  return `${wall.replace(' ', 'T').slice(0, 16)}:00${utcOffset}`
}

/** What a wall clock at that offset shows at a moment. Pure. */
export function wallClockAt(epoch: number, utcOffset: string): string {
  const [hours = 0, minutes = 0] = utcOffset.slice(1).split(':').map(Number)
  const shift = (utcOffset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
  return new Date(epoch + shift).toISOString().slice(0, 16).replace('T', ' ')
}
