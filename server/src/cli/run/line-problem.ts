import type { Issue, Text } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import type { Terminal } from '../terminal.ts'

/** What is wrong with a line of a file that is to be played. */
export interface LineProblem {
  readonly file: string
  /** From 1. */
  readonly line: number
  /** As docs/errors.md lists it. */
  readonly code: string
  /** Where in the line, as a JSON pointer. */
  readonly path: string
  readonly message: Text
}

/** Where a line stands. */
export interface LinePlace {
  readonly file: string
  readonly line: number
}

/** Issues of the engine as problems of a line. Pure. */
export function issueProblems(place: LinePlace, issues: readonly Issue[]): readonly LineProblem[] {
  return issues.map(({ code, path, message }) => ({ ...place, code, path, message }))
}

/**
 * What a check refuses, as a problem of a line; nothing where it passes.
 * @throws whatever the check throws that is not in the catalogue of errors
 */
export function problemOf(place: LinePlace, check: () => void): LineProblem | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    if (!(error instanceof ServerError)) throw error
    return { ...place, code: error.code, path: '', message: error.text }
  }
}

/** Prints what is wrong with the lines, and that nothing was played. */
export function printProblems(terminal: Terminal, problems: readonly LineProblem[]): void {
  if (terminal.json) terminal.value({ problems })
  for (const { file, line, path, message, code } of problems)
    terminal.line(`✗ ${file}:${line}${path && ` ${path}`}  ${terminal.say(message)} [${code}]`)
  terminal.line(
    terminal.say({
      zh: `文件中有 ${problems.length} 个问题，什么也没有推演。`,
      en: `The files have ${problems.length} problem(s). Nothing was played.`,
    }),
  )
}
