import {
  checkRuleset,
  evaluateDecision,
  explainDecision,
  reasonAsOf,
  reasonByIds,
  reasonByTitles,
  type Text,
  tellableTypes,
} from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bundleOf,
  cites,
  fact,
  is,
  parameter,
  rule,
  rulesDecision,
  rulesetOf,
} from './make-ruleset.ts'

const both = (zh: string, en: string): Text => ({ zh, en })
const limit = {
  ...parameter('limit', 'duration', {
    values: [
      { from: '2025-01-01', value: 'PT24H', sample: true },
      { from: '2025-06-01', value: 'PT12H' },
    ],
  }),
  title: both('调剂时限', 'time to find medicines'),
}

function saying(reason: Text, parameters: readonly object[] = [limit]) {
  const line = rule('short', is('short'), { outcome: 'allowWithAdvice' })
  return {
    facts: [fact('short', 'boolean')],
    parameters,
    decisions: [rulesDecision([{ ...line, cites, then: { ...line.then, reason } }])],
  }
}
const within = both('须在{limit}内调剂药品。', 'Find the medicines within {limit}.')
const bundle = bundleOf(saying(within))
const on = (day: string) => evaluateDecision(bundle, 'sample', { short: true }, day)

describe('a reason that names a parameter', () => {
  it.each([
    [
      '2024-12-31',
      '须在“调剂时限”（尚未设定）内调剂药品。',
      '"time to find medicines" (not set yet)',
    ],
    ['2025-01-01', '须在24 小时内调剂药品。', 'within 24 hours.'],
    ['2025-05-31', '须在24 小时内调剂药品。', 'within 24 hours.'],
    ['2025-06-01', '须在12 小时内调剂药品。', 'within 12 hours.'],
  ])('EX13 on %s tells the value of that day', (day, zh, en) => {
    expect(on(day).reasons[0]?.text.zh).toBe(zh)
    expect(on(day).reasons[0]?.text.en).toContain(en)
  })

  it('EX13 is remembered as it was told, with the value among the parameters', () => {
    const answer = on('2025-03-01')
    expect(JSON.stringify(answer)).not.toContain('{limit}')
    expect(answer.trace.parameters).toMatchObject([
      { id: 'limit', value: 'PT24H', from: '2025-01-01', sample: true },
    ])
    const told = explainDecision(bundle, answer, 'zh').join('\n')
    expect(told).toContain('须在24 小时内调剂药品')
    expect(told).toContain('2025-01-01')
  })

  it('EX13 decides alike where the parameter is not set, and asks for nothing', () => {
    const { outcome, missingParameters, trace } = on('2024-12-31')
    expect({ outcome, missingParameters, parameters: trace.parameters }).toEqual({
      outcome: 'allowWithAdvice',
      missingParameters: [],
      parameters: [],
    })
  })

  it.each([
    ['ratio', { numerator: 15, denominator: 100 }, '15%', '15%'],
    ['money', 100_000, '¥1,000.00', '¥1,000.00'],
    ['integer', 3, '3', '3'],
    ['date', '2025-03-03', '2025-03-03', '2025-03-03'],
  ])('EX13 a %s is written as each language writes it', (type, value, zh, en) => {
    const figure = parameter('figure', type, { values: [{ from: '2020-01-01', value }] })
    const ruleset = rulesetOf(saying(both('上限为{figure}。', 'At most {figure}.'), [figure]))
    const reason = both('上限为{figure}。', 'At most {figure}.')
    expect(reasonAsOf(ruleset, reason, '2025-01-01')).toEqual(
      both(`上限为${zh}。`, `At most ${en}.`),
    )
  })

  const issuesOf = (reason: Text, parameters: readonly object[] = [limit]) =>
    checkRuleset(rulesetOf(saying(reason, parameters)), {
      publishing: false,
      asOf: '2025-03-03',
    }).filter(({ path }) => path.endsWith('/then/reason'))

  it('EX13 an id nobody knows is refused, in either language, and a known one is not', () => {
    expect(issuesOf(within)).toEqual([])
    for (const wrong of [
      both('须在{limt}内办妥。', 'Within {limit}.'),
      both('须在{limit}内办妥。', 'Within {limt}.'),
    ])
      expect(issuesOf(wrong)).toMatchObject([
        { code: 'REFERENCE_UNKNOWN', severity: 'error', path: expect.stringContaining('short') },
      ])
    expect(issuesOf(both('须在{}内办妥。', 'Now.'))[0]?.code).toBe('REFERENCE_UNKNOWN')
  })

  it.each([...tellableTypes, 'codeList', 'text', 'boolean'])(
    'EX13 a parameter of type %s is told only where its value reads within a sentence',
    (type) => {
      const given = parameter(
        'given',
        type,
        type === 'code' ? { codes: [{ code: 'a', title: both('甲', 'a') }] } : {},
      )
      const told = issuesOf(both('依{given}办理。', 'By {given}.'), [given])
      const tellable = (tellableTypes as readonly string[]).includes(type)
      expect(told.map(({ code }) => code)).toEqual(tellable ? [] : ['VALUE_TYPE'])
    },
  )

  it('EX13 names shown by their titles lead back to the same ids, also where titles repeat', () => {
    const titled = (id: string, title: string) => ({
      ...parameter(id, 'integer'),
      title: both(title, title),
    })
    const ruleset = rulesetOf({
      parameters: [titled('a', '甲'), titled('b', '乙'), titled('c', '乙'), titled('d', 'a')],
    })
    expect(reasonByTitles(ruleset, both('{a}{b}', '{d}'))).toEqual(both('{甲}{b}', '{d}'))
    const words = fc
      .array(fc.constantFrom('{a}', '{b}', '{c}', '{d}', '{x}', '{', '}', '内', ' '))
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(words, words, (zh, en) => {
        const reason = both(zh, en)
        expect(reasonByIds(ruleset, reasonByTitles(ruleset, reason))).toEqual(reason)
      }),
    )
  })
})
