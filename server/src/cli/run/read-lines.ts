import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { createIssue } from '@jieli/engine'
import type { z } from 'zod'
import { schemaIssues } from '@jieli/engine'
import { parseJson } from '../../rulesets/parse-json.ts'
import { WrongUseError } from '../command-outcome.ts'
import type { Terminal } from '../terminal.ts'
import { issueProblems, type LinePlace, type LineProblem } from './line-problem.ts'

/** A file to be played has no more lines than this. */
const maxLines = 100_000

/** One line that is JSON, and where it stands. */
export interface ReadLine extends LinePlace {
  readonly value: unknown
}

/**
 * Reads a file of one JSON object a line, `-` being the standard input; empty lines are passed over.
 * @throws WrongUseError when there is no such file, or it is far too long
 */
export async function readLines(
  terminal: Terminal,
  file: string,
): Promise<{ readonly lines: readonly ReadLine[]; readonly problems: readonly LineProblem[] }> {
  if (file !== '-' && (await stat(file).catch(() => undefined))?.isFile() !== true)
    throw new WrongUseError(
      terminal.say({ zh: `没有文件“${file}”。`, en: `There is no file "${file}".` }),
    )
  const input = file === '-' ? process.stdin : createReadStream(file)
  const lines: ReadLine[] = []
  const problems: LineProblem[] = []
  let line = 0
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    line++
    if (line > maxLines)
      throw new WrongUseError(
        terminal.say({ zh: `文件“${file}”过大。`, en: `The file "${file}" is too large.` }),
      )
    if (text.trim() === '') continue
    const parsed = parseJson(text)
    if (parsed.ok) lines.push({ file, line, value: parsed.value })
    else
      problems.push(
        ...issueProblems({ file, line }, [
          createIssue('SCHEMA_INVALID', '', { detail: parsed.fault.detail }),
        ]),
      )
  }
  return { lines, problems }
}

/** What a line says by a schema, or what is wrong with it. */
export function readAs<Shape extends z.ZodType>(
  schema: Shape,
  { file, line, value }: ReadLine,
): { readonly data?: z.infer<Shape>; readonly problems: readonly LineProblem[] } {
  const read = schema.safeParse(value)
  if (read.success) return { data: read.data, problems: [] }
  return { problems: issueProblems({ file, line }, schemaIssues(read.error, value)) }
}
