import fc from 'fast-check'
import {
  type CellTest,
  type Condition,
  type Consequence,
  type Decision,
  type FactTest,
  hitPolicies,
  type Operator,
  operandType,
  valueTypeModules,
  type Ruleset,
  type Value,
  type ValueType,
} from '@jieli/engine'

const text = (word: string) => ({ zh: word, en: word })
const cites = ['plan#DP-39']

/** Small domains, so that comparisons often meet their very value. */
const domains: Readonly<Record<ValueType, readonly Value[]>> = {
  boolean: [true, false],
  integer: [-1, 0, 1, 9, 10, 180],
  decimal: ['0.1', '0.10', '9', '10.5', '-3.25'],
  money: [0, 1, 100, 100_000_001],
  ratio: [
    { numerator: 7, denominator: 10 },
    { numerator: 14, denominator: 20 },
    { numerator: 699, denominator: 1000 },
    { numerator: 15, denominator: 100 },
  ],
  code: ['up', 'down', 'lateral'],
  orderedCode: ['village', 'township', 'county'],
  codeList: [[], ['a'], ['a', 'b'], ['b', 'c']],
  date: ['2021-04-06', '2022-04-05', '2022-04-06'],
  dateTime: ['2021-04-06T08:00:00+08:00', '2021-04-06T00:00:00Z', '2022-04-05T09:00:00+08:00'],
  duration: ['PT24H', 'P1D', 'P2D', 'PT90M'],
  text: ['', 'x', '接力'],
}

const types = Object.keys(domains) as ValueType[]
/** Two facts of each type, so that facts can be compared with facts. */
export const factIds = types.flatMap((type) => [`${type}.one`, `${type}.two`])
const isOrderedCode = (type: ValueType) => valueTypeModules[type].ordersCodes === true
const parameterTypes = types.filter((type) => !isOrderedCode(type))
const typeOf = (fact: string) => fact.split('.')[0] as ValueType

const comparison = (type: ValueType): fc.Arbitrary<CellTest> =>
  fc.constantFrom(...valueTypeModules[type].operators).chain((operator: Operator) => {
    const wanted = operandType(type, operator)
    const literal = fc.constantFrom(...(wanted === 'code' ? ['up', 'a', 'b'] : domains[wanted]))
    const other = fc.constantFrom(`${wanted}.one`, `${wanted}.two`).map((fact) => ({ fact }))
    // Only the list of a fact orders codes: no parameter has such a value.
    const parameter = isOrderedCode(wanted)
      ? literal
      : fc.constant({ parameter: `${wanted}.limit` })
    const value =
      wanted === 'integer' && type === 'codeList'
        ? fc.constantFrom(0, 1, 2)
        : fc.oneof({ weight: 4, arbitrary: literal }, other, parameter)
    return value.map((operand) => ({ operator, value: operand }) as CellTest)
  })

const factTest: fc.Arbitrary<FactTest> = fc
  .constantFrom(...factIds)
  .chain((fact) => comparison(typeOf(fact)).map((test) => ({ fact, ...test })))

interface Names {
  readonly conditions: readonly string[]
  readonly decisions: readonly string[]
}

const condition = ({ conditions, decisions }: Names): fc.Arbitrary<Condition> =>
  fc.letrec<{ node: Condition }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      factTest as fc.Arbitrary<Condition>,
      ...(conditions.length > 0
        ? [fc.constantFrom(...conditions).map((id): Condition => ({ condition: id }))]
        : []),
      ...(decisions.length > 0
        ? [
            fc
              .tuple(
                fc.constantFrom(...decisions),
                fc.constantFrom('allow', 'requireReview', 'notAssessable'),
              )
              .map(([decision, value]): Condition => ({ decision, operator: 'equal', value })),
          ]
        : []),
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((all): Condition => ({ all })),
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any): Condition => ({ any })),
      tie('node').map((not): Condition => ({ not })),
    ),
  })).node

const consequence: fc.Arbitrary<Consequence> = fc
  .record({
    outcome: fc.constantFrom(
      'denyInstitutionalAction',
      'requireReview',
      'requireReason',
      'allowWithAdvice',
      'allow',
    ),
    output: fc.option(fc.constantFrom(1, 2, 3), { nil: undefined }),
  })
  .map(({ outcome, output }) => ({
    outcome: outcome as 'allow',
    reason: text('理由'),
    ...(output === undefined ? {} : { outputs: { points: output } }),
  }))

