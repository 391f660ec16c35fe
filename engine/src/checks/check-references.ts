import type { Decision } from '../model/decision.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import { consequences } from '../model/references/decision-references.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { checkDelayLength } from './check-delay-length.ts'
import { checkNames } from './check-names.ts'
import { checkTangles } from './check-tangles.ts'

/** Names that lead nowhere, comparisons whose two sides do not fit, and circles of references. Pure. */
export function checkReferences(ruleset: Ruleset): readonly Issue[] {
  return [
    ...checkNames(ruleset),
    ...ruleset.decisions.flatMap((decision) => [
      ...checkColumns(decision),
      ...checkDelays(ruleset, decision),
    ]),
    ...checkTangles(ruleset),
  ]
}

/** Cells that stand in no column. */
function checkColumns(decision: Decision): readonly Issue[] {
  if (decision.kind !== 'table') return []
  const columns = new Set(decision.inputs.map(({ id }) => id))
  return decision.rows.flatMap((row) =>
    Object.keys(row.when)
      .filter((column) => !columns.has(column))
      .map((column) => {
        const path = `/decisions/${decision.id}/rows/${row.id}/when/${column}`
        return createIssue('CELL_COLUMN', path, { column })
      }),
  )
}

function checkDelays(ruleset: Ruleset, decision: Decision): readonly Issue[] {
  return consequences(decision).flatMap(({ then, path }) =>
    (then.effects ?? []).flatMap((effect) =>
      effect.type === 'emit' && effect.dueIn !== undefined
        ? checkDelayLength(ruleset, effect.dueIn, `${path}/effects`)
        : [],
    ),
  )
}
