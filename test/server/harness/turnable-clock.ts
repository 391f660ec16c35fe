import type { Clock } from '../../../server/src/ports/clock.ts'

/** A clock that stands still until it is turned. */
export class TurnableClock implements Clock {
  #epoch: number

  constructor(start = '2025-03-03T09:00:00.000+08:00') {
    this.#epoch = Date.parse(start)
  }

  now(): string {
    return new Date(this.#epoch + 8 * 3_600_000).toISOString().replace('Z', '+08:00')
  }

  /** Turns the clock forward. */
  advance(milliseconds: number): void {
    this.#epoch += milliseconds
  }
}

export const minute = 60_000
export const hour = 60 * minute
