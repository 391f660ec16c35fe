/** Titles that new things bear until somebody names them. Both languages are part of the document. */
export const newOutputTitle = { zh: '输出', en: 'Output' }
export const newTaskTitle = { zh: '新任务', en: 'New task' }
export const newDecisionTitle = { zh: '新决策', en: 'New decision' }
export const newConditionTitle = { zh: '新条件', en: 'New condition' }
export const newFactTitle = { zh: '新事实', en: 'New fact' }
export const newCode = { code: 'code', title: { zh: '新代码', en: 'New code' } }
export const newReason = { zh: '请写明理由', en: 'Please state the reason' }

/** What a remedy says until somebody words it. */
export const newStep = { zh: '补齐这一项', en: 'complete this item' }
