import type { Text } from '@jieli/engine'

/** One thing wrong with a ruleset's files. Line and column count from 1. */
export interface FolderProblem {
  /** Relative to the ruleset's folder. */
  readonly file: string
  readonly line?: number
  readonly column?: number
  readonly message: Text
}

/** A folder that cannot be read as a ruleset. */
export class RulesetFolderError extends Error {
  override readonly name = 'RulesetFolderError'
  readonly problems: readonly FolderProblem[]

  constructor(problems: readonly FolderProblem[]) {
    super(problems.map((problem) => `${describePlace(problem)}: ${problem.message.en}`).join('\n'))
    this.problems = problems
  }
}

/** `facts.json:3:14`. Pure. */
export function describePlace(problem: FolderProblem): string {
  return [problem.file, problem.line, problem.column].filter((part) => part !== undefined).join(':')
}
