import {
  acceptScenario,
  type Bundle,
  createBundle,
  runScenario,
  type Ruleset,
  type Scenario,
  scenarioSchema,
  scenariosOf,
  type Value,
} from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { bundleOf } from './resolve-folder.ts'

const ids = [
  'national',
  'provincial-sample',
  'county-base',
  'generic-plan',
  'district-plan',
  'youxi',
  'yongtai',
  'luohu',
  'tongling',
  'futian-grid',
  'amoeba',
  'sanming',
  'wuhu-jiujiang',
  'nanling-wuwei',
  'demo-closing-county',
  'demo-mountain-county',
]
const bundles = await Promise.all(ids.map(async (id) => ({ id, bundle: await bundleOf(id) })))

/** Changes of a ruleset under which many of its scenarios come out otherwise, each in a way of its own. */
const changes: Readonly<Record<string, (ruleset: Ruleset) => void>> = {
  'higher numbers': (ruleset) => {
    for (const parameter of ruleset.parameters)
      for (const dated of parameter.values) dated.value = moved(dated.value)
  },
  'no values': (ruleset) => {
    for (const parameter of ruleset.parameters) parameter.values = []
  },
  'other outcomes': (ruleset) => {
    for (const decision of ruleset.decisions)
      for (const { then } of decision.kind === 'table' ? decision.rows : decision.rules) {
        if (then.outcome !== undefined)
          then.outcome = then.outcome === 'allow' ? 'requireReview' : 'allow'
        then.effects = []
      }
  },
  'fewer lines': (ruleset) => {
    for (const decision of ruleset.decisions) {
      const lines: unknown[] = decision.kind === 'table' ? decision.rows : decision.rules
      lines.splice(0, 1)
    }
  },
  'items gone': (ruleset) => {
    ruleset.indicators.splice(0, 3)
    ruleset.assessmentSchemes.splice(0, 1)
    ruleset.reimbursement.splice(0, 2)
    ruleset.prices.splice(0, 1)
    ruleset.incentives.splice(0, 2)
    ruleset.pathwayRates.splice(0, 1)
    ruleset.facts.splice(0, 5)
  },
  'other charts': (ruleset) => {
    for (const { machine } of ruleset.pathways)
      for (const state of Object.values(machine.states))
        for (const list of Object.values(state.on ?? {})) list.splice(1)
  },
}

function moved(value: Value): Value {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  if (Array.isArray(value)) return []
  if (typeof value === 'object')
    return { numerator: value.numerator + 1, denominator: value.denominator + 3 }
  return value === 'PT24H' ? 'PT48H' : value
}

function changedBy(bundle: Bundle, change: (ruleset: Ruleset) => void): Bundle {
  const ruleset = structuredClone(bundle.ruleset)
  change(ruleset)
  return createBundle(ruleset, bundle.origin)
}

/** An id, JSON, or an amount in fen: nothing a clerk could read. */
const raw = /[a-z][A-Z]|[{}[\]]|undefined|null|[a-z]-[a-z]+-|(?<![\d.,])\d{5,}(?![\d.])/

describe.each(bundles)('$id', ({ bundle }) => {
  const scenarios = scenariosOf(bundle).filter(({ kind }) => kind !== 'change')
  describe.each(Object.entries(changes))('with %s', (_, change) => {
    const other = changedBy(bundle, change)
    const failing = scenarios.filter((scenario) => !runScenario(other, scenario).passed)

    it('SN8 tells differences by titles and as people write values', () => {
      const told = failing.flatMap((scenario) => runScenario(other, scenario).details)
      expect(told.filter(({ zh }) => raw.test(zh))).toEqual([])
      expect(told.filter(({ zh, en }) => zh.trim() === '' || en.trim() === '')).toEqual([])
      expect(told.filter(({ en }) => /[{}[\]]|undefined|null/.test(en))).toEqual([])
    })

    it('SN4 accepts what comes out, in every kind', () => {
      const wrong: unknown[] = []
      for (const scenario of failing) {
        const accepted = acceptScenario(other, scenario)
        if (accepted === undefined) {
          if (!isBeyondTrying(other, scenario)) wrong.push(['struck out', scenario.id])
        } else {
          if (!runScenario(other, accepted).passed) wrong.push(['fails', accepted])
          if (!scenarioSchema.safeParse(accepted).success) wrong.push(['misshapen', accepted])
        }
      }
      expect(wrong).toEqual([])
      for (const scenario of scenarios.filter((one) => !failing.includes(one)).slice(0, 30))
        expect(acceptScenario(other, scenario)).toEqual(scenario)
    })
  })

  it('has scenarios that these changes reach', () => {
    const reached = Object.values(changes).flatMap((change) => {
      const other = changedBy(bundle, change)
      return scenarios.filter((scenario) => !runScenario(other, scenario).passed)
    })
    expect(reached.length).toBeGreaterThan(0)
  })
})

/** True where what a scenario tries or gives is gone, or nothing of what it expected is left. */
function isBeyondTrying(bundle: Bundle, scenario: Scenario): boolean {
  const { details } = runScenario(bundle, scenario)
  const gone = details.some(({ zh }) => !/应为 .+，实为 /.test(zh))
  return gone || details.every(({ zh }) => zh.endsWith('实为 无'))
}
