import { WrongUseError } from './command-outcome.ts'
import type { Terminal } from './terminal.ts'

/** A whole number given on the command line. @throws WrongUseError when it is none, or not between the bounds */
export function wholeNumber(
  terminal: Terminal,
  given: string,
  { name, low, high }: { readonly name: string; readonly low: number; readonly high: number },
): number {
  const number = Number(given)
  if (/^\d+$/.test(given) && number >= low && number <= high) return number
  throw new WrongUseError(
    terminal.say({
      zh: `--${name} 须是 ${low} 到 ${high} 的整数，收到的是“${given}”。`,
      en: `--${name} must be a whole number from ${low} to ${high}, not "${given}".`,
    }),
  )
}
