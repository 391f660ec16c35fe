import {
  type Bundle,
  createIssue,
  dateTimeSchema,
  type Issue,
  type OrgUnit,
  parseFacts,
  periodOf,
  suggest,
} from '@jieli/engine'
import {
  type AssessedPeriod,
  type DutyRecord,
  type ScheduleInput,
} from '@jieli/engine/scheduled-duties'
import { z } from 'zod'
import { unitSchema } from '../../contracts/assessment.ts'
import { ServerError } from '../../errors/server-error.ts'
import { isAssessed } from '../../operations/context/known-units.ts'
import {
  assertCounts,
  assertMoment,
  assertOwedBy,
  knownDuty,
} from '../../operations/scheduled-duties/assert-record.ts'
import { issueProblems, type LineProblem, problemOf } from './line-problem.ts'
import { readAs, type ReadLine } from './read-lines.ts'

const unitLine = z.strictObject({ unit: unitSchema })

const assessedLine = z.strictObject({
  /** The period whose final assessment this is. */
  assessed: z.string(),
  /** Whose; left out, the community's. */
  unit: z.string().optional(),
  figures: z.record(z.string(), z.unknown()).optional(),
  /** By the id of an indicator whether it met its target. */
  met: z.record(z.string(), z.boolean()).optional(),
})

const recordLine = z.strictObject({
  duty: z.string().max(200),
  period: z.string().max(20),
  at: dateTimeSchema,
  unit: z.string().max(100).optional(),
  facts: z.record(z.string(), z.unknown()).optional(),
  document: z.boolean().optional(),
})

/** What a file says of scheduled duties: the directory, final assessments, and what was recorded when. */
export interface ReadRecords {
  readonly units: readonly OrgUnit[]
  readonly input: ScheduleInput
  readonly records: readonly DutyRecord[]
  /** Every period that a line names, `once` left out. */
  readonly periods: readonly string[]
  readonly problems: readonly LineProblem[]
}

/**
 * What the lines say, or everything that is wrong with them: then none of it may be played. What the server would not
 * record is refused here for the same reasons.
 * @param at the moment everything is looked at
 */
export function readRecords(bundle: Bundle, lines: readonly ReadLine[], at: string): ReadRecords {
  const problems: LineProblem[] = []
  const read = <Shape extends z.ZodType>(key: string, schema: Shape) =>
    lines.flatMap((line) => {
      if (kindOf(line.value) !== key) return []
      const { data, problems: misshapen } = readAs(schema, line)
      problems.push(...misshapen)
      return data === undefined ? [] : [{ line, data }]
    })
  problems.push(...lines.flatMap(unknownKind))
  const units = read('unit', unitLine).map(({ line, data }) => ({ line, unit: data.unit }))
  const known = new Map<string, OrgUnit>()
  const wrong = (line: ReadLine, issues: readonly Issue[]) =>
    problems.push(...issueProblems(line, issues))
  for (const { line, unit } of units) {
    if (known.has(unit.id)) wrong(line, [createIssue('ID_DUPLICATE', '/unit/id', { id: unit.id })])
    known.set(unit.id, unit as OrgUnit)
  }
  const assertUnit = (unit: string | undefined) => {
    if (unit !== undefined && !known.has(unit)) throw new ServerError('UNIT_UNKNOWN', { unit })
  }
  const refuse = (line: ReadLine, check: () => void) => {
    const problem = problemOf(line, check)
    if (problem !== undefined) problems.push(problem)
  }
  const assessed = new Map<string, AssessedPeriod>()
  for (const { line, data } of read('assessed', assessedLine)) {
    const { unit, figures = {}, met = {} } = data
    refuse(line, () => assertUnit(unit))
    const { facts, issues } = parseFacts(bundle.ruleset, figures, '/figures')
    wrong(line, [...issues, ...periodIssues(data.assessed), ...indicatorIssues(bundle, met)])
    assessed.set(keyOf(data.assessed, unit ?? null), { figures: facts, met })
  }
  const directory = [...known.values()].filter((unit) => isAssessed(unit))
  const input: ScheduleInput = {
    units: directory,
    assessed: (period, unit) => assessed.get(keyOf(period, unit)),
  }
  const records: DutyRecord[] = []
  for (const { line, data } of read('duty', recordLine)) {
    const { facts, issues } = parseFacts(bundle.ruleset, data.facts ?? {})
    wrong(line, issues)
    const { period, document = false } = data
    const unit = data.unit ?? null
    const record = { duty: data.duty, unit, period, at: data.at, facts, document }
    refuse(line, () => {
      assertUnit(data.unit)
      const duty = knownDuty(bundle.ruleset, data.duty)
      // What is recorded later than it is looked at was recorded when it was done.
      const now = Date.parse(data.at) > Date.parse(at) ? data.at : at
      assertOwedBy(bundle, duty, { period, unit, at: now, input })
      assertMoment({ at: data.at, period, now })
      if (issues.length === 0) assertCounts(bundle, duty, record)
    })
    records.push(record)
  }
  const named = [...records.map(({ period }) => period), ...[...assessed.keys()].map(periodOfKey)]
  const periods = [...new Set(named)].filter((period) => periodOf(period) !== undefined)
  return {
    units: directory,
    input,
    records,
    periods,
    problems,
  }
}

/** By which member a line is known: a record names its duty, a final assessment its period, a unit itself. */
function kindOf(value: unknown): 'duty' | 'assessed' | 'unit' | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const kinds = ['duty', 'assessed', 'unit'] as const
  return kinds.find((key) => Object.hasOwn(value, key))
}

function unknownKind(line: ReadLine): readonly LineProblem[] {
  if (kindOf(line.value) !== undefined) return []
  const detail = {
    zh: '每行写一次登记（duty、period、at）、一个单位（unit）或一期最终考核（assessed）',
    en: 'each line is a record (duty, period, at), a unit (unit) or a final assessment (assessed)',
  }
  return issueProblems(line, [createIssue('SCHEMA_INVALID', '', { detail })])
}

function periodIssues(period: string): readonly Issue[] {
  if (periodOf(period) !== undefined) return []
  const detail = {
    zh: `“${period}”不是一个期间，请写成 2025-01、2025-Q1、2025-H1 或 2025`,
    en: `"${period}" names no period; please write 2025-01, 2025-Q1, 2025-H1 or 2025`,
  }
  return [createIssue('SCHEMA_INVALID', '/assessed', { detail })]
}

function indicatorIssues(
  { ruleset }: Bundle,
  met: Readonly<Record<string, boolean>>,
): readonly Issue[] {
  const known = ruleset.indicators.map(({ id }) => id)
  return Object.keys(met)
    .filter((id) => !known.includes(id))
    .map((id) =>
      createIssue('REFERENCE_UNKNOWN', `/met/${id}`, {
        kind: { zh: '考核指标', en: 'indicator' },
        id,
        suggestion: suggest(id, known),
      }),
    )
}

function keyOf(period: string, unit: string | null): string {
  return JSON.stringify([period, unit])
}

function periodOfKey(key: string): string {
  const [period] = JSON.parse(key) as [string]
  return period
}
