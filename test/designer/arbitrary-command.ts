import type { Pathway, Ruleset } from '@jieli/engine'
import fc from 'fast-check'
import { acceptScenarios } from '../../designer/src/document/commands/accept-scenarios.ts'
import { addCode } from '../../designer/src/document/commands/add-code.ts'
import { addEvent } from '../../designer/src/document/commands/add-event.ts'
import { addParameterValue } from '../../designer/src/document/commands/add-parameter-value.ts'
import { addState } from '../../designer/src/document/commands/add-state.ts'
import { addTransition } from '../../designer/src/document/commands/add-transition.ts'
import { changeCode } from '../../designer/src/document/commands/change-code.ts'
import { changeDecision } from '../../designer/src/document/commands/change-decision.ts'
import { changeState } from '../../designer/src/document/commands/change-state.ts'
import { changeTransition } from '../../designer/src/document/commands/change-transition.ts'
import { duplicateInputColumn } from '../../designer/src/document/commands/duplicate-input-column.ts'
import { importCodes } from '../../designer/src/document/commands/import-codes.ts'
import { moveCode } from '../../designer/src/document/commands/move-code.ts'
import { moveStates } from '../../designer/src/document/commands/move-states.ts'
import { orderTransition } from '../../designer/src/document/commands/order-transition.ts'
import { pasteStates } from '../../designer/src/document/commands/paste-states.ts'
import { removeCode } from '../../designer/src/document/commands/remove-code.ts'
import { removeDecisionLine } from '../../designer/src/document/commands/remove-decision-line.ts'
import { removeElements } from '../../designer/src/document/commands/remove-elements.ts'
import { removeParty } from '../../designer/src/document/commands/remove-party.ts'
import { removeListItem } from '../../designer/src/document/commands/remove-list-item.ts'
import { renameState } from '../../designer/src/document/commands/rename-state.ts'
import { retitleRuleset } from '../../designer/src/document/commands/retitle-ruleset.ts'
import { setCalendar } from '../../designer/src/document/commands/set-calendar.ts'
import { setInitialState } from '../../designer/src/document/commands/set-initial-state.ts'
import { setInputColumns } from '../../designer/src/document/commands/set-input-columns.ts'
import { setParameterValue } from '../../designer/src/document/commands/set-parameter-value.ts'
import { setOutputColumns } from '../../designer/src/document/commands/set-output-columns.ts'
import { setStateTitle } from '../../designer/src/document/commands/set-state-title.ts'
import { resetPathway } from '../../designer/src/document/commands/reset-pathway.ts'
import { resetState } from '../../designer/src/document/commands/reset-state.ts'
import { resetTransition } from '../../designer/src/document/commands/reset-transition.ts'
import { upsertDecisionLine } from '../../designer/src/document/commands/upsert-decision-line.ts'
import { upsertListItem } from '../../designer/src/document/commands/upsert-list-item.ts'
import { upsertParty } from '../../designer/src/document/commands/upsert-party.ts'
import { upsertWithParameters } from '../../designer/src/document/commands/upsert-with-parameters.ts'
import { upsertFact } from '../../designer/src/document/commands/upsert-fact.ts'
import type { Command } from '../../designer/src/document/state/command.ts'
import { freshId } from '../../designer/src/document/state/fresh-id.ts'
import { holderAt, listStates } from '../../designer/src/document/state/state-path.ts'
import { listTransitions } from '../../designer/src/document/state/transition-list.ts'
import { sampleRuleset } from './sample-ruleset.ts'

/** Random numbers in, a command that fits the ruleset out; undefined when there is nothing to do it to. */
export type CommandMaker = (ruleset: Ruleset, pick: Picker) => Command | undefined

export interface Picker {
  readonly one: <T>(list: readonly T[]) => T | undefined
  readonly number: number
}

const pathway = 'referral'
const title = (n: number) => ({ zh: `名称${n}`, en: `Title ${n}` })

/** What the chart of the sample is based on: the sample as it was. */
function template(): Pathway {
  const [chart] = sampleRuleset().pathways
  if (chart === undefined) throw new Error('The sample has no pathway.')
  return chart
}

