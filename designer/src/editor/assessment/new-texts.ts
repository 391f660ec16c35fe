import type { Text } from '@jieli/engine'

/** Titles that new parts bear until somebody names them. Both languages are part of the document. */
export const newConsequence: Text = { zh: '请写明后果。', en: 'Please describe what follows.' }
export const newGradeTitle: Text = { zh: '新等次', en: 'new grade' }
export const newAlertTitle: Text = { zh: '新提醒', en: 'new alert' }
export const newBearerTitle: Text = { zh: '新承担方', en: 'new party' }
export const newSpendingTitle: Text = { zh: '新支出类别', en: 'new category of spending' }

/** What a parameter is of its item. */
export const roleLabels = {
  weight: { zh: '权重', en: 'weight' },
  target: { zh: '目标', en: 'target' },
  baselineYear: { zh: '基期年份', en: 'year of the baseline' },
  floor: { zh: '起分值', en: 'where points begin' },
  cutoff: { zh: '分数线', en: 'cutoff' },
  factor: { zh: '系数', en: 'factor' },
  periods: { zh: '连续期数', en: 'periods in a row' },
  threshold: { zh: '标准', en: 'threshold' },
  value: { zh: '数值', en: 'value' },
} as const satisfies Record<string, Text>

/** `公益性指标：权重`, `public-benefit indicators: weight`. Pure. */
export function titled(item: Text, role: Text): Text {
  return { zh: `${item.zh}：${role.zh}`, en: `${item.en}: ${role.en}` }
}
