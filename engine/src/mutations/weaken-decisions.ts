import type { Condition } from '../model/condition.ts'
import type { Decision } from '../model/decision.ts'
import { reachReferences } from '../model/references/reach-references.ts'
import { referencesOf } from '../model/references/references-of.ts'
import { authoredOutcomes } from '../model/outcome.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { addDays } from '../model/calendar.ts'
import { rulesDays } from '../decisions/rules-days.ts'
import { byId, type Proposal, strike } from './mutation.ts'

/** Changes of the decisions that red lines speak of. Whether one weakens, cases have to show. Pure. */
export function weakenDecisions(ruleset: Ruleset): readonly Proposal[] {
  const spokenOf = decisionsSpokenOf(ruleset)
  const decisions = ruleset.decisions.filter((decision) => spokenOf.has(decision.id))
  const named = new Set(
    decisions.flatMap((decision) => namedBy(ruleset, decision, 'conditions', ['conditions'])),
  )
  return [
    ...requiredRules(ruleset),
    ...decisions.flatMap((decision) => changedDecision(ruleset, decision)),
    ...ruleset.conditions
      .filter((condition) => named.has(condition.id))
      .flatMap(({ id, title, condition }) =>
        variants(condition).map((next) => ({
          kind: 'namedConditionChanged',
          path: `/conditions/${id}`,
          description: {
            zh: `条件“${title.zh}”少一部分或颠倒`,
            en: `the condition "${title.en}" loses a part or is turned round`,
          },
          uncertain: true,
          edit: (draft: Ruleset) => {
            byId(draft.conditions, id).condition = next
          },
        })),
      ),
  ]
}

/** The decisions of implications, and those they ask in turn. */
export function decisionsSpokenOf(ruleset: Ruleset): ReadonlySet<string> {
  const found = new Set(
    ruleset.redLines.flatMap((line) =>
      line.checks.flatMap((check) => (check.kind === 'implication' ? [check.decision] : [])),
    ),
  )
  for (const id of found) {
    const decision = ruleset.decisions.find((known) => known.id === id)
    if (decision === undefined) continue
    for (const asked of namedBy(ruleset, decision, 'decisions', [])) found.add(asked)
  }
  return found
}

/** What of a list a decision names, by itself and through what it names. */
function namedBy(
  ruleset: Ruleset,
  decision: Decision,
  list: 'conditions' | 'decisions',
  through: readonly 'conditions'[],
): readonly string[] {
  const reached = reachReferences(ruleset, referencesOf('decisions', decision), through)
  return reached.filter((named) => named.list === list).map(({ id }) => id)
}

/** Rules that a red line demands by name are gone, ended or reversed: that weakens whatever cases show. */
function requiredRules(ruleset: Ruleset): readonly Proposal[] {
  return ruleset.redLines.flatMap((line) =>
    line.checks.flatMap((check) => {
      if (check.kind !== 'requiredRules') return []
      return check.rules.flatMap((rule): Proposal[] => {
        const decision = ruleset.decisions.find((known) => known.id === check.decision)
        if (decision === undefined || linesOf(decision).every(({ id }) => id !== rule)) return []
        const propose = (kind: string, zh: string, en: string, edit: Proposal['edit']) => ({
          kind,
          path: `/decisions/${check.decision}/rules/${rule}`,
          description: { zh: `必备规则“${rule}”${zh}`, en: `the required rule "${rule}" ${en}` },
          edit,
        })
        return [
          propose('requiredRuleRemoved', '被删', 'is removed', (draft) => {
            strike(linesOf(byId(draft.decisions, check.decision)), rule)
          }),
          propose('requiredRuleEnded', '提前到期', 'ends early', (draft) => {
            byId(linesOf(byId(draft.decisions, check.decision)), rule).to = '2021-01-01'
          }),
        ]
      })
    }),
  )
}

type Line = Extract<Decision, { kind: 'rules' }>['rules'][number] | TableLine
type TableLine = Extract<Decision, { kind: 'table' }>['rows'][number]

function linesOf(decision: Decision): Line[] {
  return decision.kind === 'table' ? decision.rows : decision.rules
}

