import type { Text } from './text.ts'

/** How people say the units of facts and parameters. Fen are said as yuan. */
export const unitLabels: Readonly<Record<string, Text>> = {
  workingDay: { zh: '个工作日', en: 'working days' },
  workingTime: { zh: '工作时间', en: 'of office hours' },
  day: { zh: '天', en: 'days' },
  hour: { zh: '小时', en: 'hours' },
  minute: { zh: '分钟', en: 'minutes' },
  times: { zh: '倍', en: 'times' },
  share: { zh: '份', en: 'parts' },
  person: { zh: '人', en: 'persons' },
  case: { zh: '例', en: 'cases' },
  visit: { zh: '人次', en: 'visits' },
  admission: { zh: '住院人次', en: 'admissions' },
  referral: { zh: '例转诊', en: 'referrals' },
  service: { zh: '项次', en: 'services' },
  bed: { zh: '张床', en: 'beds' },
  score: { zh: '分', en: 'points of score' },
  percentagePoint: { zh: '个百分点', en: 'percentage points' },
  count: { zh: '个', en: 'in number' },
  item: { zh: '项', en: 'items' },
  measure: { zh: '项措施', en: 'measures' },
  disease: { zh: '个病种', en: 'diseases' },
  institution: { zh: '家机构', en: 'institutions' },
  point: { zh: '分', en: 'points' },
  d: { zh: '天', en: 'days' },
  year: { zh: '岁', en: 'years' },
}
