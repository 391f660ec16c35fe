import { assessRates } from '../assessment/assess-rates.ts'
import { compareAll } from './compare-expectation.ts'
import type { ScenarioKind, ScenarioOf } from './scenario-kind.ts'
import { withFacts } from './with-facts.ts'

/** What the rates of the clinical pathways come to. */
export const ratesScenario: ScenarioKind<ScenarioOf<'rates'>> = {
  title: { zh: '比率', en: 'rates' },
  run: (bundle, { asOf, facts: given, expect }, touched) =>
    withFacts(bundle, given, (facts) => {
      const results = assessRates(bundle, facts, asOf)
      for (const rate of bundle.ruleset.pathwayRates) {
        touched.add(`/pathwayRates/${rate.id}`)
        if (rate.threshold !== undefined) touched.add(`/parameters/${rate.threshold.parameter}`)
      }
      const verdicts = Object.fromEntries(results.map((result) => [result.id, result.verdict]))
      return compareAll(expect, verdicts)
    }),
}
