/** The errors of what is damaged, stuck or was written by a wrong clock: a part of the catalogue of errors. */
export const damageErrors = {
  BUNDLE_DAMAGED: {
    status: 500,
    zh: '规则集“{ruleset}”的版本 {version} 已损坏，停止使用：{detail}。用它办理的个案仍可查看，但暂时不能办理，计时也先停住。请管理员从备份恢复这个版本（校验值 {hash}），恢复后会自动继续。',
    en: 'Version {version} of the ruleset "{ruleset}" is damaged and not used: {detail}. Cases on it can be read but not stepped, and their timers wait. Please have an administrator restore it from a backup (checksum {hash}); everything then goes on by itself.',
  },
  CASE_DAMAGED: {
    status: 500,
    zh: '个案“{id}”存储的内容不完整（{detail}），不能查看，也不能办理。请管理员从备份恢复这个个案。',
    en: 'What is stored of the case "{id}" is not whole ({detail}), so it can be neither shown nor stepped. Please have an administrator restore it from a backup.',
  },
  CASE_ALTERED: {
    status: 409,
    zh: '个案“{id}”的存储内容与其办理记录不符（{path}），可能有人绕过系统改动过存储。为避免依据错误的内容继续办理，本次未作任何改变。请人工接续患者的服务，并请管理员运行 jieli audit verify 查明原因。其他个案不受影响。',
    en: 'What is stored of the case "{id}" does not follow from its history ({path}): somebody may have written to the store past the server. Nothing was changed, so that nothing rests on what is wrong. Please go on caring for the patient by hand, and have the administrator run jieli audit verify. Other cases are not affected.',
  },
  RECORD_UNTRACED: {
    status: 409,
    zh: '{record} 与审计日志不符，可能有人绕过系统改动过存储，本次未作任何改变。请管理员运行 jieli audit verify 查明原因。',
    en: '{record} is not as the audit log knows it: somebody may have written to the store past the server. Nothing was changed. Please have the administrator run jieli audit verify.',
  },
  TIMER_STUCK: {
    status: 500,
    zh: '个案“{id}”有一个计时应于 {at} 到期，程序执行时出错，个案没有改变。在它执行之前，个案不能接受别的事件。请管理员查看服务器日志，排除原因后在“停住的计时”中重试。',
    en: 'A timer of the case "{id}" was due at {at}, and the program failed on it; the case is unchanged. Until it has fired, the case takes no other event. Please have an administrator look at the server\'s log, mend the cause, and try again under "Parked timers".',
  },
  TIMER_NOT_PARKED: {
    status: 409,
    zh: '个案“{id}”没有停住的计时，可能已经恢复。请刷新列表。',
    en: 'No timer of the case "{id}" is parked; it may have gone on already. Please read the list again.',
  },
  CLOCK_SPAN_INVALID: {
    status: 422,
    zh: '更正的时段不成立：起点须不晚于终点，且时钟当时的读数与实际时间相差至少一分钟。没有改动任何个案。',
    en: 'The span to put right does not hold: it must not end before it begins, and the clock must have been wrong by a minute at least. No case was changed.',
  },
  CLOCK_SHIFT_LATER: {
    status: 422,
    zh: '按所给的差值，有一步会发生在 {at}，晚于现在（{now}）。请核对时钟当时的读数与实际时间。没有改动任何个案。',
    en: 'By the difference given, a step would have happened at {at}, after now ({now}). Please compare what the clock showed with what the moment really was. No case was changed.',
  },
} as const
