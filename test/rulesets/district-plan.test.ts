import { checkRuleset, type Citation, documentOf, parseFacts, runScenario } from '@jieli/engine'
import { loadRuleset } from '@jieli/server/rulesets'
import { describe, expect, it } from 'vitest'
import { bundleOf } from './resolve-folder.ts'

const openParameters = [
  'pathwayDiagnosisList',
  'pathwayExclusionList',
  'tierKey',
  'policyFactorPayer',
  'districtDiseaseList',
  'townshipDiseaseList',
  'townshipDiseaseQuota',
  'upReferralIndications',
  'emergencyCodes',
  'reviewTimeLimit',
  'returnTimeLimit',
  'retroactiveRegistrationLimit',
  'drugRedistributionLimit',
  'contractFeeWeightFund',
  'contractFeeWeightPublicHealth',
  'contractFeeWeightResident',
  'outflowReimbursementReduction',
  'incrementalIncomeWeightDistrict',
  'incrementalIncomeWeightTownship',
  'pathwayDiseaseCountTarget',
  'pathwayCaseCountTarget',
  'pathwaySelfInspectionInterval',
  'preparationEnd',
  'launchEnd',
  'trialEnd',
  'evaluationEnd',
  'paidContractRewardFloor',
  'treatabilityReviewLimit',
  'leadingGroupDate',
  'supportDate',
  'careStandardsDate',
  'tcmDate',
  'informationDate',
  'pharmacyDate',
  'safeguardsDate',
  'standardsMetDate',
  'inAreaCareDate',
]

const loaded = await Promise.all(
  [
    'national',
    'provincial-sample',
    'district-plan',
    'district-plan-demo',
    'generic-plan',
    'nanling-wuwei',
  ].map(async (id) => ({
    id,
    resolved: (await loadRuleset(id)).resolved,
    bundle: await bundleOf(id),
  })),
)

describe.each(loaded)('$id', ({ id, resolved: { ruleset, parent, issues }, bundle }) => {
  it('resolves without an issue', () => {
    expect(issues).toEqual([])
    expect(ruleset?.manifest.id).toBe(id)
  })

  it('has nothing that would stop it from being published', () => {
    if (ruleset === undefined) throw new TypeError(`${id} does not resolve`)
    const found = checkRuleset(ruleset, { parent, publishing: true })
    const rest = found.filter((issue) => issue.severity !== 'info')
    expect(rest.map(({ code, path: at }) => `${code} ${at}`)).toEqual([])
  })

  // A change is tried on the layer that says it may not be made; the layers above inherit the red line itself.
  const own = bundle.ruleset.scenarios.filter(
    (scenario) => scenario.kind !== 'change' || bundle.origin[`/scenarios/${scenario.id}`] === id,
  )
  it.each(own.map((scenario) => [scenario.id, scenario] as const))(
    'decides %s as its scenario says',
    (_, scenario) => {
      expect(runScenario(bundle, scenario).details).toEqual([])
    },
  )
})

describe('the template', async () => {
  const { ruleset } = await bundleOf('district-plan')

  it('leaves open what the plan does not say, and nothing else', () => {
    // Only a county that decides to share an overspend needs its ratio: the plan has one hospital bear it.
    const empty = ruleset.parameters.filter(
      ({ id, values }) => values.length === 0 && id !== 'overspendShareRate',
    )
    expect(empty.map((parameter) => parameter.id).toSorted()).toEqual(openParameters.toSorted())
    expect(ruleset.parameters.filter((parameter) => parameter.required)).toEqual(empty)
  })

  it('reports each open parameter to the person who adapts it', () => {
    const codes = checkRuleset(ruleset, { publishing: true }).map(({ code }) => code)
    const open = codes.filter((code) => code === 'PARAMETER_OPEN')
    expect(open).toHaveLength(openParameters.length)
    // What RL-05 and seven decisions say of lists and numbers that no county has given yet; a unit that ends a case early
    // leaves its three duties undone, as the leading group the eight of its phases.
    const rest = codes.filter((code) => code !== 'PARAMETER_OPEN')
    expect(rest).toEqual([
      ...Array.from({ length: 7 }, () => 'TABLE_WAITS'),
      ...Array.from({ length: 11 }, () => 'DUTY_LAPSES_BY_DEBTOR'),
      ...Array.from({ length: 3 }, () => 'RED_LINE_UNPROVED'),
    ])
  })

  it('cites a clause of the plan for every rule, row, parameter and red line of its own', () => {
    const cited: { id: string; cites?: Citation[] | undefined }[] = [
      ...ruleset.decisions.flatMap((decision): { id: string; cites: Citation[] }[] =>
        decision.kind === 'table' ? decision.rows : decision.rules,
      ),
      ...ruleset.parameters,
      ...ruleset.redLines,
      ...ruleset.funds,
    ]
    const uncited = cited.filter(
      ({ cites }) => !cites?.some((cite) => documentOf(cite) === 'district-plan'),
    )
    // What the base says and the plan only repeats in its words on review and acceptance.
    expect([...new Set(uncited.map((item) => item.id))]).toEqual([
      'may-decline',
      'relation-review',
      'lateral-allowed',
      'denied',
      'review',
      'reason',
      'advice',
      'permitted',
    ])
  })
})

