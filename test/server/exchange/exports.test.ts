import { rmSync } from 'node:fs'
import {
  assess,
  type AssessmentResult,
  type Bundle,
  createBundle,
  periodOf,
  type Ruleset,
} from '@jieli/engine'
import { loadRuleset } from '@jieli/server/rulesets'
import { Fhir } from 'fhir'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assessmentInput, periodsRead } from '../../../server/src/data-folder/folder-figures.ts'
import {
  type FolderData,
  readDataFolder,
} from '../../../server/src/data-folder/read-data-folder.ts'
import { measureReports } from '../../../server/src/exchange/measure-reports.ts'
import { readCases } from '../../../server/src/exchange/read-cases.ts'
import { readTable } from '../../../server/src/exchange/read-table.ts'
import { readUnits } from '../../../server/src/exchange/read-units.ts'
import { readValues } from '../../../server/src/exchange/read-values.ts'
import { resultColumns, writeResult } from '../../../server/src/exchange/result-table.ts'
import { tableFormats } from '../../../server/src/exchange/table-column.ts'
import { ProblemList } from '../../../server/src/exchange/table-problem.ts'
import { tableTemplate } from '../../../server/src/exchange/table-template.ts'
import { dataFiles, rulesetFiles } from '../data-folder/county-folder.ts'
import { writeFolder } from '../data-folder/write-folder.ts'

const rulesetFolder = writeFolder(rulesetFiles)
const dataFolder = writeFolder(dataFiles)
afterAll(() => {
  rmSync(rulesetFolder, { recursive: true, force: true })
  rmSync(dataFolder, { recursive: true, force: true })
})

let ruleset: Ruleset
let bundle: Bundle
let data: FolderData
let result: AssessmentResult
beforeAll(async () => {
  const { resolved } = await loadRuleset(rulesetFolder)
  ruleset = resolved.ruleset as Ruleset
  bundle = createBundle(ruleset, resolved.origin)
  const period = periodOf('2025-01')!
  data = await readDataFolder(bundle, dataFolder, { periods: periodsRead(bundle, period) })
  result = assess(bundle, assessmentInput(bundle, data, period), 'monthly')
})

describe('the result of an assessment as a table', () => {
  it.each(tableFormats)(
    '%s: one row for each unit and indicator reads back as it was computed',
    async (format) => {
      const bytes = await writeResult(result, ruleset, { format, language: 'zh' })
      const rows = []
      for await (const { cells } of readTable(bytes, { format, columns: resultColumns }))
        rows.push(cells)
      expect(rows).toHaveLength(6)
      expect(rows.filter(({ unit }) => unit === 'T01')).toEqual([
        expect.objectContaining({
          period: '2025-01',
          unitTitle: '镇卫生院',
          indicatorTitle: '基层诊疗量占比',
          value: '60',
          measuredIn: '%',
          target: '60',
          verdict: '达标',
          points: '100',
          exactValue: '3/5',
          figures: 'visits.primary=60; visits.all=100',
        }),
        expect.objectContaining({ indicator: 'pathwayEntryRate', exactValue: '7/10' }),
      ])
      const open = rows.find(
        ({ unit, indicator }) => unit === 'D01' && indicator === 'pathwayEntryRate',
      )
      expect([open?.['verdict'], open?.['value']]).toEqual(['无法评价', undefined])
    },
  )
})

