import type { CellTest, Fact, TableDecision } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { setOutputColumns } from '../../designer/src/document/commands/set-output-columns.ts'
import { duplicateInputColumn } from '../../designer/src/document/commands/duplicate-input-column.ts'
import { withFact, withOperator } from '../../designer/src/editor/conditions/new-test.ts'
import { createDocumentStore } from '../../designer/src/document/state/document-store.ts'
import { describeCell } from '../../designer/src/editor/tables/cell-text.ts'
import {
  copyLine,
  newRow,
  withCell,
  withMembers,
  withOutput,
} from '../../designer/src/editor/tables/edit-line.ts'
import { lineProvenance, parentLines } from '../../designer/src/editor/tables/line-provenance.ts'
import { placeOfRemoved, removedFrom } from '../../designer/src/editor/tables/removed-items.ts'
import { placeOf } from '../../designer/src/editor/tables/table-place.ts'
import { sampleRuleset } from './sample-ruleset.ts'

const ruleset = sampleRuleset()
const table = ruleset.decisions[0] as TableDecision
const row = table.rows[0] ?? newRow(table)
const stable = ruleset.facts[0] as Fact
const tier: Fact = {
  id: 'tier',
  type: 'code',
  title: { zh: '层级', en: 'tier' },
  values: [
    { code: 'village', title: { zh: '村', en: 'village' } },
    { code: 'town', title: { zh: '乡', en: 'township' } },
  ],
}
const rate: Fact = { id: 'rate', type: 'ratio', title: { zh: '比率', en: 'rate' } }

describe('a cell in a few words', () => {
  const say = (fact: Fact, ...tests: CellTest[]) => describeCell(ruleset, fact, tests, 'zh')

  it('says yes, codes by their titles, and numbers with a sign', () => {
    expect(say(stable, { operator: 'equal', value: true })).toBe('是')
    expect(say(tier, { operator: 'in', value: ['village', 'town'] })).toBe('村、乡')
    expect(
      say(rate, { operator: 'lessThanInclusive', value: { numerator: 15, denominator: 100 } }),
    ).toBe('≤ 15%')
  })

  it('names a parameter instead of a value, and joins several tests', () => {
    expect(
      say(
        rate,
        { operator: 'greaterThan', value: { numerator: 0, denominator: 1 } },
        { operator: 'lessThan', value: { parameter: 'varianceCeiling' } },
      ),
    ).toBe('> 0% 且 < “变异率上限”')
  })

  it('says nothing for a cell that accepts anything', () => {
    expect(describeCell(ruleset, stable, undefined, 'zh')).toBe('')
  })
})

describe('editing a line', () => {
  it('drops a cell that accepts anything, and leaves its neighbours', () => {
    const two = withCell(row, 'unit', [{ operator: 'equal', value: 'x' }])
    expect(Object.keys(two.when)).toEqual(['stable', 'unit'])
    expect(withCell(two, 'stable', []).when).toEqual({ unit: [{ operator: 'equal', value: 'x' }] })
  })

  it('leaves no empty record of outputs behind', () => {
    const filled = withOutput(row.then, 'limit', 2)
    expect(filled.outputs).toEqual({ limit: 2 })
    expect(withOutput(filled, 'limit', null)).toEqual(row.then)
  })

  it('takes a member away when it is set to nothing', () => {
    expect(
      Object.keys(withMembers({ ...row, from: '2025-01-01' }, { from: undefined })),
    ).not.toContain('from')
  })

  it('gives a copy an id of its own', () => {
    const copied = copyLine(table, row)
    expect(copied).toEqual({ ...row, id: 'ready-2' })
  })
})

describe('changing a comparison', () => {
  it('keeps the chosen code when one becomes several', () => {
    const one: CellTest = { operator: 'equal', value: 'town' }
    const several = withOperator(ruleset, tier, one, 'in')
    expect(several).toEqual({ operator: 'in', value: ['town'] })
    expect(withOperator(ruleset, tier, several, 'notEqual')).toEqual({
      operator: 'notEqual',
      value: 'town',
    })
  })

  it('begins anew when the value does not fit the other fact', () => {
    const test = { fact: 'stable', operator: 'equal', value: true } as const
    expect(withFact(ruleset, test, tier)).toEqual({
      fact: 'tier',
      operator: 'equal',
      value: 'village',
    })
  })
})

describe('where a line comes from', () => {
  it('is told by comparing it with the parent, unsaved edits included', () => {
    const theirs = parentLines(ruleset, 'downReferral')
    expect(lineProvenance(row, theirs)).toBe('inherited')
    expect(lineProvenance({ ...row, cites: [] }, theirs)).toBe('overrides')
    expect(lineProvenance(newRow(table), theirs)).toBe('own')
    expect(removedFrom([], theirs)).toEqual([row])
  })
})

describe('a line that was taken away', () => {
  it('goes back to its place among the lines that are still here', () => {
    const line = (id: string) => ({ ...row, id })
    const theirs = new Map(['a', 'b', 'c'].map((id) => [id, line(id)]))
    expect(placeOfRemoved([line('b'), line('c')], theirs, 'a')).toBe(0)
    expect(placeOfRemoved([line('own'), line('a'), line('c')], theirs, 'b')).toBe(2)
    expect(placeOfRemoved([], theirs, 'c')).toBe(0)
  })
})

describe('an address', () => {
  it('leads to a line by its id or its place', () => {
    const place = { list: 'decisions', id: 'downReferral', line: 'ready' }
    expect(placeOf(ruleset, '/decisions/downReferral/rows/ready')).toEqual(place)
    expect(placeOf(ruleset, '/decisions/0/rows/0/when/stable')).toEqual(place)
    expect(placeOf(ruleset, '/conditions/isStable')).toEqual({
      list: 'conditions',
      id: 'isStable',
      line: undefined,
    })
    expect(placeOf(ruleset, '/decisions/gone')).toMatchObject({ id: undefined })
  })
})

describe('columns', () => {
  const open = () =>
    createDocumentStore({ ruleset: sampleRuleset(), parent: null, origin: {}, revision: 0 })
  const tableOf = (store: ReturnType<typeof open>) =>
    store.getState().present.decisions[0] as TableDecision

  it('are copied with their cells', () => {
    const store = open()
    store.run(duplicateInputColumn('downReferral', 'stable', 'stable-2'))
    expect(tableOf(store).inputs.map((column) => column.id)).toEqual(['stable', 'stable-2'])
    expect(tableOf(store).rows[0]?.when['stable-2']).toEqual(row.when['stable'])
  })

  it('take their values with them when they go', () => {
    const store = open()
    const limit = { id: 'limit', type: 'integer', title: { zh: '时限', en: 'limit' } } as const
    store.run(setOutputColumns('downReferral', [limit]))
    store.run({
      name: 'commands.upsertDecisionLine',
      apply: (draft) => {
        const first = (draft.decisions[0] as TableDecision).rows[0]
        if (first !== undefined) first.then = withOutput(first.then, 'limit', 2)
      },
    })
    store.run(setOutputColumns('downReferral', []))
    expect(tableOf(store).outputs).toBeUndefined()
    expect(tableOf(store).rows[0]?.then).toEqual(row.then)
  })
})
