/** The errors of figures, runs and objections: a part of the catalogue of errors. */
export const assessmentErrors = {
  CASES_BEING_COUNTED: {
    status: 503,
    zh: '正在从头统计本规则集的个案，已统计 {cases} 例，全部统计完才显示数字。已统计的不会丢，每次查看都接着往下统计。请稍后再看。',
    en: 'The cases of this ruleset are being counted from the start, {cases} so far; figures are shown once all are counted. What has been counted is kept, and each look goes on from there. Please look again shortly.',
  },
  PERIOD_UNKNOWN: {
    status: 422,
    zh: '“{period}”不是一个期间。请写成 2025-01、2025-Q1、2025-H1 或 2025。',
    en: '"{period}" names no period. Please write 2025-01, 2025-Q1, 2025-H1 or 2025.',
  },
  SCHEME_UNKNOWN: {
    status: 422,
    zh: '规则集里没有考核方案“{id}”。',
    en: 'The ruleset has no assessment scheme "{id}".',
  },
  KNOWN_LATER: {
    status: 422,
    zh: '认定时点 {at} 还没有到。',
    en: 'The moment {at} has not come yet.',
  },
  UNITS_MISSING: {
    status: 409,
    zh: '还没有登记“{ruleset}”的成员单位，请先登记或导入单位名录。',
    en: 'The units of "{ruleset}" are not known yet. Please enter or import them first.',
  },
  UNIT_TWICE: {
    status: 422,
    zh: '单位编号“{unit}”出现了两次。',
    en: 'The unit id "{unit}" is there twice.',
  },
  UNIT_TIER_UNKNOWN: {
    status: 422,
    zh: '“{unit}”的层级“{tier}”不在规则集的层级之中：{tiers}。',
    en: 'The tier "{tier}" of "{unit}" is not one of the tiers of the ruleset: {tiers}.',
  },
  UNIT_UNKNOWN: {
    status: 422,
    zh: '单位名录中没有“{unit}”。',
    en: '"{unit}" is not among the units.',
  },
  UNITS_STALE: {
    status: 412,
    zh: '单位名录已更新到第 {revision} 版（您依据的是第 {expected} 版），您的修改没有保存。{since}请重新读取后再改。',
    en: 'The units have been changed to revision {revision} (yours was {expected}) and your changes were not saved. {since} Please read them again first.',
  },
  FACT_UNKNOWN_HERE: {
    status: 422,
    zh: '规则集里没有名为“{fact}”的数据项。',
    en: 'The ruleset has no fact "{fact}".',
  },
  TABLE_REFUSED: {
    status: 422,
    zh: '表格有 {count} 处问题，一行也没有导入。请按所列行列改正后重新上传。',
    en: 'The table has {count} problem(s); none of its rows were taken in. Please correct the places listed and send it again.',
  },
  FIGURE_COUNTED: {
    status: 409,
    zh: '“{fact}”由个案记录统计得出，不能手工改写。请更正相应的个案记录。',
    en: '"{fact}" is counted from the cases and cannot be entered. Please correct the cases.',
  },
  SCHEDULED_DUTY_UNKNOWN: {
    status: 404,
    zh: '规则里没有编号为“{id}”的定期事项。{suggestion}',
    en: 'The rules have no scheduled duty "{id}". {suggestion}',
  },
  SCHEDULED_DUTY_NOT_OWED: {
    status: 409,
    zh: '“{duty}”在 {period} 期间不由“{unit}”办理，或这一期间还没有开始，所以没有登记。请核对期间和单位。',
    en: '"{duty}" is not owed by {unit} for {period}, or that has not begun, so nothing was recorded. Please check the period and the unit.',
  },
  RECORD_MOMENT: {
    status: 422,
    zh: '办理时间 {at} 不对：应在 {from} 至现在之间。什么也没有登记。',
    en: 'It cannot have been done at {at}: please give a moment between {from} and now. Nothing was recorded.',
  },
  RECORD_LACKS: {
    status: 422,
    zh: '“{duty}”还不能算办结：须有{lacks}。什么也没有登记，请补齐后再登记。',
    en: '"{duty}" is not done yet: it takes {lacks}. Nothing was recorded; please complete it first.',
  },
  RECORD_UNKNOWN: {
    status: 404,
    zh: '没有编号为“{id}”的登记。',
    en: 'There is no record "{id}".',
  },
  RUN_UNKNOWN: {
    status: 404,
    zh: '没有编号为“{id}”的考核结果。',
    en: 'There is no run "{id}".',
  },
  RUN_STALE: {
    status: 412,
    zh: '考核结果已更新到第 {revision} 版（您依据的是第 {expected} 版），什么也没有改变。{since}请重新读取后再操作。',
    en: 'The run has moved on to revision {revision} (yours was {expected}) and nothing was changed. {since} Please read it again first.',
  },
  RUN_STATUS: {
    status: 409,
    zh: '{period} 的考核结果现在是“{status}”，不能这样操作。',
    en: 'The run of {period} is {status}: this cannot be done with it.',
  },
  RUN_OWN: {
    status: 403,
    zh: '不能由计算结果的人自己定稿，请由另一位有权限的人员定稿。',
    en: 'Whoever computed a run cannot make it final. Please have somebody else do so.',
  },
  PERIOD_OPEN: {
    status: 409,
    zh: '计算时 {period} 尚未结束，不能定稿。请在期末之后更正重算。',
    en: '{period} had not ended when the run was computed, so it cannot be final. Please correct it after the end.',
  },
  OBJECTIONS_OPEN: {
    status: 409,
    zh: '还有 {count} 条异议没有答复，不能定稿。',
    en: '{count} objection(s) are not answered yet, so the run cannot be final.',
  },
  OBJECTION_UNKNOWN: {
    status: 404,
    zh: '没有编号为“{id}”的异议。',
    en: 'There is no objection "{id}".',
  },
  OBJECTION_ANSWERED: {
    status: 409,
    zh: '这条异议已经答复。',
    en: 'This objection has been answered.',
  },
  INDICATOR_UNKNOWN: {
    status: 404,
    zh: '单位“{unit}”的成绩单里没有指标“{indicator}”。',
    en: 'The score card of "{unit}" has no indicator "{indicator}".',
  },
  MEASURE_UNKNOWN: {
    status: 404,
    zh: '没有名为“{id}”的取数口径。',
    en: 'There is no measure "{id}".',
  },
  SETTLEMENT_UNKNOWN: {
    status: 404,
    zh: '没有编号为“{id}”的结算结果。',
    en: 'There is no settlement "{id}".',
  },
  SETTLEMENT_STALE: {
    status: 412,
    zh: '{period} 的结算结果已更新到第 {revision} 版（您依据的是第 {expected} 版），什么也没有改变。{since}请重新读取后再操作。',
    en: 'The settlement of {period} has moved on to revision {revision} (yours was {expected}) and nothing was changed. {since} Please read it again first.',
  },
  SETTLEMENT_STATUS: {
    status: 409,
    zh: '{period} 的这份结算结果已经确认或已被替换，不能再确认。',
    en: 'This settlement of {period} was confirmed or replaced already.',
  },
  SETTLEMENT_NOT_FINAL: {
    status: 409,
    zh: '{period} 的考核还没有定稿，结算结果只能试算。请先定稿考核，再重新结算。',
    en: 'The assessment of {period} is not final, so its settlement is a trial. Please make the assessment final and settle again.',
  },
  SETTLEMENT_UNSOUND: {
    status: 409,
    zh: '{period} 的结算结果有对不上的合计或互相矛盾的数据，不能确认。请按所列问题更正后重新结算。',
    en: 'The settlement of {period} has sums that do not agree or figures that contradict each other. Please correct what is listed and settle again.',
  },
  SETTLEMENT_OUTDATED: {
    status: 409,
    zh: '{period} 结算之后，考核结果、数据或事件又有变化，不能确认。请重新结算。',
    en: 'Runs, tables or events of {period} have changed since it was settled. Please settle again.',
  },
  REPLACE_REASON: {
    status: 422,
    zh: '{period} 的结算结果已经确认。重新结算需要写明理由（reason）。',
    en: 'The settlement of {period} is final. Please say why it is replaced (reason).',
  },
  SCHEME_NEEDED: {
    status: 422,
    zh: '有多个考核方案给单位打分：{schemes}。请指明按哪一个的得分分配（scheme）。',
    en: 'Several schemes score the units: {schemes}. Please say whose scores count (scheme).',
  },
} as const
