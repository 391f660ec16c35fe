/** What a command comes to: 0 good, 1 found problems, 2 wrong use. */
export const exitCodes = { good: 0, problems: 1, wrongUse: 2, interrupted: 130 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** Thrown when a command is used in a way that cannot work: a file that is not there, a name nobody knows. */
export class WrongUseError extends Error {
  override readonly name = 'WrongUseError'
}
