import {
  describeChange,
  diffRulesets,
  type Ruleset,
  rulesetLists,
  rulesetSchema,
} from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { smallRuleset } from '../server/harness/small-ruleset.ts'

const before: Ruleset = rulesetSchema.parse({
  ...Object.fromEntries(rulesetLists.map((list) => [list, []])),
  layout: {},
  ...smallRuleset(),
})

/** Every difference an edit makes, as sentences. */
function told(edit: (ruleset: Ruleset) => void, language: 'zh' | 'en' = 'zh'): string[] {
  const after = structuredClone(before)
  edit(after)
  return diffRulesets(before, after).map((change) =>
    describeChange({ before, after }, change, language),
  )
}

const rulesOf = (ruleset: Ruleset) => {
  const [decision] = ruleset.decisions
  if (decision?.kind !== 'rules') throw new Error('the sample has rules')
  return decision.rules
}
const ceilingOf = (ruleset: Ruleset) => ruleset.parameters[1]!

describe('a difference in words', () => {
  it('tells a changed value with its day and both values as people write them', () => {
    const edit = (ruleset: Ruleset) => {
      ceilingOf(ruleset).values[0]!.value = { numerator: 12, denominator: 100 }
    }
    expect(told(edit)).toEqual(['参数“变异率上限”自 2020-01-01 起由 15% 改为 12%'])
    expect(told(edit, 'en')).toEqual([
      'Parameter "variance ceiling" changes from 15% to 12%, from 2020-01-01',
    ])
  })

  it('tells a value added and one taken away', () => {
    expect(
      told((ruleset) => {
        ceilingOf(ruleset).values = [
          { from: '2024-01-01', value: { numerator: 1, denominator: 10 } },
        ]
      }),
    ).toEqual([
      '参数“变异率上限”不再有自 2020-01-01 起的值 15%',
      '参数“变异率上限”自 2024-01-01 起定为 10%',
    ])
  })

  it('tells who was excused from what, by whom and until when', () => {
    const excuse = (until: string) => ({
      id: 'leave',
      item: '/parameters/varianceCeiling',
      authority: 'city' as const,
      grantedBy: { zh: '市卫生健康委', en: 'the city health commission' },
      document: { zh: '《批复》', en: 'the reply' },
      reason: { zh: '山区路远。', en: 'The roads are long.' },
      until,
      signature: 'a'.repeat(128),
    })
    const grant = (ruleset: Ruleset) => {
      ruleset.manifest.exceptions = [excuse('2027-12-31')]
    }
    const { title } = before.manifest
    expect(told(grant)).toEqual([
      `新增例外：市卫生健康委准许“${title.zh}”的参数“变异率上限”不按上级约束办理，至 2027-12-31 止（《批复》）`,
    ])
    expect(told(grant, 'en')).toEqual([
      `Exception added: the city health commission excuses parameter "variance ceiling" of "${title.en}" ` +
        'from the contract above until 2027-12-31 (the reply)',
    ])
    const granted = structuredClone(before)
    grant(granted)
    const longer = structuredClone(before)
    longer.manifest.exceptions = [excuse('2028-06-30')]
    const between = (from: Ruleset, to: Ruleset) =>
      diffRulesets(from, to).map((change) =>
        describeChange({ before: from, after: to }, change, 'zh'),
      )
    expect(between(granted, longer)).toEqual([
      expect.stringMatching(/^例外改动：.*至 2028-06-30 止.*原为.*至 2027-12-31 止/),
    ])
    expect(between(granted, before)).toEqual([
      expect.stringMatching(/^取消例外：原市卫生健康委准许.*至 2027-12-31 止/),
    ])
  })

  it("tells a rule's outcome and condition by their words, not by their codes", () => {
    const edit = (ruleset: Ruleset) => {
      const [urgent] = rulesOf(ruleset)
      urgent!.then.outcome = 'requireReview'
      urgent!.conditions = {
        all: [
          { fact: 'urgency', operator: 'equal', value: 'high' },
          { fact: 'stable', operator: 'equal', value: true },
        ],
      }
    }
    expect(told(edit)).toEqual([
      '决策“能否转诊”的规则“紧急”：结论由“可以办理”改为“须人工复核”；' +
        '条件由“紧急程度为高”改为“紧急程度为高，且病情平稳为是”',
    ])
    expect(told(edit, 'en')).toEqual([
      'Rule "urgent" of decision "may refer": outcome changes from "allowed" to "subject to review"; ' +
        'condition changes from "urgency is high" to "urgency is high and stable is yes"',
    ])
  })

  it('words an outcome by what its decision is about, not as care', () => {
    const money = structuredClone(before)
    money.decisions[0]!.subject = 'money'
    const after = structuredClone(money)
    rulesOf(after)[0]!.then.outcome = 'requireReview'
    const [change] = diffRulesets(money, after)
    expect(change && describeChange({ before: money, after }, change, 'zh')).toContain(
      '结论由“可以分配”改为“须人工复核”',
    )
  })

  it('tells a new rule by when it holds and what follows', () => {
    expect(
      told((ruleset) => {
        rulesOf(ruleset).push({
          id: 'aged',
          title: { zh: '高龄', en: 'aged' },
          conditions: { all: [{ fact: 'age', operator: 'greaterThan', value: 80 }] },
          cites: ['plan#DP-39'],
          then: { outcome: 'allow', reason: { zh: '高龄。', en: 'Aged.' } },
        })
      }),
    ).toEqual(['新增决策“能否转诊”的规则“高龄”：当年龄大于80时，结论为“可以办理”'])
  })

  it('tells a rule that is gone by the title it had, and one that moved as moved', () => {
    expect(told((ruleset) => void rulesOf(ruleset).pop())).toEqual([
      '删去决策“能否转诊”的规则“不平稳”',
    ])
    expect(told((ruleset) => void rulesOf(ruleset).reverse(), 'en')).toEqual([
      'Rule "urgent" of decision "may refer" moved to another place in the order',
    ])
  })

  it('tells a contract that grew stricter', () => {
    expect(
      told((ruleset) => {
        ceilingOf(ruleset).contract = { mode: 'tightenOnly', direction: 'down' }
      })[0],
    ).toContain('修改限制由无改为只可从严')
  })

  it('names the pathway and the state or transition on a chart, and shows no path or JSON', () => {
    const sentences = told((ruleset) => {
      const { states } = ruleset.pathways[0]!.machine
      states['waiting']!.meta.title = { zh: '等候', en: 'waiting for an answer' }
      states['waiting']!.on!['accept']![0]!.target = 'overdue'
    })
    expect(sentences).toEqual([
      '路径“转诊”的状态“等候”：名称由“等待答复”改为“等候”',
      '路径“转诊”的转移“accept-it”：去向由 accepted 改为 overdue',
    ])
    expect(sentences.join()).not.toMatch(/[{}[\]]|\/pathways/)
  })
})