describe('the layers below the template', async () => {
  const { resolved } = await loadRuleset('district-plan')

  it('are named as the origin of what they say', () => {
    expect(resolved.origin['/parameters/pathwayVarianceRateCeiling']).toBe('provincial-sample')
    expect(resolved.origin['/pathwayRates/pathwayEntryRate']).toBe('provincial-sample')
    expect(resolved.origin['/redLines/RL-17']).toBe('provincial-sample')
    expect(resolved.origin['/indicators/nationalTcmShare']).toBe('national')
    expect(resolved.origin['/decisions/downReferral']).toBe('district-plan')
    expect(resolved.origin['/decisions/declineCheck/rules/may-decline']).toBe('county-base')
  })

  it('leave every indicator of the nation locked', () => {
    const national = resolved.ruleset?.indicators.filter((one) => one.tags?.includes('national'))
    expect(national?.map(({ contract }) => contract)).toEqual(
      Array.from({ length: 14 }, () =>
        expect.objectContaining({ mode: 'locked', authority: 'nation' }),
      ),
    )
  })
})

describe('the demonstration county', async () => {
  const { layer: child } = await loadRuleset('district-plan-demo')
  const { ruleset } = await bundleOf('district-plan-demo')

  it('holds only differences: a list of codes, parameters and scenarios', () => {
    expect(Object.keys(child).toSorted()).toEqual([
      'codeSystems',
      'manifest',
      'parameters',
      'scenarios',
    ])
  })

  it('has an extract of ICD-10 that is a sample, and refuses no diagnosis outside it', () => {
    const extract = ruleset.codeSystems.find(({ id }) => id === 'icd10-sample')
    expect(extract?.sample).toBe(true)
    const [listed, unlisted] = ['I63.9', 'G35']
    expect(extract?.codes.map(({ id }) => id)).toContain(listed)
    expect(extract?.codes.map(({ id }) => id)).not.toContain(unlisted)
    for (const code of [listed, unlisted])
      expect(parseFacts(ruleset, { 'clinical.primaryDiagnosis': code }).issues).toEqual([])
    expect(ruleset.facts.filter(({ codeSystem }) => codeSystem === 'icd10-sample')).toEqual([])
  })

  it('supplies every open parameter and labels each value as a sample', async () => {
    const supplied = ruleset.parameters.filter(({ values }) => values.some(({ sample }) => sample))
    const overlay = (await bundleOf('amoeba')).ruleset.parameters.filter(({ required }) => required)
    expect(supplied.map((parameter) => parameter.id).toSorted()).toEqual(
      [
        ...openParameters,
        'overspendShareRate',
        ...overlay.map((parameter) => parameter.id),
      ].toSorted(),
    )
    for (const { values } of supplied)
      expect(values.every(({ sample, note }) => sample === true && note !== undefined)).toBe(true)
  })

  it('is refused once a value it must supply is taken away', () => {
    const without = ruleset.parameters.map((parameter) =>
      parameter.id === 'policyFactorPayer' ? { ...parameter, values: [] } : parameter,
    )
    const found = checkRuleset({ ...ruleset, parameters: without }, { publishing: true })
    const stopping = found.filter(({ severity }) => severity === 'error')
    expect(stopping.map((issue) => issue.code)).toEqual(['PARAMETER_REQUIRED'])
  })
})
