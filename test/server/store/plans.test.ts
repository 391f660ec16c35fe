import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openSqliteStore } from '../../../server/src/adapters/index.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import type { Query, Store } from '../../../server/src/ports/store.ts'
import { assertPlanned } from './assert-planned.ts'

let folder: string
let store: Store

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'jieli-plans-'))
  const file = path.join(folder, 'jieli.sqlite')
  store = openSqliteStore({ file, collections, onPlan: assertPlanned(collections) })
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const newest = (field: string) => ({ field, direction: 'descending' }) as const
const place = { county: 'c', ruleset: 'r', state: 's' }

describe('the plan of a query', () => {
  it.each<[says: string, collection: string, query: Omit<Query, 'limit'>]>([
    ['a county', 'cases', { anyOf: [place], sort: newest('updatedAt') }],
    [
      'units on either side, after a page and within days',
      'cases',
      {
        anyOf: [
          { county: 'c', ruleset: 'r', fromUnit: 'u' },
          { county: 'c', ruleset: 'r', toUnit: 'u' },
        ],
        where: [
          { field: 'createdAt', operator: 'greaterThanInclusive', value: '2025' },
          { field: 'createdAt', operator: 'lessThan', value: '2026' },
        ],
        sort: newest('createdAt'),
        after: { value: '2025-06', id: 'x' },
      },
    ],
    [
      'what is due',
      'cases',
      {
        where: [{ field: 'nextTimerAt', operator: 'lessThanInclusive', value: '2026' }],
        sort: { field: 'nextTimerAt', direction: 'ascending' },
      },
    ],
    [
      'what a unit owes, and is late with',
      'cases',
      {
        anyOf: [
          { county: 'c', ruleset: 'r', fromUnit: 'u' },
          { county: 'c', ruleset: 'r', fromUnit: 'v' },
        ],
        where: [{ field: 'fromDutyAt', operator: 'lessThan', value: '2026' }],
        sort: { field: 'fromDutyAt', direction: 'ascending' },
        after: { value: '2025-06', id: 'x' },
      },
    ],
    [
      'everything of a kind and single documents of another',
      'jurisdictions',
      {
        anyOf: [{ level: 'nation' }, { level: 'county', id: 'c' }, { level: 'county', id: 'd' }],
        after: { value: 'b', id: 'b' },
      },
    ],
    ['no county', 'audit', { anyOf: [{ county: null }, { county: 'c' }], sort: newest('at') }],
  ])('is good for %s', async (_says, collection, query) => {
    expect(await store.find(collection, { ...query, limit: 20 })).toEqual([])
  })

  it.each<[wrong: string, collection: string, query: Omit<Query, 'limit'>]>([
    ['are sorted', 'cases', { anyOf: [{ version: '1' }] }],
    ['is read through', 'cases', { where: [{ field: 'version', operator: 'equal', value: '1' }] }],
    ['are sorted', 'cases', { anyOf: [place], sort: newest('steps') }],
    ['are sorted', 'cases', { sort: newest('updatedAt') }],
    ['serves', 'cases', { anyOf: [{ ...place, patient: 'p' }], sort: newest('updatedAt') }],
    ['serves', 'cases', { anyOf: [place, { ...place, patient: 'p' }], sort: newest('updatedAt') }],
    [
      'are sorted',
      'cases',
      {
        anyOf: [place],
        where: [{ field: 'createdAt', operator: 'lessThan', value: '2026' }],
        sort: newest('updatedAt'),
      },
    ],
  ])('that reads more than it finds is told: what %s', async (wrong, collection, query) => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {})
    await expect(store.find(collection, { ...query, limit: 20 })).rejects.toThrow(wrong)
    told.mockRestore()
  })

  it('of distinct values is judged too', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(await store.distinct('cases', ['ruleset', 'state'], { county: 'c' })).toEqual([])
    await expect(store.distinct('cases', ['state'])).rejects.toThrow('rows are sorted')
    await expect(store.distinct('cases', ['ruleset', 'pathway'])).rejects.toThrow('rows are sorted')
    told.mockRestore()
  })
})
