/** What can be wrong about erasing a person, and about what is held. */
export const retentionErrors = {
  CASE_ERASED: {
    status: 410,
    zh: '个案“{id}”中的个人信息已于 {on} 删除（依据：{ground}；{by} 提出，{confirmedBy} 确认），不能再查看或办理。',
    en: 'What the case "{id}" told of a person was erased on {on} (ground: {ground}; proposed by {by}, confirmed by {confirmedBy}). It can be neither read nor gone on with.',
  },
  CASE_ARCHIVED: {
    status: 410,
    zh: '个案“{id}”办结已满 {days} 天（{source}），已于 {on} 归档到文件 {file}，系统中不再保存。请向管理归档的人取该文件，可用 jieli verify-receipt 核验。',
    en: 'The case "{id}" was closed for {days} days ({source}) and was archived on {on} in the file {file}; it is not in the system any more. Please ask whoever keeps the archive for it; jieli verify-receipt checks it.',
  },
  RETENTION_PROPOSED: {
    status: 409,
    zh: '{by}已提出保存期限，正等另一人确认，没有再次提出。请先确认、否决或撤回那一条。',
    en: '{by} has proposed periods of retention that wait for a second person, so yours were not taken. Please confirm, turn down or withdraw those first.',
  },
  RETENTION_OWN: {
    status: 403,
    zh: '保存期限是您本人提出的，须由另一位有删除权限的人确认。什么也没有改变。',
    en: 'You proposed these periods yourself. Somebody else with the right to erase has to confirm them. Nothing was changed.',
  },
  RETENTION_UNKNOWN: {
    status: 404,
    zh: '没有这条待确认的保存期限，可能已由他人确认或撤回。请重新读取。',
    en: 'There are no such periods waiting; somebody may have confirmed or withdrawn them. Please read again.',
  },
  RETENTION_RACED: {
    status: 409,
    zh: '他人刚刚改动了保存期限，本次什么也没有改变。请重新读取后再试。',
    en: 'Somebody else has just changed the periods. Nothing was changed by you. Please read again and retry.',
  },
  RETENTION_NO_ARCHIVE: {
    status: 409,
    zh: '这台服务器没有归档文件夹，个案不归档就不能清除。请设置 JIELI_ARCHIVE_FOLDER。',
    en: 'This server has no folder for an archive, and no case is removed that is not archived. Please set JIELI_ARCHIVE_FOLDER.',
  },
  RETENTION_COUNTY: {
    status: 403,
    zh: '保存与删除关系到整个县，您没有“{county}”全县的这项权限。',
    en: 'Retention and erasure concern a county as a whole, and you have no such right for "{county}".',
  },
  PERSON_UNKNOWN: {
    status: 404,
    zh: '“{county}”没有患者代号为“{patient}”的个案或查阅记录。请核对代号，区分大小写和空格。',
    en: '"{county}" has no case and no note of a read of the patient "{patient}". Please check the pseudonym, to the letter.',
  },
  ERASURE_NOTHING: {
    status: 409,
    zh: '患者“{patient}”目前没有可以删除的内容：个案仍在办、被保全或由旧版本写入。请看预览中每件个案的原因。',
    en: 'Nothing of the patient "{patient}" can be erased now: the cases are open, held, or of an older version. Please see in the preview why each stays.',
  },
  ERASURE_OPEN: {
    status: 409,
    zh: '{by}已提出删除患者“{patient}”，正等另一人确认或正在删除，没有再次提出。',
    en: '{by} has proposed to erase the patient "{patient}" already: it waits for a second person, or is under way. Yours was not taken.',
  },
  ERASURE_OWN: {
    status: 403,
    zh: '这次删除是您本人提出的，须由另一位有删除权限的人确认。什么也没有删除。',
    en: 'You proposed this erasure yourself. Somebody else with the right to erase has to confirm it. Nothing was erased.',
  },
  ERASURE_UNKNOWN: {
    status: 404,
    zh: '没有这条待确认的删除，可能已由他人确认或撤回。请重新读取列表。',
    en: 'There is no such erasure waiting; somebody may have confirmed or withdrawn it. Please read the list again.',
  },
  HOLD_UNKNOWN: {
    status: 404,
    zh: '没有这条有效的保全，可能已由他人解除。请重新读取列表。',
    en: 'There is no such hold; somebody may have lifted it. Please read the list again.',
  },
  HOLD_CASE_UNKNOWN: {
    status: 404,
    zh: '“{county}”没有编号为“{id}”的个案，没有设置保全。请核对编号。',
    en: '"{county}" has no case "{id}", so nothing was held. Please check the number.',
  },
} as const
