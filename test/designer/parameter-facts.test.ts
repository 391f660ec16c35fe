import { checkRuleset, type Parameter, type Ruleset } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { redateParameterValue } from '../../designer/src/document/commands/redate-parameter-value.ts'
import { setParameterValue } from '../../designer/src/document/commands/set-parameter-value.ts'
import { createDocumentStore } from '../../designer/src/document/state/document-store.ts'
import {
  matches,
  nextFreeDay,
  summarize,
} from '../../designer/src/editor/parameters/parameter-facts.ts'
import { sampleRuleset } from './sample-ruleset.ts'

const percent = (numerator: number) => ({ numerator, denominator: 100 })

function ceilingOf(ruleset: Ruleset): Parameter {
  const found = ruleset.parameters.find(({ id }) => id === 'varianceCeiling')
  if (found === undefined) throw new Error('The sample has no variance ceiling.')
  return found
}

function parentWithRedLine(): Ruleset {
  const parent = sampleRuleset()
  parent.redLines = [
    {
      id: 'RL-01',
      title: { zh: '变异率', en: 'variance' },
      authority: 'province',
      cites: ['plan#DP-59'],
      checks: [{ kind: 'ceiling', parameter: 'varianceCeiling', bound: percent(15) }],
    },
  ]
  return parent
}

describe('a parameter in the list', () => {
  it('shows the value in force on the day and whose it is', () => {
    const parent = sampleRuleset()
    const parameter = {
      ...ceilingOf(parent),
      values: [...ceilingOf(parent).values, { from: '2026-01-01', value: percent(12) }],
    }
    const before = summarize(parameter, { day: '2025-12-31', parent, issues: [] })
    const after = summarize(parameter, { day: '2026-01-01', parent, issues: [] })
    expect([before.current?.value, before.inherited]).toEqual([percent(15), true])
    expect([after.current?.value, after.inherited]).toEqual([percent(12), false])
  })

  it('is missing when it is required and nothing is in force yet', () => {
    const parameter = { ...ceilingOf(sampleRuleset()), required: true }
    const on = (day: string) => summarize(parameter, { day, parent: undefined, issues: [] }).missing
    expect([on('2024-12-31'), on('2025-01-01')]).toEqual([true, false])
  })

  it('carries the red line it crosses, with the clause', () => {
    const parent = parentWithRedLine()
    const store = createDocumentStore({
      ruleset: parentWithRedLine(),
      parent,
      origin: {},
      revision: 0,
    })
    store.run(setParameterValue('varianceCeiling', 0, { from: '2025-01-01', value: percent(20) }))
    const { present } = store.getState()
    const issues = checkRuleset(present, { parent, publishing: true })
    const summary = summarize(ceilingOf(present), { day: '2025-06-01', parent, issues })
    expect(summary.issues.map((issue) => issue.code)).toContain('RED_LINE_CEILING')
    expect(summary.issues.map((issue) => issue.message.zh).join()).toContain('DP-59')
  })

  it('is found by title, id and clause', () => {
    const parameter = {
      ...ceilingOf(sampleRuleset()),
      cites: ['plan#DP-59'],
    }
    const summary = summarize(parameter, { day: '2025-06-01', parent: undefined, issues: [] })
    for (const search of ['变异率', 'VARIANCE', 'dp-59', ''])
      expect(matches(summary, search)).toBe(true)
    expect(matches(summary, 'fund')).toBe(false)
  })
})

describe('a new value', () => {
  it('begins on the first day that is free', () => {
    const values = [
      { from: '2025-02-28', value: 1 },
      { from: '2025-03-01', value: 2 },
    ]
    expect(nextFreeDay(values, '2025-02-28')).toBe('2025-03-02')
    expect(nextFreeDay(values, '2025-02-27')).toBe('2025-02-27')
  })

  it('moves among the others when its day changes, and back on undo', () => {
    const ruleset = sampleRuleset()
    ceilingOf(ruleset).values.push({ from: '2026-01-01', value: percent(12) })
    const store = createDocumentStore({ ruleset, parent: null, origin: {}, revision: 0 })
    const days = () => ceilingOf(store.getState().present).values.map((value) => value.from)
    store.run(redateParameterValue('varianceCeiling', 1, '2024-01-01'))
    expect(days()).toEqual(['2024-01-01', '2025-01-01'])
    store.undo()
    expect(days()).toEqual(['2025-01-01', '2026-01-01'])
  })
})