function changedDecision(ruleset: Ruleset, decision: Decision): readonly Proposal[] {
  const path = `/decisions/${decision.id}`
  const propose = (
    kind: string,
    zh: string,
    en: string,
    edit: (changed: Decision, draft: Ruleset) => void,
  ): Proposal => ({
    kind,
    path,
    description: {
      zh: `决策“${decision.title.zh}”：${zh}`,
      en: `the decision "${decision.title.en}": ${en}`,
    },
    uncertain: true,
    decisions: [decision.id],
    edit: (draft) => {
      edit(byId(draft.decisions, decision.id), draft)
    },
  })
  const lastDay = rulesDays(ruleset).at(-1) ?? '2025-01-01'
  const found: Proposal[] = []
  for (const line of linesOf(decision)) {
    const { id } = line
    found.push(
      propose('ruleRemoved', `删去“${id}”`, `"${id}" is removed`, (changed) => {
        strike(linesOf(changed), id)
      }),
      propose('ruleEnded', `“${id}”到期`, `"${id}" comes to an end`, (changed) => {
        byId(linesOf(changed), id).to = lastDay
      }),
      propose('ruleDelayed', `“${id}”推迟生效`, `"${id}" begins later`, (changed) => {
        byId(linesOf(changed), id).from = addDays(lastDay, 2)
      }),
    )
    for (const outcome of authoredOutcomes)
      if (line.then.outcome !== undefined && line.then.outcome !== outcome)
        found.push(
          propose(
            'outcomeChanged',
            `“${id}”改为 ${outcome}`,
            `"${id}" yields ${outcome}`,
            (changed) => {
              byId(linesOf(changed), id).then.outcome = outcome
            },
          ),
        )
    if ('conditions' in line)
      for (const next of variants(line.conditions))
        found.push(
          propose(
            'conditionChanged',
            `“${id}”的条件少一部分或颠倒`,
            `the condition of "${id}" loses a part or is turned round`,
            (changed) => {
              if (changed.kind === 'rules') byId(changed.rules, id).conditions = next
            },
          ),
        )
    else
      for (const column of Object.keys(line.when))
        found.push(
          propose(
            'cellDropped',
            `“${id}”去掉一格（${column}）`,
            `"${id}" loses a cell (${column})`,
            (changed) => {
              if (changed.kind === 'table') delete byId(changed.rows, id).when[column]
            },
          ),
        )
  }
  if (decision.appliesWhen !== undefined)
    found.push(
      propose('appliesMore', '不再限定适用范围', 'applies everywhere', (changed) => {
        delete changed.appliesWhen
      }),
    )
  found.push(
    propose(
      'fallbackOpened',
      '其余情形一律同意',
      'allows whatever no rule speaks to',
      (changed) => {
        changed.otherwise = { outcome: 'allow', reason: { zh: '同意', en: 'yes' } }
      },
    ),
    propose(
      'firstHitOnly',
      '先中先得，同意在前',
      'the first hit counts, permissions first',
      (changed) => {
        changed.hitPolicy = 'first'
        linesOf(changed).reverse()
      },
    ),
  )
  return found
}

/** The condition with one part left out, `any` made `all` or `all` made `any`, one test turned round, or always true. Pure. */
function variants(condition: Condition): readonly Condition[] {
  if ('all' in condition)
    return [
      { any: condition.all },
      ...withoutEach(condition.all).map((all) => ({ all })),
      ...inside(condition.all, 'all'),
    ]
  if ('any' in condition)
    return [
      { all: condition.any },
      ...withoutEach(condition.any).map((any) => ({ any })),
      ...inside(condition.any, 'any'),
    ]
  if ('not' in condition) return [condition.not, ...variants(condition.not).map((not) => ({ not }))]
  return [{ not: condition }, { any: [condition, { not: condition }] }]
}

function withoutEach(parts: readonly Condition[]): readonly Condition[][] {
  return parts.length < 2 ? [] : parts.map((_, at) => parts.filter((_part, other) => other !== at))
}

function inside(parts: readonly Condition[], key: 'all' | 'any'): readonly Condition[] {
  return parts.flatMap((part, at) =>
    variants(part).map((next) => {
      const changed = parts.map((other, index) => (index === at ? next : other))
      return key === 'all' ? { all: changed } : { any: changed }
    }),
  )
}