const makers: Record<string, CommandMaker> = {
  retitle: (_, { number }) => retitleRuleset(title(number)),
  acceptScenarios: ({ scenarios }, { one, number }) => {
    const scenario = one(scenarios)
    if (scenario === undefined) return undefined
    const made = number % 3 === 0 ? undefined : { ...scenario, title: title(number) }
    return acceptScenarios(new Map([[scenario.id, made]]))
  },
  addState: (ruleset, { one, number }) => {
    const chart = ruleset.pathways[0]
    if (chart === undefined) return undefined
    const parent = one(['', ...listStates(chart).map((entry) => entry.path)]) ?? ''
    const key = freshId('extra', Object.keys(holderAt(chart, parent)?.states ?? {}))
    const path = parent === '' ? key : `${parent}.${key}`
    return addState({
      pathway,
      parent,
      key,
      title: title(number),
      positions: { [path]: { x: number, y: 1 } },
    })
  },
  removeStates: (ruleset, { one }) => {
    const entry = one(states(ruleset))
    return entry && removeElements({ pathway, states: [entry.path], transitions: [] })
  },
  resetState: (_, { one }) => {
    const theirs = template()
    const entry = one(listStates(theirs))
    return entry && resetState(theirs, entry.path)
  },
  resetTransition: (_, { one }) => {
    const theirs = template()
    const entry = one(listTransitions(theirs))
    return entry && resetTransition(theirs, entry.id)
  },
  resetPathway: () => resetPathway(template()),
  removeTransition: (ruleset, { one }) => {
    const entry = one(transitions(ruleset))
    return entry && removeElements({ pathway, states: [], transitions: [entry.id] })
  },
  renameState: (ruleset, { one, number }) => {
    const entry = one(states(ruleset))
    return (
      entry &&
      renameState(
        pathway,
        entry.path,
        freshId(
          `renamed${number}`,
          states(ruleset).map((e) => e.key),
        ),
      )
    )
  },
  setStateTitle: (ruleset, { one, number }) => {
    const entry = one(states(ruleset))
    return entry && setStateTitle(pathway, entry.path, title(number))
  },
  changeState: (ruleset, { one, number }) => {
    const entry = one(states(ruleset))
    return (
      entry &&
      changeState(pathway, entry.path, {
        final: number % 2 === 0,
        owner: number % 3 === 0 ? undefined : 'sender',
      })
    )
  },
  setInitial: (ruleset, { one }) => {
    const entry = one(states(ruleset))
    return entry && setInitialState(pathway, entry.path)
  },
  moveStates: (ruleset, { one, number }) => {
    const entry = one(states(ruleset))
    return entry && moveStates(pathway, { [entry.path]: { x: number, y: -number } })
  },
  addTransition: (ruleset, { one, number }) => {
    const source = one(states(ruleset))
    const target = one([...states(ruleset)].reverse())
    return (
      source &&
      addTransition({
        pathway,
        id: freshId(
          'added',
          transitions(ruleset).map((entry) => entry.id),
        ),
        source: source.path,
        target: target?.path,
        trigger: number % 2 === 0 ? { kind: 'on', event: 'submit' } : { kind: 'always' },
      })
    )
  },
  changeTransition: (ruleset, { one, number }) => {
    const entry = one(transitions(ruleset))
    const target = one(states(ruleset))
    return (
      entry &&
      changeTransition(pathway, entry.id, {
        target: target?.path,
        trigger:
          number % 2 === 0 ? { kind: 'on', event: 'accept' } : { kind: 'after', delay: 'tooLate' },
        title: number % 3 === 0 ? undefined : title(number),
      })
    )
  },
  orderTransition: (ruleset, { one, number }) => {
    const entry = one(transitions(ruleset))
    return entry && orderTransition(pathway, entry.id, number % 2 === 0 ? 1 : -1)
  },
  addEvent: (_, { number }) =>
    addEvent(pathway, { id: `event${number}`, title: title(number), actors: ['sender'] }),
  upsertParty: (_, { number }) =>
    upsertParty(
      pathway,
      { id: `party${number % 3}`, title: title(number), unitFact: 'fromUnit.id' },
      'title',
    ),
  removeParty: ({ pathways }, { one }) => {
    const party = one(pathways.find(({ id }) => id === pathway)?.parties ?? [])
    return party && removeParty(pathway, party.id)
  },
  setCalendar: (_, { number }) =>
    setCalendar({
      utcOffset: '+08:00',
      holidays: [],
      workdays: [],
      ...(number % 2 === 0 ? {} : { officeHours: [{ from: '08:00', to: '12:00' }] }),
    }),
  upsertDuty: (ruleset, { one, number }) => {
    const state = one(states(ruleset))
    return (
      state &&
      upsertListItem('duties', {
        id: `duty${number % 3}`,
        title: title(number),
        pathway,
        owedBy: 'sender',
        begins: { on: 'state', states: [state.path] },
        keptBy: { on: 'event', events: ['accept'] },
        cites: [],
      })
    )
  },
  pasteStates: (ruleset, { one, number }) => {
    const entry = one(states(ruleset))
    return (
      entry &&
      pasteStates({
        pathway,
        parent: '',
        copied: {
          pathway,
          machine: 'referral',
          states: [{ path: entry.path, state: entry.state, at: { x: 0, y: 0 }, inside: {} }],
        },
        offset: { x: number, y: number },
        positions: {},
      })
    )
  },
  addParameterValue: (_, { number }) =>
    addParameterValue('varianceCeiling', {
      from: `20${10 + (number % 80)}-01-01`,
      value: { numerator: number, denominator: 100 },
    }),
  upsertWithParameters: (_, { number }) => {
    const parameter = `target${number % 4}`
    const item = {
      id: `indicator${number % 3}`,
      title: title(number),
      definition: title(number),
      direction: 'higherIsBetter' as const,
      unit: 'ratio' as const,
      target: { parameter },
      cites: [],
    }
    const made = { id: parameter, type: 'ratio' as const, title: title(number) }
    return upsertWithParameters('indicators', item, [{ ...made, required: true, values: [] }])
  },
  setParameterValue: (_, { number }) =>
    setParameterValue('varianceCeiling', 0, {
      from: '2025-01-01',
      value: { numerator: number, denominator: 100 },
    }),
  upsertLine: (_, { number }) =>
    upsertDecisionLine('downReferral', {
      id: `row${number % 5}`,
      cites: [],
      when: {},
      then: {
        outcome: 'allow',
        reason: title(number),
        ...(number % 2 === 0 ? { outputs: { limit: number } } : {}),
      },
    }),
  removeLine: (ruleset, { one }) => {
    const decision = ruleset.decisions[0]
    const row = decision?.kind === 'table' ? one(decision.rows) : undefined
    return row && removeDecisionLine('downReferral', row.id)
  },
  setColumns: (_, { number }) =>
    setInputColumns(
      'downReferral',
      number % 2 === 0 ? [{ id: 'stable', fact: 'stable' }] : [{ id: 'unit', fact: 'fromUnit.id' }],
    ),
  duplicateColumn: (ruleset, { one, number }) => {
    const decision = ruleset.decisions[0]
    const column = decision?.kind === 'table' ? one(decision.inputs) : undefined
    return column && duplicateInputColumn('downReferral', column.id, `copy${number}`)
  },
  setOutputs: (_, { number }) =>
    setOutputColumns(
      'downReferral',
      number % 3 === 0
        ? []
        : [{ id: 'limit', type: number % 2 === 0 ? 'integer' : 'text', title: title(number) }],
    ),
  changeDecision: (_, { number }) =>
    changeDecision('downReferral', {
      hitPolicy: number % 2 === 0 ? 'unique' : 'collect',
      aggregation: number % 3 === 0 ? 'count' : undefined,
    }),
  upsertCodeSystem: (_, { number }) =>
    upsertListItem('codeSystems', {
      id: `list${number % 2}`,
      title: title(number),
      codes: [{ id: 'first', title: title(number) }],
    }),
  addCode: ({ codeSystems }, { one, number }) => {
    const list = one(codeSystems)
    const at = number % ((list?.codes.length ?? 0) + 1)
    const id = freshId(
      'code',
      (list?.codes ?? []).map((code) => code.id),
    )
    return list && addCode(list.id, { id, title: title(number) }, at)
  },
  changeCode: ({ codeSystems }, { one, number }) => {
    const list = one(codeSystems)
    const code = one(list?.codes ?? [])
    return list && code && changeCode(list.id, { ...code, title: title(number) })
  },
  moveCode: ({ codeSystems }, { one, number }) => {
    const list = one(codeSystems)
    const code = one(list?.codes ?? [])
    return list && code && moveCode(list.id, code.id, number % list.codes.length)
  },
  removeCode: ({ codeSystems }, { one }) => {
    const list = one(codeSystems)
    const code = one(list?.codes ?? [])
    return list && code && removeCode(list.id, code.id)
  },
  importCodes: ({ codeSystems }, { one, number }) => {
    const list = one(codeSystems)
    return list && importCodes(list.id, [{ id: `c${number}`, title: title(number) }])
  },
  upsertFact: (_, { number }) =>
    upsertFact({ id: `fact${number % 4}`, type: 'boolean', title: title(number) }),
  removeFact: (ruleset, { one }) => {
    const fact = one(ruleset.facts)
    return fact && removeListItem('facts', fact.id)
  },
}

function states(ruleset: Ruleset) {
  const chart = ruleset.pathways[0]
  return chart === undefined ? [] : listStates(chart)
}

function transitions(ruleset: Ruleset) {
  const chart = ruleset.pathways[0]
  return chart === undefined ? [] : listTransitions(chart)
}

/** A kind of command and the numbers that settle its details. */
export const arbitraryCommand: fc.Arbitrary<CommandMaker> = fc
  .record({
    kind: fc.constantFrom(...Object.keys(makers)),
    seeds: fc.array(fc.nat(10_000), { minLength: 4, maxLength: 4 }),
  })
  .map(({ kind, seeds }) => (ruleset) => {
    let next = 0
    const number = seeds[0] ?? 0
    const one = <T>(list: readonly T[]): T | undefined =>
      list[(seeds[++next % seeds.length] ?? 0) % list.length]
    return makers[kind]?.(ruleset, { one, number })
  })
