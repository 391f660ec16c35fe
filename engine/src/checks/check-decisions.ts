import { combine } from '../decisions/aggregate.ts'
import type { Decision, OutputColumn } from '../model/decision.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Value } from '../model/value.ts'
import { hitPolicyModules } from '../decisions/hit-policy.ts'
import { fitsType } from '../decisions/fits-type.ts'
import { consequences } from '../model/references/decision-references.ts'
import type { NumberPart } from '../model/value-types/value-type-module.ts'
import { valueTypeModules } from '../model/value-types/value-types.ts'

/** Consequences that say nothing, outputs that do not fit their column, hit policies that lack what they need. Pure. */
export function checkDecisions(ruleset: Ruleset): readonly Issue[] {
  return ruleset.decisions.flatMap((decision) => [
    ...checkConsequences(decision),
    ...checkHitPolicy(decision),
  ])
}

function checkConsequences(decision: Decision): readonly Issue[] {
  const columns = new Map((decision.outputs ?? []).map((column) => [column.id, column]))
  const issues: Issue[] = []
  for (const { then, path } of consequences(decision)) {
    const outputs = Object.entries(then.outputs ?? {})
    if (then.outcome === undefined && outputs.length === 0)
      issues.push(createIssue('OUTCOME_MISSING', path))
    for (const [id, value] of outputs) {
      const column = columns.get(id)
      if (column === undefined)
        issues.push(createIssue('CELL_COLUMN', `${path}/outputs/${id}`, { column: id }))
      else if (!fitsType(column.type, value))
        issues.push(
          createIssue('VALUE_TYPE', `${path}/outputs/${id}`, {
            type: column.type,
            detail: valueTypeModules[column.type].written,
          }),
        )
    }
  }
  return issues
}

function checkHitPolicy(decision: Decision): readonly Issue[] {
  const path = `/decisions/${decision.id}/hitPolicy`
  const policy = hitPolicyModules[decision.hitPolicy]
  const column = decision.outputs?.[0]
  const numeric = column !== undefined && addableNumber(column) !== undefined
  const issues: Issue[] = []
  if (decision.aggregation !== undefined) {
    const counts = decision.aggregation === 'count' && column?.type === 'integer'
    if (policy.aggregates !== true || !(numeric || counts))
      issues.push(createIssue('AGGREGATION_INVALID', path))
    else if (column !== undefined && sumsTooFar(decision, column))
      issues.push(createIssue('AGGREGATION_TOO_LARGE', path))
  }
  if (policy.ranks === true) {
    const ranked = consequences(decision).every(({ then }) => then.outcome !== undefined)
    if (!ranked && column?.order === undefined)
      issues.push(createIssue('ORDER_MISSING', path, { hitPolicy: decision.hitPolicy }))
  }
  return issues
}

/** Whether all lines together, those above zero or those below, come to more than the type of the column can hold. */
function sumsTooFar(decision: Decision, column: OutputColumn): boolean {
  const { id, type } = column
  const number = addableNumber(column)
  if (decision.aggregation !== 'sum' || number === undefined) return false
  const values = consequences(decision).flatMap(({ then }) => {
    const value = then.outputs?.[id]
    return fitsType(type, value) ? [value] : []
  })
  const below = (value: Value) =>
    typeof value === 'number' ? value < 0 : typeof value === 'string' && value.startsWith('-')
  return [values.filter(below), values.filter((value) => !below(value))].some(
    (some) => some.length > 0 && !fitsType(type, combine('sum', number, some)),
  )
}

function addableNumber({ type }: OutputColumn): NumberPart | undefined {
  const { number } = valueTypeModules[type]
  return number?.adds === true ? number : undefined
}
