import { checkRuleset, resolveRuleset } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { layerOf, parameter, text } from './make-ruleset.ts'

/** What has to be acknowledged of a county's own files laid over a template's. */
function asked(template: object, own: object) {
  const child = layerOf({
    manifest: { id: 'county', kind: 'county', basedOn: { id: 'base', version: '*' } },
    ...own,
  })
  const above = layerOf({ manifest: { id: 'base', title: text('plan') }, ...template })
  const { ruleset, parent, issues } = resolveRuleset(child, () => above)
  if (ruleset === undefined) throw new TypeError(JSON.stringify(issues))
  return checkRuleset(ruleset, { parent, publishing: true, asOf: '2026-01-01' }).filter(
    ({ severity }) => severity === 'acknowledge',
  )
}
const codes = (issues: readonly { code: string }[]) => issues.map(({ code }) => code)
const dated = (value: unknown) => [{ from: '2025-01-01', value }]
const per = (numerator: number, denominator = 100) => ({ numerator, denominator })

describe('splits', () => {
  const names = ['district', 'township', 'village']
  const fund = {
    id: 'fund',
    title: text('surplus'),
    cites: ['plan#DP-01'],
    raised: 'fund.raised',
    insured: 'fund.insured',
    spent: 'fund.spent',
    policyFactor: 'fund.policy',
    budgetRate: { parameter: 'rate' },
    distributionRequires: [],
    overspend: {
      bearer: { parameter: 'bearer' },
      policyFactorPayer: { parameter: 'bearer' },
      cites: ['plan#DP-01'],
    },
    split: {
      cites: ['plan#DP-01'],
      shares: names.map((id) => ({ id, title: text(id), weight: { parameter: id } })),
    },
  }
  const weights = (values: readonly number[]) =>
    names.map((id, index) =>
      parameter(id, 'integer', { unit: 'share', values: dated(values[index]) }),
    )
  const own = (values: readonly number[]) => ({
    parameters: names.map((id, index) => ({ id, values: dated(values[index]) })),
  })
  const plan = { funds: [fund], parameters: weights([6, 3, 1]) }

  it.each([
    [[5, 4, 1], []],
    [
      [100, 0, 0],
      ['SHARE_NOTHING', 'SHARE_NOTHING'],
    ],
    [[5, 5, 0], ['SHARE_NOTHING']],
    // The township's 30 % becomes 6 %: exactly a fifth.
    [[84, 6, 10], []],
    [[85, 5, 10], ['SHARE_FAR_SMALLER']],
    // The village's 10 % becomes 50 %: exactly five times.
    [[35, 15, 50], []],
    [[34, 15, 51], ['SHARE_FAR_LARGER']],
  ])('UN6 6∶3∶1 becomes %j', (values, expected) => {
    expect(codes(asked(plan, own(values)))).toEqual(expected)
  })

  it('UN6 it says who gets nothing, the split, and that of the template with its clause', () => {
    const [issue] = asked(plan, own([5, 5, 0]))
    expect(issue?.message.en).toContain(
      'split 5∶5∶0 from 2025-01-01, so "village (en)" gets nothing',
    )
    expect(issue?.message.en).toContain('In "plan (en)" (DP-01) it is 6∶3∶1')
  })

  it('UN6 who gets nothing below as well is not asked about', () => {
    const even = { funds: [fund], parameters: weights([6, 4, 0]) }
    expect(asked(even, own([5, 5, 0]))).toEqual([])
  })

  it.each([
    [50, []],
    [49, ['BUDGET_SMALL']],
    [1, ['BUDGET_SMALL']],
  ])('UN7 a budget of %i %% where nothing below has a rate', (rate, expected) => {
    const open = {
      funds: [fund],
      parameters: [...weights([6, 3, 1]), parameter('rate', 'ratio', { values: [] })],
    }
    const set = { parameters: [{ id: 'rate', values: dated(per(rate)) }] }
    expect(codes(asked(open, set))).toEqual(expected)
  })
})

