import {
  createBundle,
  describeCondition,
  evaluateDecision,
  explainDecision,
  type Facts,
  formatValue,
  describeUnmet,
  outcomeLabel,
  outcomeName,
  outcomes,
  subjects,
  type Ruleset,
  type Text,
  writtenNumber,
} from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryBundle, arbitraryFacts } from './arbitrary-decision.ts'
import { bundleOf, cites, day, fact, is, parameter, rule, rulesDecision } from './make-ruleset.ts'

const both = (zh: string, en: string): Text => ({ zh, en })
const fifteen = { numerator: 15, denominator: 100 }

const bundle = bundleOf({
  facts: [
    { ...fact('stable', 'boolean'), title: both('病情平稳', 'Stable') },
    { ...fact('variance', 'ratio'), title: both('变异率', 'Variance rate') },
    {
      ...fact('direction', 'code', { values: [{ code: 'up', title: both('上转', 'up') }] }),
      title: both('转诊方向', 'Direction'),
    },
  ],
  parameters: [
    {
      ...parameter('ceiling', 'ratio', {
        values: [{ from: '2025-01-01', value: fifteen, sample: true }],
      }),
      title: both('变异率上限', 'Variance ceiling'),
    },
    { ...parameter('missing', 'ratio'), title: both('尚缺的参数', 'Missing parameter') },
  ],
  decisions: [
    {
      ...rulesDecision(
        [
          {
            ...rule('unstable', is('stable', false), { outcome: 'denyInstitutionalAction' }),
            then: {
              outcome: 'denyInstitutionalAction',
              reason: both('病情不平稳。', 'Not stable.'),
            },
          },
          {
            ...rule('within', {
              fact: 'variance',
              operator: 'lessThanInclusive',
              value: { parameter: 'ceiling' },
            }),
            then: { outcome: 'allow', reason: both('变异率未超限', 'Within the ceiling') },
          },
        ],
        { appliesWhen: is('direction', 'up') },
      ),
      title: both('上转审核', 'Up-referral check'),
    },
    {
      ...rulesDecision(
        [
          rule('r', {
            fact: 'variance',
            operator: 'lessThan',
            value: { parameter: 'missing' },
          }),
        ],
        { id: 'lacking' },
      ),
      title: both('缺参数', 'Lacking'),
    },
  ],
})
const explain = (facts: Facts, decision = 'sample') => {
  const result = evaluateDecision(bundle, decision, facts, day)
  return {
    zh: explainDecision(bundle, result, 'zh').join('\n'),
    en: explainDecision(bundle, result, 'en').join('\n'),
    result,
  }
}

