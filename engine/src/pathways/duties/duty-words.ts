import type { DutyStanding } from '../../model/duty.ts'
import type { Text } from '../../model/text.ts'

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