describe('the result of an assessment as FHIR', () => {
  const reports = (of: AssessmentResult = result, final = true) =>
    measureReports(of, {
      final,
      ruleset,
      language: 'zh',
      start: '2025-01-01',
      end: '2025-01-31',
      at: '2025-02-03T09:00:00+08:00',
    })

  it('every resource has the structure of R4', () => {
    const { entry, ...bundleParts } = reports()
    const fhir = new Fhir()
    const whole = fhir.validate({ ...bundleParts, entry }, { errorOnUnexpected: true })
    expect(whole.messages.filter(({ severity }) => severity === 'error')).toEqual([])
    for (const { resource } of entry)
      expect(fhir.validate(resource, { errorOnUnexpected: true }).valid).toBe(true)
    expect(fhir.validate({ ...entry[0]!.resource, status: 'done' }).valid).toBe(false)
    expect(new Set(entry.map(({ fullUrl }) => fullUrl)).size).toBe(3)
  })

  it('a unit reports; two counts are its populations, and the score stands as shown beside the exact value', () => {
    const township = reports().entry.find(
      ({ resource }) => resource.reporter.identifier.value === 'T01',
    )?.resource
    expect(township?.measure).toBe('urn:jieli:measure:small-county:monthly|1.0.0')
    expect(township?.group[1]).toMatchObject({
      code: { coding: [{ code: 'pathwayEntryRate' }], text: '入径率' },
      population: [
        { code: { coding: [{ code: 'numerator' }] }, count: 7 },
        { code: { coding: [{ code: 'denominator' }] }, count: 10 },
      ],
      measureScore: { value: 70, unit: '%', extension: [{ valueString: '7/10' }] },
    })
  })

  it('a figure that is missing is unknown and named, and only where none is, a score does not apply', () => {
    const hospital = reports().entry.find(
      ({ resource }) => resource.reporter.identifier.value === 'D01',
    )?.resource
    // Nobody was eligible: nothing is missing, and there is no rate of none.
    const reason = hospital?.group[1]?.measureScore.extension[0]
    expect(reason?.valueCode).toBe('not-applicable')
    const [indicator] = result.community.indicators
    const missing = { ...indicator!, value: null, needs: ['visits.all'] }
    const community = { ...result.community, indicators: [missing] }
    const { extension } = reports({ ...result, community }).entry[0]!.resource.group[0]!
      .measureScore
    expect(extension.slice(0, 2)).toEqual([
      expect.objectContaining({ valueCode: 'unknown' }),
      { url: 'urn:jieli:missing', valueString: 'visits.all' },
    ])
  })

  it('a result that may still change is pending, and complete once it is final', () => {
    const statuses = (final: boolean) =>
      reports(result, final).entry.map(({ resource }) => resource.status)
    expect(statuses(false)).toEqual(['pending', 'pending', 'pending'])
    expect(statuses(true)).toEqual(['complete', 'complete', 'complete'])
  })

  it('a score no JSON number holds is left to the exact text', () => {
    const [indicator] = result.community.indicators
    const huge = {
      ...indicator!,
      value: { numerator: '12345678901234567890', denominator: '1' },
      shown: '12,345,678,901,234,567,890',
    }
    const { entry } = reports({ ...result, community: { ...result.community, indicators: [huge] } })
    const score = entry[0]!.resource.group[0]!.measureScore
    expect(score.value).toBeUndefined()
    expect(score.extension[0]?.valueString).toBe('12345678901234567890/1')
  })
})

describe('templates', () => {
  it.each(tableFormats)(
    '%s: a template of figures, filled in in part, comes back as what was filled in',
    async (format) => {
      const empty = await tableTemplate(ruleset, {
        kind: 'values',
        format,
        language: 'zh',
        units: data.units,
        community: true,
        period: '2025-02',
      })
      const units = new Set(data.units.map(({ id }) => id))
      const read = await readValues(empty, { ruleset, units, format })
      expect([read.items, read.problems.total]).toEqual([[], 0])
      if (format !== 'csv') return
      const filled = Buffer.from(empty)
        .toString()
        .replace('T01,2025-02,visits.all,,', 'T01,2025-02,visits.all,"1,200",')
      const { items, problems } = await readValues(Buffer.from(filled), { ruleset, units, format })
      expect(problems.total).toBe(0)
      expect(items).toMatchObject([
        { unit: 'T01', period: '2025-02', fact: 'visits.all', value: 1200 },
      ])
    },
  )

  it('a template of units has the units there are, and one of cases the columns the measures read', async () => {
    const units = await tableTemplate(ruleset, {
      kind: 'units',
      format: 'xlsx',
      language: 'en',
      units: data.units,
      community: true,
    })
    expect((await readUnits(units, { ruleset, format: 'xlsx' })).items).toEqual(data.units)
    const cases = Buffer.from(
      await tableTemplate(ruleset, {
        kind: 'cases',
        format: 'csv',
        language: 'en',
        units: [],
        community: true,
        pathway: 'episode',
      }),
    ).toString()
    const [names] = cases.replace('\uFEFF', '').split('\r\n')
    expect(names?.split(',').toSorted()).toEqual([
      'episode.department',
      'episode.dischargedOn',
      'episode.eligible',
      'episode.entered',
      'episode.unit',
      'id',
      'recordedAt',
    ])
    const lists = { problems: new ProblemList(), notes: new ProblemList() }
    const rows = []
    for await (const row of readCases(() => Buffer.from(cases), 'episode', {
      ruleset,
      format: 'csv',
      ...lists,
    }))
      rows.push(row)
    expect([rows, lists.problems.total]).toEqual([[], 0])
  })
})
