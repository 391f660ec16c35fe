import {
  type Bundle,
  createIssue,
  dateTimeSchema,
  type Facts,
  type Issue,
  parseFacts,
  type Pathway,
  suggest,
} from '@jieli/engine'
import { z } from 'zod'
import { systemClock } from '../../adapters/index.ts'
import { issueProblems, type LineProblem } from './line-problem.ts'
import { readAs, type ReadLine } from './read-lines.ts'

const eventLineSchema = z.strictObject({
  /** Absent on the first line, which starts the case, and where time passes. */
  type: z.string().max(200).optional(),
  facts: z.record(z.string(), z.unknown()).optional(),
  reason: z.string().max(2000).optional(),
  at: dateTimeSchema.optional(),
  unit: z.string().max(200).optional(),
})

/** What one line of a file of events says. Without a type the first starts the case, and a later one lets time pass. */
export interface ReadEvent {
  readonly line: number
  readonly type: string | undefined
  readonly at: string
  readonly facts: Facts
  readonly reason?: string
  readonly unit?: string
}

/** What the lines say of a case on a pathway, or everything that is wrong with them: then none of it may be played. */
export function readEvents(
  bundle: Bundle,
  pathway: Pathway,
  lines: readonly ReadLine[],
): { readonly events: readonly ReadEvent[]; readonly problems: readonly LineProblem[] } {
  const events: ReadEvent[] = []
  const problems: LineProblem[] = []
  for (const read of lines) {
    const { data, problems: misshapen } = readAs(eventLineSchema, read)
    problems.push(...misshapen)
    if (data === undefined) continue
    const { type, reason, unit, at = systemClock.now() } = data
    const { facts, issues } = parseFacts(bundle.ruleset, data.facts ?? {})
    const wrong = [
      ...issues,
      ...typeIssues(pathway, { type, first: read === lines[0], alone: isAlone(data) }),
      ...orderIssues(at, events.at(-1)?.at),
    ]
    problems.push(...issueProblems(read, wrong))
    events.push({
      line: read.line,
      type,
      at,
      facts,
      ...(reason === undefined ? {} : { reason }),
      ...(unit === undefined ? {} : { unit }),
    })
  }
  return { events, problems }
}

/** True where a line says a moment and nothing else. */
function isAlone(line: z.infer<typeof eventLineSchema>): boolean {
  return line.at !== undefined && Object.keys(line).length === 1
}

function typeIssues(
  { events }: Pathway,
  line: { readonly type: string | undefined; readonly first: boolean; readonly alone: boolean },
): readonly Issue[] {
  const { type, first, alone } = line
  if (first)
    return type === undefined
      ? []
      : [
          createIssue('SCHEMA_INVALID', '/type', {
            detail: {
              zh: '第一行让个案开始，不写事件',
              en: 'the first line starts the case and names no event',
            },
          }),
        ]
  if (type === undefined)
    return alone
      ? []
      : [
          createIssue('SCHEMA_INVALID', '/type', {
            detail: {
              zh: '没有写明事件（type）；只写时间（at）的一行表示时间过去',
              en: 'the event (type) is missing; a line with a moment (at) alone lets time pass',
            },
          }),
        ]
  const known = events.map(({ id }) => id)
  if (known.includes(type)) return []
  return [
    createIssue('EVENT_UNKNOWN', '/type', {
      event: type.slice(0, 100),
      suggestion: suggest(type, known),
    }),
  ]
}

function orderIssues(at: string, previous: string | undefined): readonly Issue[] {
  if (previous === undefined || Date.parse(at) >= Date.parse(previous)) return []
  return [createIssue('TIME_BACKWARDS', '/at', { at, previous })]
}
