import { describe, expect, it } from 'vitest'
import { grouped, groupOf } from '../../designer/src/library/differences/groups.ts'
import { withValue } from '../../designer/src/library/matrix/copy-value.ts'

describe('a value copied from another county', () => {
  const values = [
    { from: '2020-01-01', value: 1 },
    { from: '2024-01-01', value: 2 },
  ]

  it('stands among the others by its day', () => {
    expect(withValue(values, { from: '2022-01-01', value: 9 }).map(({ value }) => value)).toEqual([
      1, 9, 2,
    ])
  })

  it('replaces the value that begins on the same day, and no other', () => {
    expect(withValue(values, { from: '2024-01-01', value: 9 })).toEqual([
      { from: '2020-01-01', value: 1 },
      { from: '2024-01-01', value: 9 },
    ])
  })
})

describe('differences in groups', () => {
  it('puts conditions with decisions, and what no page is for with the others', () => {
    expect(
      ['/parameters/a', '/conditions/b', '/pathways/c/machine', '/redLines/d', '/facts/e'].map(
        groupOf,
      ),
    ).toEqual(['parameters', 'decisions', 'statecharts', 'others', 'others'])
  })

  it('keeps the order of the groups and leaves empty ones out', () => {
    const items = [{ path: '/pathways/a' }, { path: '/parameters/b' }]
    expect(grouped(items).map(([group]) => group)).toEqual(['parameters', 'statecharts'])
  })
})
