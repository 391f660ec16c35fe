import type { Indicator, Parameter, Ruleset, ValueType } from '@jieli/engine'
import { freshId } from '../../document/state/fresh-id.ts'
import type { AssessmentList } from './editor-place.ts'

const titles = {
  indicators: { zh: '新指标', en: 'New indicator' },
  assessmentGroups: { zh: '新指标组', en: 'New group' },
  assessmentSchemes: { zh: '新考核方案', en: 'New scheme' },
  measures: { zh: '新取数口径', en: 'New measure' },
  pathwayRates: { zh: '新比率', en: 'New rate' },
  reimbursement: { zh: '新报销规则', en: 'New rule of reimbursement' },
}
const definition = { zh: '请写明怎样计算。', en: 'Please describe how it is computed.' }

/** A new item of a list under an id of its own; `undefined` where the ruleset has nothing it could speak of. Pure. */
export function newItem<L extends AssessmentList>(
  ruleset: Ruleset,
  list: L,
): Ruleset[L][number] | undefined {
  return itemOf(ruleset, list) as Ruleset[L][number] | undefined
}

function itemOf(
  ruleset: Ruleset,
  list: AssessmentList,
): Ruleset[AssessmentList][number] | undefined {
  const fresh = (base: string): string =>
    freshId(
      base,
      [...ruleset[list], ...ruleset.facts, ...ruleset.parameters].map(({ id }) => id),
    )
  const integer = ruleset.facts.find(({ type }) => type === 'integer')
  switch (list) {
    case 'indicators':
      return {
        id: fresh('indicator'),
        title: titles.indicators,
        definition,
        direction: 'higherIsBetter',
        unit: 'ratio',
        cites: [],
      } satisfies Indicator
    case 'assessmentGroups':
      return {
        id: fresh('group'),
        title: titles.assessmentGroups,
        kind: 'publicBenefit',
        indicators: [],
        cites: [],
      } satisfies Ruleset['assessmentGroups'][number]
    case 'assessmentSchemes':
      return {
        id: fresh('scheme'),
        title: titles.assessmentSchemes,
        period: 'month',
        assesses: 'units',
        groups: [],
        gates: [],
        grades: [],
        cites: [],
      } satisfies Ruleset['assessmentSchemes'][number]
    case 'measures': {
      const counted = new Set(ruleset.measures.map(({ id }) => id))
      const fact = ruleset.facts.find(({ type, id }) => type === 'integer' && !counted.has(id))
      const unit = ruleset.facts.find(({ id }) => id.endsWith('Unit.id'))
      const date = ruleset.facts.find(({ type }) => type === 'date')
      const [pathway] = ruleset.pathways
      if (!fact || !unit || !date || !pathway) return undefined
      return {
        id: fact.id,
        title: titles.measures,
        of: pathway.id,
        unit: unit.id,
        date: date.id,
        cites: [],
      } satisfies Ruleset['measures'][number]
    }
    case 'pathwayRates':
      if (integer === undefined) return undefined
      return {
        id: fresh('rate'),
        title: titles.pathwayRates,
        definition,
        numerator: integer.id,
        denominator: integer.id,
        direction: 'atLeast',
        cites: [],
      } satisfies Ruleset['pathwayRates'][number]
    case 'reimbursement':
      return {
        id: fresh('reimbursement'),
        title: titles.reimbursement,
        effect: 'share',
        cites: [],
      } satisfies Ruleset['reimbursement'][number]
    case 'funds':
      // A fund is said whole in a form of its own.
      return undefined
  }
}

/** What a new parameter is to hold. */
export interface ParameterKind {
  readonly base: string
  readonly title: Parameter['title']
  readonly type: ValueType
  readonly unit?: string
}

/** A parameter without a value: the county has to supply it, for no number is made up. Pure. */
export function newParameter(ruleset: Ruleset, kind: ParameterKind): Parameter {
  const taken = [...ruleset.parameters, ...ruleset.facts, ...ruleset.indicators]
  return {
    id: freshId(
      kind.base,
      taken.map(({ id }) => id),
    ),
    type: kind.type,
    title: kind.title,
    ...(kind.unit === undefined ? {} : { unit: kind.unit }),
    required: true,
    values: [],
  }
}

/** The type a value of an indicator is written in. Pure. */
export function typeOfUnit(unit: Indicator['unit']): Pick<ParameterKind, 'type' | 'unit'> {
  switch (unit) {
    case 'ratio':
      return { type: 'ratio' }
    case 'percentagePoint':
      return { type: 'decimal', unit: 'percentagePoint' }
    case 'money':
      return { type: 'money' }
    case 'moneyPerCase':
      return { type: 'money', unit: 'fen/case' }
    case 'count':
      return { type: 'integer' }
    case 'number':
    case 'score':
    case 'text':
      return { type: 'decimal' }
  }
}
