/** The errors of correcting a case: a part of the catalogue of errors. */
export const correctionErrors = {
  CORRECTION_REFUSED: {
    status: 409,
    zh: '更正没有作出，个案没有改变：这样更正后，{at} 的“{event}”不能成立。{detail}{advice}',
    en: 'The correction was not made and the case is unchanged: "{event}" of {at} would not be accepted by it. {detail} {advice}',
  },
  CORRECTION_ENTRY: {
    status: 422,
    zh: '没有可以更正的步骤“{entry}”：它不存在、已经作废、由计时产生，或者在同一次请求中出现了两次。请重新读取个案后再试。',
    en: 'There is no step "{entry}" to correct: it does not exist, is void already, was a timer\'s, or is named twice in one request. Please read the case again and retry.',
  },
  CORRECTION_START: {
    status: 422,
    zh: '个案的建立可以更正内容和时间，不能作废，也不能改为别的事件。',
    en: 'The start of a case can be corrected in what it says and when it was; it cannot be voided, nor become another event.',
  },
  CORRECTION_MOMENT: {
    status: 422,
    zh: '填写的发生时间 {at} 不在个案建立（{from}）至现在（{until}）之间。请核对发生时间。',
    en: 'What is said to have happened at {at} does not lie between the start of the case ({from}) and now ({until}). Please check when it happened.',
  },
  CORRECTION_NOT_YOURS: {
    status: 403,
    zh: '“{event}”不是您的单位可以发送的事件，不能由您更正、作废或补录。请由有权发送它的单位或负责全县的人员办理。',
    en: '"{event}" is not an event your units may send, so you cannot correct, void or enter it. Please ask a unit that may, or somebody who acts for the whole county.',
  },
  CORRECTION_LIMIT: {
    status: 409,
    zh: '个案已更正 {limit} 次，达到上限。',
    en: 'The case has been corrected {limit} times, which is the limit.',
  },
  CORRECTION_OF_APPROVAL: {
    status: 409,
    zh: '这个个案是对草稿的审批，各部门的意见不能由他人更正、作废或补录。需要改变时，请按程序退回，重新审批。',
    en: 'This case is the approval of a draft: what the departments decided is not corrected, voided or entered for them. Please send it back by the procedure and have it approved anew.',
  },
  CORRECTION_ERASED: {
    status: 409,
    zh: '个案中有的步骤所含的个人信息已经删除，无法据以重新推算，不能再更正。',
    en: 'What steps of the case said of a person was erased, so that it cannot be worked out again and cannot be corrected.',
  },
  CASE_CORRECTED: {
    status: 409,
    zh: '个案“{id}”的事件已由人更正，不能再按时钟统一调整。请在个案中更正有关步骤的发生时间。',
    en: 'Events of the case "{id}" were corrected by somebody, so that its moments cannot be put right all at once. Please correct in the case when each step happened.',
  },
  CORRECTION_UNMOVED: {
    status: 422,
    zh: '这个个案后来迁移到了新版本；照这样更正，它在迁移时所处的状态新版本没有。请改变更正的内容，或先撤回迁移。',
    en: 'This case was moved to another version later. Corrected so, it would have been in a state then that the other version does not have. Please correct it otherwise, or have the move undone first.',
  },
} as const
