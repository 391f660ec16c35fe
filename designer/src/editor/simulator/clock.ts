import { momentAt } from '@jieli/engine'

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
  return wallClock(momentAt(epoch, utcOffset))
}
