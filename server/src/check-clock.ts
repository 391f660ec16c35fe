import { ConfigError } from './config.ts'
import type { ClockFinding } from './operations/timers/clock-watch.ts'

/**
 * Refuses a start by a clock that is far from what was written; with one that is trusted all the same, the lines to
 * warn with. Every timer rests on the clock: years ahead it would fire them all, and behind it would let no case go on.
 * @throws ConfigError
 */
export function checkClock(
  { status, now, known }: ClockFinding,
  trusted: boolean,
): readonly string[] {
  if (status === 'agrees') return []
  const said =
    status === 'behind'
      ? `the clock of this machine says ${now}, before ${known ?? ''}, when something was already written`
      : `the clock of this machine says ${now}, and nothing was written since ${known ?? ''}`
  if (!trusted)
    throw new ConfigError(
      `${said}; set the clock right, or start with JIELI_CLOCK=trusted if it is right now`,
    )
  return [
    `  时钟 clock ${said}; it is trusted (JIELI_CLOCK). 时钟与已写下的时间相差过大，已按设置信任现在的时钟；若曾走错，请按文档更正受影响的个案。`,
  ]
}
