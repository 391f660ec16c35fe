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

/** A phase of the reform, or what a layer says of an inherited one, as the items that run it. Pure. */
export function phaseChart(id: string, phase: JsonObject): ChartItems {
  const { title, removed, cites, contract, derivedFrom, to } = phase
  if (removed !== undefined) return { pathways: [{ id, removed }] }
  const milestones = stepsOf(id, phase['milestones'], { verb: 'reach', party: () => inCharge })
  const whole = title !== undefined && phase['milestones'] !== undefined
  const { parties, offices, facts } = partyItems(id, whole ? [inChargeParty] : [])
  const on = Object.fromEntries(
    milestones.map((step): [string, Json] => [
      step.event,
      step.removed === undefined ? [stepTransition(step)] : { removed: step.removed },
    ]),
  )
  const pathway = present({
    id,
    title,
    description: timeOf(phase),
    ...(whole && { subject: 'community' }),
    contract,
    derivedFrom,
    cites,
    ...(whole && { parties }),
    ...(whole || milestones.length > 0
      ? { events: [...stepEvents(milestones), ...(whole ? [close] : [])] }
      : {}),
    ...(whole && { delays: [] }),
    ...(whole
      ? { machine: wholeMachine(id, on) }
      : milestones.length === 0
        ? {}
        : { machine: { states: { underway: { on } } } }),
  })
  const rules = stepRules(milestones, cites)
  return {
    facts: [...facts, ...stepFacts(milestones)],
    parameters: typeof to === 'string' ? [lastDay(id, phase, to)] : [],
    offices,
    decisions:
      whole || rules.length > 0
        ? [
            present({
              id: completeDecision(id),
              ...(whole && asked(cites)),
              rules,
              ...(whole && granted),
            }),
          ]
        : [],
    pathways: [pathway],
    duties: milestones.map((step) => dutyOf(id, phase, step)),
  }
}

const close: JsonObject = {
  id: 'close',
  title: { zh: '阶段完成', en: 'the phase is over' },
  actors: [inCharge],
}

/** Its words do not repeat the title, which a layer above may have changed. */
function wholeMachine(id: string, on: JsonObject): JsonObject {
  return {
    id: chartKey(id),
    initial: 'underway',
    states: {
      underway: {
        on: { ...on, close: [{ target: 'over', guard: whenComplete(id), meta: { id: 'close' } }] },
        meta: { title: { zh: '进行中', en: 'under way' }, owner: inCharge },
      },
      over: { type: 'final', meta: { title: { zh: '已完成', en: 'over' } } },
    },
  }
}

function asked(cites: Json | undefined): JsonObject {
  return {
    kind: 'rules',
    title: { zh: '各项任务是否已完成', en: 'whether every milestone was reached' },
    cites: cites ?? [],
    subject: 'other',
    hitPolicy: 'first',
  }
}

const granted: JsonObject = {
  otherwise: {
    outcome: 'allow',
    reason: { zh: '各项任务均已完成。', en: 'Every milestone was reached.' },
  },
}

/** The day a phase ends by, as a value a county can set. */
function lastDay(id: string, { cites }: JsonObject, to: string): JsonObject {
  return present({
    id: idWithin(id, 'to'),
    type: 'date',
    title: { zh: '阶段的最后一天', en: 'the last day of the phase' },
    required: false,
    cites,
    values: [{ from: '2000-01-01', value: to }],
  })
}

/** A milestone is owed from the beginning of its phase, by its last day where that is said. */
function dutyOf(id: string, { cites, to }: JsonObject, step: Step): JsonObject {
  const duty = idWithin(id, step.event)
  if (step.removed !== undefined) return { id: duty, removed: step.removed }
  return present({
    id: duty,
    title: step.title,
    pathway: id,
    owedBy: inCharge,
    begins: { on: 'state', states: ['underway'] },
    within: typeof to === 'string' ? { parameter: idWithin(id, 'to') } : undefined,
    keptBy: { on: 'event', events: [step.event] },
    cites: step.cites ?? cites ?? [],
  })
}

/** When it runs, in words: those of the source, and its first and last day. */
function timeOf({ from, to, period }: JsonObject): Json | undefined {
  const days = [
    ...(typeof from === 'string' ? [{ zh: `自 ${from} 起`, en: `from ${from}` }] : []),
    ...(typeof to === 'string' ? [{ zh: `至 ${to}`, en: `until ${to}` }] : []),
  ]
  const told = [...(isJsonObject(period) ? [period] : []), ...days]
  if (told.length === 0) return undefined
  const words = (language: 'zh' | 'en', mark: string) =>
    told.map((each) => word(each, language)).join(mark)
  return { zh: words('zh', '；'), en: words('en', '; ') }
}

function word(text: Json | undefined, language: 'zh' | 'en'): string {
  const words = isJsonObject(text) ? text[language] : undefined
  return typeof words === 'string' ? words.slice(0, 500) : ''
}