const decision = (id: string, names: Names): fc.Arbitrary<Decision> => {
  const base = {
    id: fc.constant(id),
    title: fc.constant(text(id)),
    hitPolicy: fc.constantFrom(...hitPolicies),
    outputs: fc.constant([
      { id: 'points', type: 'integer' as const, title: text('分'), order: [3, 1, 2] },
    ]),
    appliesWhen: fc.option(condition(names), { nil: undefined, freq: 3 }),
    otherwise: fc.option(consequence, { nil: undefined }),
  }
  const rules = fc
    .array(fc.record({ conditions: condition(names), then: consequence }), { maxLength: 5 })
    .map((lines) => lines.map((line, at) => ({ id: `r${at}`, cites, ...line })))
  const columns = fc.array(fc.constantFrom(...factIds), { minLength: 1, maxLength: 3 })
  const table = columns.chain((facts) => {
    const inputs = facts.map((fact, at) => ({ id: `c${at}`, fact }))
    const when = fc.record(
      Object.fromEntries(
        inputs.map(({ id: column, fact }) => [
          column,
          fc.array(comparison(typeOf(fact)), { minLength: 1, maxLength: 2 }),
        ]),
      ),
      { requiredKeys: [] },
    )
    return fc.array(fc.record({ when, then: consequence }), { maxLength: 5 }).map((rows) => ({
      inputs,
      rows: rows.map((row, at) => ({ id: `r${at}`, cites, ...row })),
    }))
  })
  return fc.oneof(
    fc.record({ ...base, kind: fc.constant('rules' as const), rules }),
    fc
      .record({ ...base, table })
      .map(({ table: parts, ...rest }) => ({ ...rest, kind: 'table' as const, ...parts })),
  ) as unknown as fc.Arbitrary<Decision>
}

/** Whole rulesets of typed facts, parameters, named conditions and decisions that may ask one another. */
export const arbitraryRuleset: fc.Arbitrary<Ruleset> = fc
  .record({
    base: condition({ conditions: [], decisions: [] }),
    next: condition({ conditions: ['base'], decisions: [] }),
    first: decision('first', { conditions: ['base', 'next'], decisions: [] }),
    second: decision('second', { conditions: ['base', 'next'], decisions: ['first'] }),
    third: decision('third', { conditions: ['next'], decisions: ['first', 'second'] }),
  })
  .map(({ base, next, ...decisions }) => ({
    manifest: {
      formatVersion: 5 as const,
      id: 'generated',
      kind: 'template',
      title: text('生成'),
      version: '1.0.0',
      sources: [{ id: 'plan', title: text('方案') }],
    },
    codeSystems: [
      {
        id: 'tiers',
        title: text('层级'),
        codes: ['village', 'township', 'county'].map((id) => ({ id, title: text(id) })),
      },
    ],
    facts: factIds.map((id) => ({
      id,
      type: typeOf(id),
      title: text(id),
      ...(isOrderedCode(typeOf(id)) ? { codeSystem: 'tiers' } : {}),
    })),
    parameters: parameterTypes.map((type) => ({
      id: `${type}.limit`,
      type,
      title: text(type),
      required: true,
      cites,
      values: [
        { from: '2020-01-01', value: domains[type][0] as Value },
        { from: '2025-01-01', value: domains[type][1] as Value },
      ],
    })),
    conditions: [
      { id: 'base', title: text('基础'), condition: base },
      { id: 'next', title: text('其次'), condition: next },
    ],
    decisions: Object.values(decisions).map((made) => JSON.parse(JSON.stringify(made)) as Decision),
    pathways: [],
    measures: [],
    pathwayRates: [],
    indicators: [],
    assessmentGroups: [],
    assessmentSchemes: [],
    funds: [],
    reimbursement: [],
    prices: [],
    incentives: [],
    offices: [],
    duties: [],
    scheduledDuties: [],
    redLines: [],
    scenarios: [],
    layout: {},
  }))

/** Complete, well-typed facts for a generated ruleset. */
export const arbitraryFacts: fc.Arbitrary<Record<string, Value>> = fc.record(
  Object.fromEntries(factIds.map((id) => [id, fc.constantFrom(...domains[typeOf(id)])])),
)
