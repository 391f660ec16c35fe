/** The errors of putting a version on trial in some units and evaluating that: a part of the catalogue of errors. */
export const pilotErrors = {
  PILOT_NOT_COUNTY: {
    status: 409,
    zh: '“{ruleset}”是供各县引用的规则，本身没有单位，不能试点。请由县区规则集引用后，在县区规则集中试点。',
    en: '"{ruleset}" is there for counties to rest on and has no units of its own, so it is not tried in some. Please have a county rest on it and try the version there.',
  },
  PILOT_PAST: {
    status: 422,
    zh: '试点的第一天 {from} 已经过去（今天是 {today}），没有发布。请选今天或以后的日期。',
    en: 'The first day of the trial, {from}, has passed (today is {today}), so nothing was published. Please choose today or a later day.',
  },
  PILOT_DUE_EARLY: {
    status: 422,
    zh: '评估期限 {evaluateBy} 须晚于 {after}，没有保存。请选以后的日期，让试点有时间看出结果。',
    en: 'The evaluation would be due on {evaluateBy}, which has to be after {after}, so nothing was saved. Please choose a later day, for the trial to show something.',
  },
  PILOT_UNIT_UNKNOWN: {
    status: 422,
    zh: '单位名录中没有在册的单位：{units}，没有发布。请从名录中选择试点单位。',
    en: 'The list of units has no such unit that is there today: {units}. Nothing was published. Please choose pilot units from the list.',
  },
  PILOT_NOTHING_FOR_OTHERS: {
    status: 409,
    zh: '{from} 没有对全部单位有效的版本，非试点单位将无规则可依，转诊无从判断，因此没有发布。请先向全部单位发布一个版本。',
    en: 'On {from} no version is in force for all units: those outside the trial would have no rules to decide referrals by. So nothing was published. Please publish a version for all units first.',
  },
  PILOT_NONE: {
    status: 409,
    zh: '版本 {version} 不是试点版本，没有可评估的试点。请重新读取版本列表。',
    en: 'Version {version} is not on trial, so there is nothing to evaluate. Please read the list of versions again.',
  },
  PILOT_DECIDED: {
    status: 409,
    zh: '版本 {version} 的试点已由{by}于 {at} 评估完毕，不能再次评估。如要停用，请两人停用该版本；如要改动，请发布新版本。',
    en: 'The trial of version {version} was concluded by {by} at {at} and is not evaluated again. To stop the version, please have two persons suspend it; to change it, publish a new one.',
  },
  PILOT_DAY_PAST: {
    status: 422,
    zh: '所选日期 {day} 早于 {earliest}，没有保存。以前各日已按当时的版本办理；请选 {earliest} 或以后的日期。',
    en: 'The day {day} is before {earliest}, so nothing was saved: the days before were handled by what was in force on them. Please choose {earliest} or a later day.',
  },
  PILOT_SUPERSEDED: {
    status: 409,
    zh: '较新的版本 {later} 自 {from} 起已对全部单位施行，版本 {version} 不能再推广。请在评估中写明结果并结束试点。',
    en: 'The newer version {later} applies to all units from {from}, so version {version} cannot be extended to them. Please write what was found and end the trial.',
  },
  EXPORT_PILOT: {
    status: 409,
    zh: '“{id}”{version} 只在试点单位施行，没有导出：别的服务器会把它当作对全部单位有效。请在推广到全部单位后导出。',
    en: '"{id}" {version} applies to pilot units only and was not exported: another server would take it to be for all. Please export it once it applies to all units.',
  },
} as const
