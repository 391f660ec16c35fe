import type { DutyStanding } from '../../model/duty.ts'
import type { Text } from '../../model/text.ts'
import type { DutyChange } from './case-duty.ts'

/** How a duty stands, for people. */
export const dutyStandingNames: Readonly<Record<DutyStanding, Text>> = {
  undetermined: { zh: '尚不能确定是否应办', en: 'not known yet whether it is owed' },
  owed: { zh: '待办', en: 'to be done' },
  late: { zh: '逾期未办', en: 'late' },
  kept: { zh: '已办理', en: 'done' },
  keptLate: { zh: '逾期办理', en: 'done late' },
  ended: { zh: '不再需要办理', en: 'no longer owed' },
  lapsed: { zh: '个案结束时仍未办理', en: 'not done when the case ended' },
}

/** What a step did to a duty, for people: 药品调剂：开始. */
export const dutyChangeNames: Readonly<Record<DutyChange['change'], Text>> = {
  begun: { zh: '开始计时', en: 'begins' },
  undetermined: { zh: '尚不能确定是否应办', en: 'not known yet whether it is owed' },
  determined: { zh: '确定应办，自开始时起算', en: 'is owed, counted from its beginning' },
  dropped: { zh: '确定不必办', en: 'is not owed' },
  kept: { zh: '已办理', en: 'done' },
  ended: { zh: '不再需要办理', en: 'no longer owed' },
  lapsed: { zh: '个案结束时仍未办理', en: 'not done when the case ended' },
  late: { zh: '已逾期', en: 'late' },
}
