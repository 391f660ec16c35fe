/** Checking a ruleset took too long, too much memory, or broke down. */
export class BenchError extends Error {
  override readonly name = 'BenchError'
}