describe('figures', () => {
  const over = (type: string, above: unknown, here: unknown) =>
    codes(
      asked(
        { parameters: [parameter('figure', type, { values: dated(above) })] },
        { parameters: [{ id: 'figure', values: dated(here) }] },
      ),
    )

  it.each([
    ['ratio', per(93), per(63), []],
    ['ratio', per(93), per(62), ['RATIO_FAR']],
    ['ratio', per(93), per(1), ['RATIO_FAR']],
    ['ratio', per(5), per(1), []],
    ['ratio', per(5), per(9, 1000), ['RATIO_FAR']],
    ['ratio', per(5), per(25), []],
    ['ratio', per(5), per(251, 1000), ['RATIO_FAR']],
    ['money', 1000, 10_000, []],
    ['money', 1000, 10_001, ['FIGURE_FAR']],
    ['money', 1000, 100, []],
    ['money', 1000, 99, ['FIGURE_FAR']],
    ['integer', 3, 30, []],
    ['integer', 3, 31, ['FIGURE_FAR']],
    ['decimal', '3', '0.3', []],
    ['decimal', '3', '0.29', ['FIGURE_FAR']],
  ])('UN7 a %s of %j below is %j here', (type, above, here, expected) => {
    expect(over(type, above, here)).toEqual(expected)
  })
})

describe('titles', () => {
  const titled = (zh: string, en: string) => ({ zh, en })
  const consent = (yes: object, no: object) => ({
    facts: [
      {
        id: 'consent',
        type: 'code',
        title: titled('患者意愿', 'the wish of the patient'),
        values: [
          { code: 'yes', title: yes },
          { code: 'no', title: no },
        ],
      },
    ],
  })
  const above = consent(titled('同意转诊', 'agrees'), titled('愿意留下', 'wishes to stay'))

  it.each([
    [
      'exchanged',
      titled('愿意留下', 'wishes to stay'),
      titled('同意转诊', 'agrees'),
      ['TITLE_OF_ANOTHER', 'TITLE_OF_ANOTHER'],
    ],
    [
      'exchanged in English alone',
      titled('同意转诊', 'wishes to stay'),
      titled('愿意留下', 'agrees'),
      ['TITLE_OF_ANOTHER', 'TITLE_OF_ANOTHER'],
    ],
    [
      'negated',
      titled('不同意转诊', 'agrees'),
      titled('愿意留下', 'wishes to stay'),
      ['TITLE_REVERSED'],
    ],
    [
      'negated in English alone',
      titled('同意转诊', 'not agrees'),
      titled('愿意留下', 'wishes to stay'),
      ['TITLE_REVERSED'],
    ],
    [
      'turned round',
      titled('拒绝转诊', 'agrees'),
      titled('愿意留下', 'wishes to stay'),
      ['TITLE_REVERSED'],
    ],
    [
      'another altogether',
      titled('其他', 'other'),
      titled('愿意留下', 'wishes to stay'),
      ['TITLE_REWRITTEN'],
    ],
    [
      'said a little otherwise',
      titled('同意本次转诊', 'agrees to it'),
      titled('愿意留下', 'wishes to stay'),
      [],
    ],
    ['as they were', titled('同意转诊', 'agrees'), titled('愿意留下', 'wishes to stay'), []],
  ])('UN8 the titles of two consent codes are %s', (_, yes, no, expected) => {
    expect(codes(asked(above, consent(yes, no)))).toEqual(expected)
  })

  it('UN8 the message says both titles and whose the other is', () => {
    const [issue] = asked(
      above,
      consent(titled('愿意留下', 'wishes to stay'), titled('同意转诊', 'agrees')),
    )
    expect(issue?.path).toBe('/facts/consent/values/yes')
    expect(issue?.message.zh).toContain('“同意转诊”在这里改名为“愿意留下”')
  })
})
