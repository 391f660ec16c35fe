import { itemNouns } from '../comparison/item-labels.ts'
import type { Indicator } from '../model/assessment.ts'
import type { Ruleset } from '../model/ruleset.ts'
import {
  type Member,
  listFormat,
  oneOfFormat,
  plainFormat,
  type Format,
  withUnitFormat,
  yesNoFormat,
} from './member-words.ts'
import { quoted, itemFormat, titleIn } from './names.ts'

const points = withUnitFormat(' 分', ' points')

/** How a value that is shown without its unit reads with it. */
const shownFormats: Readonly<Record<Indicator['unit'], Format>> = {
  ratio: withUnitFormat('%', '%'),
  percentagePoint: withUnitFormat(' 个百分点', ' percentage points'),
  count: plainFormat,
  money: (value) => `¥${String(value)}`,
  moneyPerCase: (value) => `¥${String(value)}`,
  number: plainFormat,
  score: points,
  text: plainFormat,
}

/** What is expected of one indicator, as it is called. Pure. */
export function indicatorMembers(unit: Indicator['unit']): Readonly<Record<string, Member>> {
  return {
    value: { title: { zh: '数值', en: 'value' }, format: shownFormats[unit] },
    verdict: {
      title: { zh: '评定', en: 'verdict' },
      format: oneOfFormat({
        met: { zh: '达标', en: 'met' },
        notMet: { zh: '未达标', en: 'not met' },
        reported: { zh: '只报告', en: 'only reported' },
        notAssessable: { zh: '不评定', en: 'not assessable' },
      }),
    },
    points: { title: { zh: '得分', en: 'points' }, format: points },
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
  const format =
    (items: readonly { readonly id: string }[], noun: string): Format =>
    (id, language) =>
      quoted(
        titleIn(items, String(id), itemNouns[noun] ?? { zh: '条目', en: 'item' })[language],
        language,
      )
  return {
    members: {
      score: { title: { zh: '总分', en: 'score' }, format: points },
      grade: { title: { zh: '等次', en: 'grade' }, format: format(grades, 'grades') },
      failedGates: {
        title: { zh: '未通过的门槛', en: 'gates not passed' },
        format: listFormat(itemFormat(ruleset, 'assessmentGroups')),
      },
      alerts: {
        title: { zh: '发出的预警', en: 'alerts raised' },
        format: listFormat(format(alerts, 'alerts')),
      },
    },
    consequence: (id) => ({
      title: titleIn(consequences, id, { zh: '结果运用', en: 'consequence' }),
      format: (value, language) =>
        typeof value === 'boolean'
          ? yesNoFormat(value, language)
          : `${String(value)}${language === 'zh' ? ' 倍' : ' times'}`,
    }),
  }
}
