import type { Parameter, WaterfallEntry } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import {
  daysOfWeights,
  typedKey,
  weightSum,
  type Weighed,
} from '../../designer/src/editor/assessment/weight-sums.ts'
import { waterfallColumns } from '../../designer/src/work/settlements/waterfall-columns.ts'

const title = { zh: '项', en: 'item' }

function weighed(id: string, values: Parameter['values']): Weighed {
  const parameter: Parameter = { id, type: 'ratio', title, required: true, values }
  return { id, title: id, parameter }
}
const half = { numerator: 1, denominator: 2 }
const third = { numerator: 1, denominator: 3 }

describe('the sum of weights', () => {
  const both = [
    weighed('a', [
      { from: '2025-01-01', value: half },
      { from: '2026-01-01', value: third },
    ]),
    weighed('b', [{ from: '2025-01-01', value: half }]),
  ]

  it('is told for every day on which one of them changes', () => {
    expect(daysOfWeights(both, '2025-06-01')).toEqual(['2025-01-01', '2026-01-01'])
    expect(weightSum(both, '2025-01-01', {})).toEqual({ n: 1n, d: 1n })
    expect(weightSum(both, '2026-01-01', {})).toEqual({ n: 5n, d: 6n })
  })

  it('counts what is being typed, full-width digits too', () => {
    expect(weightSum(both, '2025-01-01', { [typedKey('a', '2025-01-01')]: '６０％' })).toEqual({
      n: 11n,
      d: 10n,
    })
  })

  it('is not told while one of them is open or cannot be read', () => {
    expect(weightSum([...both, weighed('c', [])], '2025-01-01', {})).toBeUndefined()
    expect(weightSum(both, '2025-01-01', { [typedKey('a', '2025-01-01')]: 'half' })).toBeUndefined()
  })
})

describe('the columns of a waterfall', () => {
  const entry = (id: string, kind: WaterfallEntry['kind'], amount: number | null) => ({
    id,
    kind,
    title,
    amount,
  })

  it('hang from what is left, and the parts make up the surplus', () => {
    const columns = waterfallColumns([
      entry('raised', 'total', 100),
      entry('notBudgeted', 'less', 7),
      entry('budget', 'total', 93),
      entry('spent', 'less', 90),
      entry('surplus', 'total', 3),
      entry('one', 'part', 2),
      entry('two', 'part', 1),
    ])
    expect(columns.map(({ from, to }) => [from, to])).toEqual([
      [0, 100],
      [100, 93],
      [0, 93],
      [93, 3],
      [0, 3],
      [0, 2],
      [2, 3],
    ])
  })

  it('leave out what is unknown', () => {
    expect(waterfallColumns([entry('raised', 'total', 5), entry('spent', 'less', null)])).toEqual([
      { id: 'raised', kind: 'total', from: 0, to: 5 },
    ])
  })
})
