/** The errors of what is stored and not as it was written: a part of the catalogue of errors. */
export const recordErrors = {
  CASE_DAMAGED: {
    status: 409,
    zh: '个案的存储内容与其办理记录不符（{path}），为避免依据错误的内容继续办理，本次未作任何改变。请人工接续患者的服务，并请管理员运行 jieli audit verify 查明原因。其他个案不受影响。',
    en: 'What is stored of the case does not follow from its history ({path}). Nothing was changed, so that nothing rests on what is wrong. Please go on caring for the patient by hand, and have the administrator run jieli audit verify. Other cases are not affected.',
  },
  RECORD_UNTRACED: {
    status: 409,
    zh: '{record} 与审计日志不符，可能有人绕过系统改动过存储，本次未作任何改变。请管理员运行 jieli audit verify 查明原因。',
    en: '{record} is not as the audit log knows it: somebody may have written to the store past the server. Nothing was changed. Please have the administrator run jieli audit verify.',
  },
  BUNDLE_DAMAGED: {
    status: 500,
    zh: '规则版本 {hash} 的内容与其校验值不符，已停止使用。请联系管理员。',
    en: 'The stored ruleset version {hash} does not match its checksum and is not used. Please tell the administrator.',
  },
} as const
