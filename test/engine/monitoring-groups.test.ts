import { assess, checkRuleset, type Figures } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { bundleOf, cites, codesOf, fact, parameter, rulesetOf, text } from './make-ruleset.ts'

const one = { numerator: 1, denominator: 1 }
const share = (id: string, more: object = {}) => ({
  id,
  title: text(id),
  definition: text(id),
  direction: 'higherIsBetter',
  unit: 'ratio',
  numerator: 'done',
  denominator: 'due',
  cites,
  ...more,
})
const group = (id: string, kind: string, indicators: readonly string[], more: object = {}) => ({
  id,
  title: text(id),
  kind,
  indicators,
  cites,
  ...more,
})
const scheme = (id: string, groups: readonly string[]) => ({
  id,
  title: text(id),
  period: 'year',
  assesses: 'community',
  groups,
  gates: [],
  grades: [],
  cites,
})

const parts = {
  facts: [fact('done', 'integer'), fact('due', 'integer')],
  parameters: [
    parameter('target', 'ratio', { values: [{ from: '2025-01-01', value: one }] }),
    parameter('whole', 'ratio', { values: [{ from: '2025-01-01', value: one }] }),
  ],
  indicators: [
    share('scored', { target: { parameter: 'target' }, scoring: { method: 'passFail' } }),
    share('watched'),
  ],
  assessmentGroups: [
    group('counts', 'publicBenefit', ['scored'], { weight: { parameter: 'whole' } }),
    group('beside', 'monitoring', ['watched', 'scored']),
  ],
  assessmentSchemes: [scheme('both', ['counts', 'beside']), scheme('watching', ['beside'])],
}
const bundle = bundleOf(parts)
const figures: Figures = {
  done: { value: 10, source: 'imported' },
  due: { value: 10, source: 'imported' },
}
const cardOf = (id: string, known: Figures = figures) =>
  assess(bundle, { period: '2025', units: [], community: { figures: known } }, id).community

describe('a monitoring group of a scheme', () => {
  it('SC11 needs no weight, is told beside the score and earns nothing', () => {
    expect(codesOf(checkRuleset(rulesetOf(parts), { publishing: true }))).toEqual([])
    const card = cardOf('both')
    expect(card.groups.map((told) => told.group)).toEqual(['counts', 'beside'])
    expect(card).toMatchObject({ scoreShown: '100', needs: [] })
  })

  it('SC11 gives no score alone and misses nothing, even while a figure is missing', () => {
    const card = cardOf('watching', {})
    expect(card.indicators.map(({ verdict }) => verdict)).toEqual([
      'notAssessable',
      'notAssessable',
    ])
    expect(card).toMatchObject({ score: null, grade: null, needs: [] })
  })
})
