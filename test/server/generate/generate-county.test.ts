import { createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type CaseRecord, createBundle, factsReadBy, type Ruleset } from '@jieli/engine'
import { listRulesetFolders, loadRuleset } from '@jieli/server/rulesets'
import { afterAll, describe, expect, it } from 'vitest'
import { readCases } from '../../../server/src/exchange/read-cases.ts'
import { readEvents } from '../../../server/src/exchange/read-events.ts'
import { readUnits } from '../../../server/src/exchange/read-units.ts'
import { readValues } from '../../../server/src/exchange/read-values.ts'
import { ProblemList } from '../../../server/src/exchange/table-problem.ts'
import { generateCounty } from '../../../server/src/generate/generate-county.ts'

const root = mkdtempSync(path.join(tmpdir(), 'jieli-generate-'))
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})
let folders = 0

async function county(
  options: {
    seed?: number
    cases?: number
    ruleset?: string
    units?: number
    months?: number
  } = {},
) {
  const { resolved } = await loadRuleset(options.ruleset ?? 'district-plan-demo')
  const ruleset = resolved.ruleset as Ruleset
  const folder = path.join(root, String(folders++))
  const { seed = 7, cases = 4000, units = 30, months = 3 } = options
  await generateCounty(createBundle(ruleset, resolved.origin), {
    seed,
    units,
    months,
    cases,
    folder,
  })
  return { ruleset, folder }
}

/** Everything of a folder through the readers an import uses. */
async function readBack({ ruleset, folder }: { ruleset: Ruleset; folder: string }) {
  const lists = { problems: new ProblemList(), notes: new ProblemList() }
  const open = (file: string) => () => createReadStream(path.join(folder, file))
  const units = await readUnits(open('units.csv')(), { ruleset, format: 'csv' })
  const values = await readValues(open('values.csv')(), {
    ruleset,
    units: new Set(units.items.map(({ id }) => id)),
    format: 'csv',
  })
  const cases: CaseRecord[] = []
  for (const file of readdirSync(folder)) {
    const pathway = /^cases-(.+)\.csv$/.exec(file)?.[1]
    if (pathway === undefined) continue
    for await (const { record } of readCases(open(file), pathway, {
      ruleset,
      format: 'csv',
      ...lists,
    }))
      cases.push(record)
  }
  let events = 0
  for await (const _ of readEvents(open('events.csv'), { ruleset, format: 'csv', ...lists }))
    events++
  const problems = [...units.problems.kept, ...values.problems.kept, ...lists.problems.kept]
  return { units: units.items, values: values.items, cases, events, problems }
}

const bytesOf = (folder: string) =>
  readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')])

it('the same seed gives the same bytes, and another seed others', async () => {
  const [a, b, c] = [await county(), await county(), await county({ seed: 8 })]
  expect(bytesOf(a.folder)).toEqual(bytesOf(b.folder))
  expect(bytesOf(c.folder)).not.toEqual(bytesOf(a.folder))
})

describe('whatever ruleset a county is made for', async () => {
  it.each(await listRulesetFolders())(
    '%s: what is written reads back without a problem',
    async (ruleset) => {
      const { problems } = await readBack(
        await county({ ruleset, cases: 600, units: 8, months: 12 }),
      )
      expect(problems).toEqual([])
    },
  )
})

it('there are as many cases as asked for, of the units of the county, in the months asked for', async () => {
  const { units, cases } = await readBack(await county())
  expect(units).toHaveLength(30)
  expect(new Set(units.map(({ tier }) => tier))).toEqual(new Set(['county', 'township', 'village']))
  expect(cases).toHaveLength(4000)
  const known = new Set([...units.map(({ id }) => id), 'P01'])
  for (const { facts } of cases) {
    expect(known).toContain(facts['episode.unitId'] ?? facts['fromUnit.id'])
    if (facts['episode.dischargedOn'] !== undefined)
      expect(facts['episode.dischargedOn']).toMatch(/^2025-0[123]-/)
  }
})

it('the pathway rates lie near the thresholds, with hospitals on both sides', async () => {
  const { cases } = await readBack(await county({ cases: 20_000 }))
  const episodes = cases.filter(({ pathway }) => pathway === 'inpatientEpisode')
  const rates = (of: readonly CaseRecord[]) => {
    const count = (test: (facts: CaseRecord['facts']) => boolean) =>
      of.filter(({ facts }) => test(facts)).length
    const entered = count((facts) => facts['episode.enteredOn'] !== undefined)
    return {
      entry: entered / count((facts) => facts['episode.eligible'] === true),
      completion: count((facts) => facts['episode.status'] === 'completed') / entered,
      variance: count((facts) => facts['episode.varied'] === true) / entered,
    }
  }
  const whole = rates(episodes)
  expect(whole.entry).toBeGreaterThan(0.64)
  expect(whole.entry).toBeLessThan(0.8)
  expect(whole.completion).toBeGreaterThan(0.64)
  expect(whole.completion).toBeLessThan(0.8)
  expect(whole.variance).toBeGreaterThan(0.08)
  expect(whole.variance).toBeLessThan(0.2)
  const units = [...Map.groupBy(episodes, ({ facts }) => facts['episode.unitId']).values()]
  const sides = (test: (of: readonly CaseRecord[]) => boolean) =>
    new Set(units.filter((of) => of.length > 100).map(test)).size
  expect(sides((of) => rates(of).entry >= 0.7)).toBe(2)
  expect(sides((of) => rates(of).completion >= 0.7)).toBe(2)
  expect(sides((of) => rates(of).variance <= 0.15)).toBe(2)
})

it('every fact a measure reads is told by some case', async () => {
  const { ruleset, folder } = await county()
  const { cases } = await readBack({ ruleset, folder })
  const told = new Set(cases.flatMap(({ facts }) => Object.keys(facts)))
  const { measures } = ruleset
  const wanted = [...factsReadBy(ruleset, { measures })]
  expect(wanted.length).toBeGreaterThan(10)
  expect([...new Set(wanted)].filter((fact) => !told.has(fact))).toEqual([])
})

it.each([12, 13, 15])(
  'says every figure of %d months and of the year before once',
  async (months) => {
    const { values, problems } = await readBack(await county({ months, cases: 300, units: 4 }))
    expect(problems).toEqual([])
    const keys = values.map(({ unit, period, fact }) => JSON.stringify([unit, period, fact]))
    expect(keys.length).toBe(new Set(keys).size)
    const monthly = values.flatMap(({ period }) => (/-\d\d$/.test(period) ? [period] : []))
    expect(new Set(monthly).size).toBe(12 + months)
  },
)

it('figures are there for each month and the same month a year before, parts never above their wholes', async () => {
  const { values } = await readBack(await county({ ruleset: 'futian-grid' }))
  const months = new Set(values.map(({ period }) => period))
  for (const month of ['2024-01', '2024-03', '2025-01', '2025-03']) expect(months).toContain(month)
  const figure = (fact: string, period: string) =>
    values.find((each) => each.unit === null && each.fact === fact && each.period === period)
      ?.value as number
  // What a county counted a year ago it keeps as figures; this year's are counted from the cases.
  expect(figure('pathway.entered', '2024-01')).toBeGreaterThan(0)
  expect(figure('pathway.entered', '2025-01')).toBeUndefined()
  const share = figure('visits.primary', '2025-01') / figure('visits.inArea', '2025-01')
  expect(share).toBeGreaterThan(0.55)
  expect(share).toBeLessThan(0.75)
  expect(figure('fund.spent', '2025-01')).toBeLessThan(figure('fund.raised', '2025-01'))
})
