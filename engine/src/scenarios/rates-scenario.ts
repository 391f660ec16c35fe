import { assessRates } from '../assessment/assess-rates.ts'
import { compareMembers } from './compare-members.ts'
import { oneOfFormat } from './member-words.ts'
import { titleOfItem } from './names.ts'
import type { ScenarioKind, ScenarioOf } from './scenario-kind.ts'
import { withFacts } from './with-facts.ts'

const verdictFormat = oneOfFormat({
  pass: { zh: '达标', en: 'met' },
  fail: { zh: '未达标', en: 'not met' },
  reported: { zh: '只报告', en: 'only reported' },
  notAssessable: { zh: '不评定', en: 'not assessable' },
})

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
      return compareMembers(expect, {
        at: ['expect'],
        actual: Object.fromEntries(results.map((result) => [result.id, result.verdict])),
        member: (id) => ({
          title: titleOfItem(bundle.ruleset, 'pathwayRates', id),
          format: verdictFormat,
        }),
      })
    }),
}