describe('explanations', () => {
  it('EX1 EX4 an answer tells its outcome, its reason with document and clause, and what it rests on', () => {
    const { zh, en, result } = explain({ direction: 'up', stable: false })
    expect(result.reasons).toEqual([
      {
        rule: 'unstable',
        outcome: 'denyInstitutionalAction',
        text: both('病情不平稳。', 'Not stable.'),
        cites,
        origin: 'sample',
      },
    ])
    for (const part of ['上转审核', '机构不得', '病情不平稳', '《方案》DP-01', '病情平稳'])
      expect(zh).toContain(part)
    for (const part of ['Up-referral check', 'Not stable', 'Plan, DP-01', 'Stable'])
      expect(en).toContain(part)
    expect(zh).not.toContain('。。')
  })

  it('EX5 a whole answer begins with the outcome’s one name', () => {
    for (const language of ['zh', 'en'] as const)
      for (const subject of subjects) {
        const names = outcomes.map((outcome) => outcomeName(outcome, subject)[language])
        expect(new Set(names).size).toBe(outcomes.length)
        for (const outcome of outcomes)
          expect(
            outcomeLabel(outcome, subject)[language].startsWith(
              outcomeName(outcome, subject)[language],
            ),
          ).toBe(true)
      }
    const { zh } = explain({ direction: 'up', stable: false })
    expect(zh).toContain(outcomeName('denyInstitutionalAction').zh)
  })

  it('EX4 a parameter is told with its value, its first day and that it is a sample', () => {
    const { zh, en } = explain({
      direction: 'up',
      stable: true,
      variance: { numerator: 1, denominator: 10 },
    })
    for (const part of ['变异率上限', '15%', '10%', '2025-01-01', '示例'])
      expect(zh).toContain(part)
    for (const part of ['Variance ceiling', '15%', '10%', '2025-01-01', 'sample'])
      expect(en).toContain(part)
  })

  it('EX4 what is needed is asked for by its title', () => {
    const { zh, en, result } = explain({ direction: 'up' })
    expect(result.outcome).toBe('needsFacts')
    expect(zh).toContain('请先补充：病情平稳。')
    expect(en).toContain('Please add: Stable.')
  })

  it('EX4 what is not yet set locally is named', () => {
    const { zh, en } = explain({ variance: fifteen }, 'lacking')
    expect(zh).toContain('本地尚未规定：尚缺的参数。')
    expect(en).toContain('Not yet set locally: Missing parameter.')
  })

  it('EX2 a line that did not match tells what it still lacks', () => {
    const { result } = explain({
      direction: 'up',
      stable: true,
      variance: { numerator: 16, denominator: 100 },
    })
    expect(result.outcome).toBe('notAssessable')
    expect(
      result.trace.lines.map(({ condition }) => describeUnmet(bundle.ruleset, condition, 'zh')),
    ).toEqual(['病情平稳为否（实际：是）', '变异率不超过“变异率上限”15%（实际：16%）'])
  })

  it('EX2 under not the comparison is turned round, so that it says what would have to be so', () => {
    const only = bundleOf({
      facts: [fact('a', 'boolean'), fact('i', 'integer')],
      decisions: [
        rulesDecision([
          rule('r', { not: { any: [is('a'), { fact: 'i', operator: 'greaterThan', value: 3 }] } }),
        ]),
      ],
    })
    const { trace } = evaluateDecision(only, 'sample', { a: true, i: 4 }, day)
    const condition = trace.lines[0]?.condition
    expect(condition && describeUnmet(only.ruleset, condition, 'en')).toBe(
      'a (en) is no (it is: yes) and i (en) is at most 3 (it is: 4)',
    )
  })

  it('EX2 of an any one part would do, and the text says or', () => {
    const only = bundleOf({
      facts: [fact('a', 'boolean'), fact('b', 'boolean'), fact('c', 'boolean')],
      decisions: [rulesDecision([rule('r', { all: [is('a'), { any: [is('b'), is('c')] }] })])],
    })
    const { trace } = evaluateDecision(only, 'sample', { a: false, b: false, c: false }, day)
    const condition = trace.lines[0]?.condition
    expect(condition && describeUnmet(only.ruleset, condition, 'zh')).toBe(
      'a（中）为是（实际：否），且（b（中）为是（实际：否），或c（中）为是（实际：否））',
    )
  })

  it('EX5 money is not worded as the care of a patient', () => {
    const fund = bundleOf({
      facts: [fact('final', 'boolean')],
      decisions: [
        rulesDecision([rule('open', is('final', false), { outcome: 'denyInstitutionalAction' })], {
          subject: 'money',
        }),
      ],
    })
    const answer = evaluateDecision(fund, 'sample', { final: false }, day)
    expect(explainDecision(fund, answer, 'zh')[0]).toMatch(/暂不得分配。$/)
    expect(explainDecision(fund, answer, 'zh').join()).not.toContain('就医')
  })

  it('EX10 what is to be done by a due time is told with the time', () => {
    const timed = (dueIn: object, values: readonly object[] = []) => {
      const made = bundleOf({
        facts: [fact('a', 'boolean')],
        parameters: [
          { ...parameter('limit', 'duration', { values }), title: both('调剂时限', 'Time limit') },
        ],
        decisions: [
          rulesDecision([
            rule('r', is('a'), {
              outcome: 'allow',
              effects: [
                { type: 'emit', event: 'task', title: both('调剂药品', 'find medicines'), dueIn },
              ],
            } as never),
          ]),
        ],
      })
      const answer = evaluateDecision(made, 'sample', { a: true }, day)
      return (['zh', 'en'] as const).map((language) =>
        explainDecision(made, answer, language).join(' '),
      )
    }
    const [zh, en] = timed({ parameter: 'limit' }, [{ from: '2025-01-01', value: 'PT24H' }])
    expect(zh).toContain('须在 24 小时内办妥：调剂药品。时限见“调剂时限”，自 2025-01-01 起施行。')
    expect(en).toContain('To be done within 24 hours: find medicines.')
    expect(timed({ parameter: 'limit' })[0]).toContain('本地尚未规定时限：调剂时限')
    expect(timed({ workingDays: 2 })[0]).toContain('须在 2 个工作日内办妥')
  })

  it('EX3 no id and no word of the other language gets into any explanation', () => {
    fc.assert(
      fc.property(arbitraryBundle, arbitraryFacts, (generated, facts) => {
        const retitled = createBundle(retitle(generated.ruleset), {})
        const result = evaluateDecision(retitled, 'sample', facts, day)
        for (const line of explainDecision(retitled, result, 'zh')) {
          expect(line).not.toBe('')
          expect(line.replaceAll('DP-01', '')).not.toMatch(/[A-Za-z{}]|undefined|null|NaN/)
        }
        for (const line of explainDecision(retitled, result, 'en'))
          expect(line).not.toMatch(/[\u4E00-\u9FFF{}，。；：]|undefined|null|NaN/)
      }),
      { numRuns: 300 },
    )
  })

  it('EX3 a condition reads as a sentence in both languages', () => {
    const condition = {
      all: [
        is('stable'),
        {
          not: {
            any: [
              is('direction', 'up'),
              { fact: 'variance', operator: 'greaterThan', value: { parameter: 'ceiling' } },
            ],
          },
        },
      ],
    } as Parameters<typeof describeCondition>[1]
    expect(describeCondition(bundle.ruleset, condition, 'zh')).toBe(
      '病情平稳为是，且并非（转诊方向为上转，或变异率大于“变异率上限”）',
    )
    expect(describeCondition(bundle.ruleset, condition, 'en')).toBe(
      'Stable is yes and not (Direction is up or Variance rate is above "Variance ceiling")',
    )
  })

  it.each([
    [{ type: 'boolean' }, true, '是', 'yes'],
    [{ type: 'boolean' }, null, '未知', 'unknown'],
    [{ type: 'money' }, 123_456, '¥1,234.56', '¥1,234.56'],
    [{ type: 'ratio' }, fifteen, '15%', '15%'],
    [{ type: 'integer', unit: 'workingDay' }, 3, '3 个工作日', '3 working days'],
    [{ type: 'ratio', unit: 'times' }, { numerator: 5, denominator: 1 }, '5 倍', '5 times'],
    [{ type: 'ratio', unit: 'times' }, { numerator: 9, denominator: 2 }, '4.5 倍', '4.5 times'],
    [{ type: 'duration' }, 'PT24H', '24 小时', '24 hours'],
    [{ type: 'codeList' }, [], '（空）', '(none)'],
  ] as const)('EX3 EX12 %j: %j is written %s and %s', (definition, value, zh, en) => {
    expect(formatValue(definition, value as never, 'zh')).toBe(zh)
    expect(formatValue(definition, value as never, 'en')).toBe(en)
  })
})

