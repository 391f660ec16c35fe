import { itemNouns } from '../comparison/item-labels.ts'
import type { Indicator } from '../model/assessment.ts'
import type { Ruleset } from '../model/ruleset.ts'
import {
  type Member,
  sayList,
  sayOneOf,
  sayPlain,
  type Say,
  sayWithUnit,
  sayYesNo,
} from './member-words.ts'
import { quoted, sayItem, titleIn } from './names.ts'

const points = sayWithUnit(' 分', ' points')

/** How a value that is shown without its unit reads with it. */
const sayShown: Readonly<Record<Indicator['unit'], Say>> = {
  ratio: sayWithUnit('%', '%'),
  percentagePoint: sayWithUnit(' 个百分点', ' percentage points'),
  count: sayPlain,
  money: (value) => `¥${String(value)}`,
  moneyPerCase: (value) => `¥${String(value)}`,
  number: sayPlain,
  score: points,
  text: sayPlain,
}

/** What is expected of one indicator, as it is called. Pure. */
export function indicatorMembers(unit: Indicator['unit']): Readonly<Record<string, Member>> {
  return {
    value: { title: { zh: '数值', en: 'value' }, say: sayShown[unit] },
    verdict: {
      title: { zh: '评定', en: 'verdict' },
      say: sayOneOf({
        met: { zh: '达标', en: 'met' },
        notMet: { zh: '未达标', en: 'not met' },
        reported: { zh: '只报告', en: 'only reported' },
        notAssessable: { zh: '不评定', en: 'not assessable' },
      }),
    },
    points: { title: { zh: '得分', en: 'points' }, say: points },
  }
}

/** What is expected of a score card, as it is called. Pure. */
export function assessmentMembers(ruleset: Ruleset): {
  readonly members: Readonly<Record<string, Member>>
  readonly consequence: (id: string) => Member
} {
  const { assessmentSchemes } = ruleset
  const grades = assessmentSchemes.flatMap((scheme) => scheme.grades)
  const alerts = assessmentSchemes.flatMap((scheme) => scheme.alerts ?? [])
  const consequences = assessmentSchemes.flatMap((scheme) => scheme.consequences ?? [])
  const say =
    (items: readonly { readonly id: string }[], noun: string): Say =>
    (id, language) =>
      quoted(
        titleIn(items, String(id), itemNouns[noun] ?? { zh: '条目', en: 'item' })[language],
        language,
      )
  return {
    members: {
      score: { title: { zh: '总分', en: 'score' }, say: points },
      grade: { title: { zh: '等次', en: 'grade' }, say: say(grades, 'grades') },
      failedGates: {
        title: { zh: '未通过的门槛', en: 'gates not passed' },
        say: sayList(sayItem(ruleset, 'assessmentGroups')),
      },
      alerts: {
        title: { zh: '发出的预警', en: 'alerts raised' },
        say: sayList(say(alerts, 'alerts')),
      },
    },
    consequence: (id) => ({
      title: titleIn(consequences, id, { zh: '结果运用', en: 'consequence' }),
      say: (value, language) =>
        typeof value === 'boolean'
          ? sayYesNo(value, language)
          : `${String(value)}${language === 'zh' ? ' 倍' : ' times'}`,
    }),
  }
}
