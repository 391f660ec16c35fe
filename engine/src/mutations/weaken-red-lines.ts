import type { RedLine, RedLineCheck } from '../model/red-line.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { openStates } from '../red-lines/open-states.ts'
import { byId, type Proposal, strike } from './mutation.ts'
import { shiftedValue } from './shifted-value.ts'

/** Red lines struck out, single checks struck out, and checks that demand less than they did. Pure. */
export function weakenRedLines(ruleset: Ruleset): readonly Proposal[] {
  return ruleset.redLines.flatMap((line) => [
    {
      kind: 'redLineRemoved',
      path: `/redLines/${line.id}`,
      description: { zh: `删去红线 ${line.id}`, en: `red line ${line.id} is struck out` },
      edit: (draft: Ruleset) => {
        strike(draft.redLines, line.id)
      },
    },
    ...line.checks.flatMap((check, at) => [
      ...(line.checks.length > 1 ? [withoutCheck(line, at)] : []),
      ...milder(ruleset, check).map((less) => replaced(line, at, less)),
    ]),
  ])
}

function withoutCheck(line: RedLine, at: number): Proposal {
  return {
    kind: 'redLineCheckRemoved',
    path: `/redLines/${line.id}`,
    description: {
      zh: `红线 ${line.id} 少一项检查（${line.checks[at]?.kind}）`,
      en: `red line ${line.id} loses a check (${line.checks[at]?.kind})`,
    },
    edit: (draft) => {
      byId(draft.redLines, line.id).checks.splice(at, 1)
    },
  }
}

function replaced(line: RedLine, at: number, check: RedLineCheck): Proposal {
  return {
    kind: 'redLineLoosened',
    path: `/redLines/${line.id}`,
    description: {
      zh: `红线 ${line.id} 的检查（${check.kind}）放宽`,
      en: `a check of red line ${line.id} (${check.kind}) demands less`,
    },
    edit: (draft) => {
      byId(draft.redLines, line.id).checks[at] = check
    },
  }
}

/** Ways to say the same check with less in it. */
function milder(ruleset: Ruleset, check: RedLineCheck): readonly RedLineCheck[] {
  const less = <T>(items: readonly T[]): T[][] =>
    items.length < 2 ? [] : [items.slice(1), items.slice(0, -1)]
  switch (check.kind) {
    case 'floor':
    case 'ceiling': {
      const parameter = ruleset.parameters.find((known) => known.id === check.parameter)
      const by = check.kind === 'floor' ? -10 : 10
      const bound = parameter === undefined ? undefined : shiftedValue(parameter, check.bound, by)
      return bound === undefined ? [] : [{ ...check, bound }]
    }
    case 'requiredRules':
      return less(check.rules).map((rules) => ({ ...check, rules }))
    case 'implication':
      return [
        ...less(check.outcomes).map((outcomes) => ({ ...check, outcomes })),
        { ...check, implies: { any: [check.implies, { not: check.implies }] } },
      ]
    case 'guardedPath':
      return [
        ...less(check.to).map((to) => ({ ...check, to })),
        ...ruleset.pathways
          .filter((pathway) => pathway.id === check.pathway)
          .flatMap((pathway) => pathway.events)
          .filter((event) => !check.events.includes(event.id))
          .slice(0, 1)
          .map((event) => ({ ...check, events: [...check.events, event.id] })),
      ]
    case 'openEvent':
      return check.states === undefined
        ? excepted(ruleset, check)
        : less(check.states).map((states) => ({ ...check, states }))
    case 'appliesOnlyWhere':
      return [
        ...less(check.effects).map((effects) => ({ ...check, effects })),
        { ...check, implies: { any: [check.implies, { not: check.implies }] } },
      ]
    case 'allowedFacts':
      return ruleset.facts
        .filter(({ id, type }) => type === 'money' && !check.facts.includes(id))
        .slice(0, 2)
        .map(({ id }) => ({ ...check, facts: [...check.facts, id] }))
    case 'barredFacts':
      return [
        ...less(check.facts).map((facts) => ({ ...check, facts })),
        ...less(check.lists).map((lists) => ({ ...check, lists })),
      ]
    case 'requiredApprovals':
      return [
        ...check.approvals
          .slice(0, 1)
          .map(() => ({ ...check, approvals: check.approvals.slice(1) })),
        ...check.stages.slice(0, 1).map(() => ({ ...check, stages: check.stages.slice(1) })),
        ...(check.filing ? [{ ...check, filing: false }] : []),
      ]
    case 'fundRequires':
      return less(check.decisions).map((decisions) => ({ ...check, decisions }))
    case 'paired':
      return [{ ...check, with: [...check.with, check.tag] }]
    case 'descending': {
      const { step, ...unstepped } = check
      return [
        ...less(check.parameters).map((parameters) => ({ ...check, parameters })),
        ...(step === undefined ? [] : [unstepped]),
      ]
    }
    case 'monotone':
      return [
        ...less(check.items).map((items) => ({ ...check, items })),
        ...less(check.parameters).map((parameters) => ({ ...check, parameters })),
      ]
    case 'wholeSplit':
    case 'requiredItems':
      return less(check.items).map((items) => ({ ...check, items }))
    case 'groupExcludes':
      return []
  }
}

type OpenEvent = Extract<RedLineCheck, { kind: 'openEvent' }>

/** An event that had to be open everywhere, but for one state more, or only where it is open today. */
function excepted(ruleset: Ruleset, check: OpenEvent): readonly RedLineCheck[] {
  const pathway = ruleset.pathways.find(({ id }) => id === check.pathway)
  if (pathway === undefined) return []
  const { except = [], ...named } = check
  const open = openStates(pathway, check)
  return [
    ...open.slice(0, 2).map((state) => ({ ...check, except: [...except, state] })),
    ...(open.length === 0 ? [] : [{ ...named, states: [...open] }]),
  ]
}