describe('figures beside the mark they are held against', () => {
  it.each([
    [15n, 100n, '15%'],
    [1501n, 10_000n, '15.01%'],
    [15_001n, 100_000n, '15.001%'],
    [1_499_999n, 10_000_000n, '14.99999%'],
    [1n, 3n, '33.33%'],
  ])('EX11 %d of %d beside 15 % reads %s', (n, d, written) => {
    expect(writtenNumber('ratio', { n, d }, 'zh', { n: 15n, d: 100n })).toBe(written)
  })

  it('EX11 two that differ are never written alike, and two that are equal keep two decimals', () => {
    const whole = fc.bigInt({ min: 0n, max: 10n ** 9n })
    const part = fc.bigInt({ min: 1n, max: 10n ** 9n })
    fc.assert(
      fc.property(whole, part, whole, part, (n, d, m, e) => {
        const written = writtenNumber('ratio', { n, d }, 'en', { n: m, d: e })
        const mark = writtenNumber('ratio', { n: m, d: e }, 'en', { n, d })
        expect(written === mark).toBe(n * e === m * d)
      }),
    )
  })
})

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** The same ruleset with titles that have no letter in common with any id. */
function retitle(ruleset: Ruleset): Ruleset {
  let count = 0
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit)
    if (typeof value !== 'object' || value === null) return value
    if ('zh' in value && 'en' in value) {
      count += 1
      const zh = String(count).replace(/\d/g, (digit) => digits[Number(digit)] ?? '')
      return { zh: `名${zh}`, en: `Name ${count}` }
    }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, visit(inner)]))
  }
  return visit(ruleset) as Ruleset
}
