import type { Json, JsonObject } from '../../json.ts'
import { officeOf } from './chart-items.ts'
import { procedureSteps } from './procedure-chart.ts'

/**
 * What a red line asked of a procedure, asked of its chart: it comes in force only when each of these was done, each by
 * whose it is. Pure.
 */
export function approvalChecks(check: JsonObject): readonly Json[] {
  const { procedure, stages, approvals, filing } = check
  if (typeof procedure !== 'string') return [check]
  const named = (ids: Json | undefined): Json =>
    Array.isArray(ids) ? ids.flatMap((id) => (typeof id === 'string' ? [{ id }] : [])) : []
  const steps = procedureSteps(procedure, {
    stages: named(stages),
    approvals: named(approvals),
    filing: filing === true,
  })
  const all = [...steps.stages, ...steps.approvals, ...steps.filing]
  if (all.length === 0) return [{ kind: 'requiredItems', items: [`/pathways/${procedure}`] }]
  return [
    {
      kind: 'before',
      pathway: procedure,
      into: ['inForce'],
      implies: { all: all.map(({ fact }) => ({ fact, operator: 'equal', value: true })) },
      unless: [],
    },
    {
      kind: 'recordedBy',
      pathway: procedure,
      facts: all.map(({ fact, party }) => ({
        fact,
        office: officeOf(procedure, party),
      })),
    },
  ]
}
