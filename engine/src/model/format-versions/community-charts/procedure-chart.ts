import { isJsonObject, type Json, type JsonObject } from '../../json.ts'
import {
  type ChartItems,
  completeDecision,
  inCharge,
  inChargeParty,
  partyItems,
  stepEvents,
  stepFacts,
  stepRules,
  stepTransition,
  whenComplete,
} from './chart-items.ts'
import { chartKey, idWithin, present, type Step, stepsOf } from './steps-of.ts'

/** The steps of a procedure: its stages, its approvals, its filing. */
export interface ProcedureSteps {
  readonly stages: readonly Step[]
  readonly approvals: readonly Step[]
  readonly filing: readonly Step[]
}

const filed: Json = { zh: '报备案', en: 'it is filed' }

/** The steps a procedure names, or a layer's part of one. Pure. */
export function procedureSteps(id: string, procedure: JsonObject): ProcedureSteps {
  const filing: Step = {
    event: 'file',
    fact: idWithin(id, 'file'),
    party: inCharge,
    title: filed,
    cites: undefined,
    removed: undefined,
  }
  return {
    stages: stepsOf(id, procedure['stages'], { verb: 'finish', party: () => inCharge }),
    approvals: stepsOf(id, procedure['approvals'], { verb: 'approve', party: approver }),
    filing: procedure['filing'] === true ? [filing] : [],
  }
}

/** The party of an approval. */
function approver(key: string): string {
  return chartKey('approver', key)
}

/** A procedure, or what a layer says of an inherited one, as the items that run it. Pure. */
export function procedureChart(id: string, procedure: JsonObject): ChartItems {
  const { title, removed, cites, contract, derivedFrom } = procedure
  if (removed !== undefined) return { pathways: [{ id, removed }] }
  const { stages, approvals, filing } = procedureSteps(id, procedure)
  const steps = [...stages, ...approvals, ...filing]
  const whole = isWhole(procedure)
  const kept = approvals.filter((step) => step.removed === undefined)
  const { parties, offices, facts } = partyItems(id, [
    ...(whole ? [inChargeParty] : []),
    ...kept.map(({ party, title: named }) => ({ id: party, title: named })),
  ])
  const last: JsonObject = {
    id: 'put-in-force',
    title: inForceTitle,
    role: 'putInForce',
    actors: [inCharge],
  }
  const pathway = present({
    id,
    title,
    description: scopeOf(procedure['appliesTo']),
    ...(whole && { subject: 'community' }),
    contract,
    derivedFrom,
    cites,
    ...(parties.length === 0 && !whole ? {} : { parties }),
    ...(steps.length === 0
      ? {}
      : {
          events: [
            ...stepEvents(stages.filter((step) => whole || step.removed === undefined)),
            ...stepEvents(approvals, 'approve'),
            ...stepEvents(filing, 'file'),
            ...(whole ? [last] : []),
          ],
        }),
    ...(whole && { delays: [] }),
    ...(whole
      ? { machine: wholeMachine(id, procedure) }
      : steps.length === 0
        ? {}
        : { machine: { states: { approval: { on: anyOrder(steps) } } } }),
  })
  const rules = stepRules(
    steps.filter(({ removed: gone, event }) => gone === undefined || !event.startsWith('finish-')),
    cites,
  )
  const decision = present({
    id: completeDecision(id),
    ...(whole && {
      kind: 'rules',
      title: { zh: '各步骤是否已办理', en: 'whether every step was done' },
      cites: cites ?? [],
      subject: 'other',
      hitPolicy: 'first',
    }),
    rules,
    ...(whole && {
      otherwise: {
        outcome: 'allow',
        reason: {
          zh: '各步骤均已办理，可以生效。',
          en: 'Every step was done: it can take effect.',
        },
      },
    }),
  })
  return {
    facts: [...facts, ...stepFacts(steps)],
    offices,
    decisions: whole || rules.length > 0 ? [decision] : [],
    pathways: [pathway],
  }
}

const inForceTitle: Json = { zh: '宣布生效', en: 'put it in force' }

/** True for a procedure that is said whole; else it is a part, laid over an inherited one. */
function isWhole(procedure: JsonObject): boolean {
  return ['title', 'stages', 'approvals'].every((member) => procedure[member] !== undefined)
}

/** The stages in order, then the approvals in any, then in force. */
function wholeMachine(id: string, procedure: JsonObject): JsonObject {
  const { stages, approvals, filing } = procedureSteps(id, procedure)
  const keyOf = (at: number) => {
    const stage = stages[at]
    return stage === undefined ? 'approval' : chartKey('stage', stage.event.slice('finish-'.length))
  }
  const first = keyOf(0)
  // Nothing is done at the start, whatever a case is begun with.
  const entry = [...stages, ...approvals, ...filing].map(({ fact }): Json => ({
    type: 'set',
    params: { fact, value: false },
  }))
  return {
    id: chartKey(id),
    initial: first,
    states: {
      ...Object.fromEntries(
        stages.map((stage, at): [string, Json] => [
          keyOf(at),
          {
            ...(at === 0 && { entry }),
            on: { [stage.event]: [stepTransition(stage, keyOf(at + 1))] },
            meta: { title: stage.title, owner: inCharge },
          },
        ]),
      ),
      approval: {
        on: {
          ...anyOrder([...approvals, ...filing]),
          'put-in-force': [
            { target: 'inForce', guard: whenComplete(id), meta: { id: 'put-in-force' } },
          ],
        },
        meta: {
          title: { zh: '审议批准', en: 'before those who approve' },
          owner: inCharge,
          roles: ['approval'],
        },
      },
      inForce: {
        type: 'final',
        meta: { title: { zh: '生效', en: 'in force' }, roles: ['inForce'] },
      },
    },
  }
}

/** Steps that can be taken in any order. A stage that a layer strikes out of an inherited order stays in it. */
function anyOrder(steps: readonly Step[]): JsonObject {
  return Object.fromEntries(
    steps
      .filter(({ removed, event }) => removed === undefined || !event.startsWith('finish-'))
      .map((step): [string, Json] => [
        step.event,
        step.removed === undefined ? [stepTransition(step)] : { removed: step.removed },
      ]),
  )
}

const scopes: Readonly<Record<string, Json>> = {
  funds: { zh: '用于基金规则。', en: 'For rules of funds.' },
  referral: { zh: '用于转诊规则。', en: 'For rules of referral.' },
  assessment: { zh: '用于考核规则。', en: 'For rules of assessment.' },
  clinicalPathways: { zh: '用于临床路径规则。', en: 'For rules of clinical pathways.' },
  all: { zh: '用于全部规则。', en: 'For all rules.' },
}

function scopeOf(appliesTo: Json | undefined): Json | undefined {
  return typeof appliesTo === 'string' && Object.hasOwn(scopes, appliesTo)
    ? scopes[appliesTo]
    : undefined
}

/** The items of a list that are procedures or phases. Pure. */
export function itemsOf(list: Json | undefined): readonly (readonly [string, JsonObject])[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((item) =>
    isJsonObject(item) && typeof item['id'] === 'string' ? [[item['id'], item] as const] : [],
  )
}