describe('a difference of a code list in words', () => {
  const text = (zh: string, en: string) => ({ zh, en })
  const listed: Ruleset = {
    ...before,
    codeSystems: [
      {
        id: 'tiers',
        title: text('机构层级', 'tiers of units'),
        codes: [
          { id: 'township', title: text('乡镇级', 'township level') },
          { id: 'county', title: text('县级', 'county level') },
        ],
      },
    ],
  }
  const said = (edit: (list: Ruleset['codeSystems'][number]) => void, language: 'zh' | 'en') => {
    const after = structuredClone(listed)
    edit(after.codeSystems[0]!)
    return diffRulesets(listed, after).map((change) =>
      describeChange({ before: listed, after }, change, language),
    )
  }
  const area = { id: 'area-centre', title: text('片区医疗中心', 'area medical centre') }

  it('tells an added tier with the two it lies between', () => {
    const add = (list: Ruleset['codeSystems'][number]) => void list.codes.splice(1, 0, area)
    expect(said(add, 'zh')).toEqual([
      '新增代码表“机构层级”的代码“片区医疗中心”，排在“乡镇级”与“县级”之间',
    ])
    expect(said(add, 'en')).toEqual([
      'Added: code "area medical centre" of code list "tiers of units", between "township level" and "county level"',
    ])
  })

  it('tells a code added at either end', () => {
    expect(said((list) => void list.codes.push(area), 'zh')).toEqual([
      '新增代码表“机构层级”的代码“片区医疗中心”，排在“县级”之后',
    ])
    expect(said((list) => void list.codes.unshift(area), 'en')).toEqual([
      'Added: code "area medical centre" of code list "tiers of units", before "township level"',
    ])
  })

  it('tells a code that is renamed, removed or moved', () => {
    const rename = (list: Ruleset['codeSystems'][number]) => {
      list.codes[1]!.title = text('区级', 'district level')
    }
    expect(said(rename, 'zh')).toEqual(['代码表“机构层级”的代码“区级”：名称由“县级”改为“区级”'])
    expect(said((list) => void list.codes.pop(), 'zh')).toEqual([
      '删去代码表“机构层级”的代码“县级”',
    ])
    expect(said((list) => void list.codes.reverse(), 'en')).toEqual([
      'Code "township level" of code list "tiers of units" moved to another place in the order',
    ])
  })

  it('tells which list a fact takes its codes from by its title', () => {
    const after = structuredClone(listed)
    const [fact] = after.facts
    fact!.codeSystem = 'tiers'
    const [change] = diffRulesets(listed, after)
    expect(describeChange({ before: listed, after }, change!, 'zh')).toContain(
      '代码表由无改为“机构层级”',
    )
  })
})
