import type { Problem } from '../contracts/problem.ts'

/** A problem the server answered with: what is wrong, where, and what to do, in Chinese and English. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem
  /** Stable: programs go by it. */
  readonly code: string
  readonly status: number

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.message.en}`)
    this.problem = problem
    this.code = problem.code
    this.status = problem.status
  }
}
