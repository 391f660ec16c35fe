import type { Decision } from '../model/decision.ts'
import type { AuthoredOutcome } from '../model/outcome.ts'
import { rulesetReferences } from '../model/references/references-of.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { frozenPaths } from './frozen-paths.ts'
import { byId, type Proposal } from './mutation.ts'

/** Changes of decisions that weaken nothing: new reasons, another order where order says nothing, advice, strictness. Pure. */
export function harmlessRules(ruleset: Ruleset): readonly Proposal[] {
  const frozen = frozenPaths(ruleset)
  return ruleset.decisions
    .filter(({ id }) => !frozen.some((path) => `${path}/`.startsWith(`/decisions/${id}/`)))
    .flatMap((decision) => [
      ...newReasons(decision),
      ...reordered(decision),
      ...advised(ruleset, decision),
      ...stricter(ruleset, decision),
    ])
}

type Line = Extract<Decision, { kind: 'rules' }>['rules'][number] | TableLine
type TableLine = Extract<Decision, { kind: 'table' }>['rows'][number]

function linesOf(decision: Decision): Line[] {
  return decision.kind === 'table' ? decision.rows : decision.rules
}

function newReasons(decision: Decision): readonly Proposal[] {
  return linesOf(decision).map(({ id }) => ({
    kind: 'newReason',
    path: `/decisions/${decision.id}/rules/${id}`,
    description: { zh: `“${id}”的理由另写`, en: `the reason of "${id}" is written anew` },
    edit: (draft) => {
      const { then } = byId(linesOf(byId(draft.decisions, decision.id)), id)
      then.reason = { zh: '按本县说法。', en: "In the county's words." }
    },
  }))
}

/** Under these policies the order of the rows says nothing of the outcome. */
function reordered(decision: Decision): readonly Proposal[] {
  if (!['unique', 'any', 'priority'].includes(decision.hitPolicy)) return []
  if (linesOf(decision).length < 2 || decision.outputs !== undefined) return []
  return [
    {
      kind: 'rowsReordered',
      path: `/decisions/${decision.id}`,
      description: {
        zh: `“${decision.title.zh}”的各行换个顺序`,
        en: `the rows of "${decision.title.en}" stand in another order`,
      },
      edit: (draft) => {
        linesOf(byId(draft.decisions, decision.id)).reverse()
      },
    },
  ]
}

function advised(ruleset: Ruleset, decision: Decision): readonly Proposal[] {
  if (decision.kind !== 'rules' || decision.hitPolicy !== 'priority') return []
  if (!mayBecome(ruleset, decision.id, 'allow', 'allowWithAdvice')) return []
  return decision.rules
    .filter((rule) => rule.then.outcome === 'allow')
    .map((rule) => ({
      kind: 'adviceAdded',
      path: `/decisions/${decision.id}`,
      description: {
        zh: `“${decision.title.zh}”多一条提示`,
        en: `"${decision.title.en}" gains advice`,
      },
      edit: (draft) => {
        const own = byId(draft.decisions, decision.id)
        if (own.kind !== 'rules') return
        own.rules.push({
          id: `advice-${rule.id}`,
          cites: rule.cites,
          conditions: rule.conditions,
          then: {
            outcome: 'allowWithAdvice',
            reason: { zh: '请一并告知患者。', en: 'Please tell the patient too.' },
          },
        })
      },
    }))
}

function stricter(ruleset: Ruleset, decision: Decision): readonly Proposal[] {
  return linesOf(decision).flatMap((line) => {
    const { outcome } = line.then
    if (outcome !== 'allow' && outcome !== 'allowWithAdvice') return []
    return (['requireReason', 'requireReview'] as const)
      .filter((next) => mayBecome(ruleset, decision.id, outcome, next))
      .map((next) => ({
        kind: 'outcomeStricter',
        path: `/decisions/${decision.id}/rules/${line.id}`,
        description: { zh: `“${line.id}”从严为 ${next}`, en: `"${line.id}" becomes ${next}` },
        edit: (draft: Ruleset) => {
          byId(linesOf(byId(draft.decisions, decision.id)), line.id).then.outcome = next
        },
      }))
  })
}

/** True when no red line forbids the new outcome where it let the old one pass, and nothing asks the decision. */
function mayBecome(
  ruleset: Ruleset,
  decision: string,
  before: AuthoredOutcome,
  after: AuthoredOutcome,
): boolean {
  // A guard names a decision too, but opens less where the decision is stricter.
  const asked = rulesetReferences(ruleset).some(
    ({ list, id, test }) => list === 'decisions' && id === decision && test !== undefined,
  )
  if (asked) return false
  return ruleset.redLines.every((line) =>
    line.checks.every((check) => {
      if (check.kind === 'implication' && check.decision === decision)
        return !check.outcomes.includes(after) || check.outcomes.includes(before)
      return !(check.kind === 'requiredRules' && check.decision === decision)
    }),
  )
}
