import type { Ruleset } from '@jieli/engine'
import { cites, fact, parameter, rulesetOf, text } from '../../engine/make-ruleset.ts'

/** A ruleset with a rate, indicators of like and unlike figures, facts of an episode and a price. */
export function countedRuleset(): Ruleset {
  const indicator = (id: string, numerator: string, denominator: string) => ({
    id,
    title: text(id),
    definition: text(id),
    direction: 'higherIsBetter',
    unit: 'ratio',
    numerator,
    denominator,
    cites,
  })
  return rulesetOf({
    facts: [
      fact('pathway.eligible', 'integer', { unit: 'case' }),
      fact('pathway.entered', 'integer', { unit: 'case' }),
      fact('visits', 'integer', { unit: 'visit' }),
      fact('primaryVisits', 'integer', { unit: 'visit' }),
      fact('doctors', 'integer', { unit: 'person' }),
      fact('income', 'money'),
      fact('episode.unit', 'text'),
      fact('episode.entered', 'boolean', { title: { zh: '入径', en: 'entered' } }),
      fact('episode.dischargedAt', 'date'),
    ],
    parameters: [
      parameter('teleconsultFee', 'money', {
        values: [{ from: '2020-01-01', value: 5000, cites }],
        cites,
      }),
    ],
    pathwayRates: [
      {
        id: 'entryRate',
        title: { zh: '入径率', en: 'entry rate' },
        definition: text('entryRate'),
        numerator: 'pathway.entered',
        denominator: 'pathway.eligible',
        direction: 'atLeast',
        cites,
      },
    ],
    indicators: [
      indicator('primaryVisitShare', 'primaryVisits', 'visits'),
      indicator('visitsPerDoctor', 'visits', 'doctors'),
    ],
    prices: [
      {
        id: 'teleconsult',
        title: text('teleconsult'),
        basis: 'perService',
        payer: text('payer'),
        payee: text('payee'),
        amount: { parameter: 'teleconsultFee' },
        on: 'teleconsultDone',
        payerUnit: 'episode.unit',
        payeeUnit: 'episode.unit',
        cites,
      },
    ],
  })
}
