import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const rulesets = path.resolve(import.meta.dirname, '../../rulesets')

interface ClauseFile {
  readonly communities?: readonly string[]
  readonly clauses: readonly { readonly id: string; readonly background?: boolean }[]
}

const files = (await readdir(path.join(rulesets, 'clauses'))).toSorted()
const lists = await Promise.all(
  files.map(
    async (file) =>
      JSON.parse(await readFile(path.join(rulesets, 'clauses', file), 'utf8')) as ClauseFile,
  ),
)

/** How many statements a reader finds in each document, or how many its list has where that is less. */
const statements: Readonly<Record<string, number>> = {
  'district-plan': 85,
  youxi: 36,
  yongtai: 38,
  'generic-plan': 18,
  luohu: 9,
  sanming: 14,
  amoeba: 25,
  'futian-grid': 32,
  'wuhu-jiujiang': 13,
  tongling: 15,
  'nanling-wuwei': 8,
}

describe('the lists of clauses', () => {
  it.each(Object.entries(statements))('call no statement of %s background', (community, least) => {
    const own = lists.filter(({ communities }) => communities?.includes(community) === true)
    expect(own).toHaveLength(1)
    const found = own[0]!.clauses.filter(({ background }) => background !== true)
    expect(found.length).toBeGreaterThanOrEqual(least)
  })

  it('belong to rulesets that are there, each to one list', async () => {
    const named = lists.flatMap(({ communities }) => communities ?? [])
    expect(new Set(named).size).toBe(named.length)
    const folders = await readdir(rulesets)
    expect(named.filter((name) => !folders.includes(name))).toEqual([])
  })
})
