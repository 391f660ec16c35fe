import type { Clock } from '../ports/clock.ts'

const beijing = 8 * 60 * 60 * 1000

/**
 * The machine's clock, written in Beijing time whatever zone the machine is set
 * to: the calendar day a rule is judged by is the day people there live in.
 */
export const systemClock: Clock = {
  now: () => {
    const now = Date.now()
    if (now !== last.at) last = { at: now, text: textOf(now) }
    return last.text
  },
}

/** A request asks several times within a millisecond. */
let last = { at: 0, text: textOf(0) }

function textOf(now: number): string {
  return new Date(now + beijing).toISOString().replace('Z', '+08:00')
}
