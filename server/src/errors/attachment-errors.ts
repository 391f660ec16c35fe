/** The errors of documents that are filed in cases: a part of the catalogue of errors. */
export const attachmentErrors = {
  ATTACHMENT_TOO_LARGE: {
    status: 413,
    zh: '文件超过允许的大小（{limit}），没有保存。请压缩、降低扫描分辨率或分成几个文件后再上传。',
    en: 'The file is larger than allowed ({limit}), and nothing of it is kept. Please compress it, scan it at a lower resolution, or send it in parts.',
  },
  ATTACHMENT_EMPTY: {
    status: 422,
    zh: '文件是空的，没有保存。请核对所选的文件。',
    en: 'The file is empty, and nothing is kept. Please check which file was chosen.',
  },
  ATTACHMENT_TYPE: {
    status: 422,
    zh: '文件“{name}”按其内容不是可以提交的类型，没有保存。可以提交的有：{allowed}。请转换后再上传；仅修改扩展名无效。',
    en: 'The file "{name}" is, by its content, of no kind that may be filed, and nothing is kept. These may: {allowed}. Please convert it; another name does not help.',
  },
  ATTACHMENTS_MANY: {
    status: 409,
    zh: '这个个案已有 {limit} 份附件（含待提交的），不能再上传。待提交的附件一天后自动清除。',
    en: 'The case has {limit} documents, those that wait to be filed among them, and takes no more. Those that are not filed are removed after a day.',
  },
  ATTACHMENTS_WAITING: {
    status: 409,
    zh: '你上传后还没有随个案提交的附件已有 {limit} 份，不能再上传。请先提交个案；没有提交的一天后自动清除。',
    en: '{limit} documents that you uploaded wait for a case to be begun, and there is room for no more. Please begin the cases first; what is not filed is removed after a day.',
  },
  ATTACHMENT_INFECTED: {
    status: 422,
    zh: '安全检查认为文件“{name}”有害，没有保存。请不要打开它，并告知信息部门。',
    en: 'The scanner found the file "{name}" harmful, and nothing of it is kept. Please do not open it, and tell your IT department.',
  },
  ATTACHMENT_UNSCANNED: {
    status: 503,
    zh: '文件“{name}”的安全检查没有完成，没有保存。请稍后再试；若一再出现，请管理员检查 JIELI_ATTACHMENT_SCAN 所设的程序。',
    en: 'The file "{name}" could not be scanned, and nothing of it is kept. Please try again later; if this goes on, have an administrator look at the program of JIELI_ATTACHMENT_SCAN.',
  },
  ATTACHMENT_NOT_UPLOADED: {
    status: 422,
    zh: '附件 {sha256} 不在这里待提交的附件中，可能已超过一天，或已随另一件提交。什么也没有改变，请重新上传后再提交。',
    en: 'The document {sha256} does not wait to be filed here; it may be more than a day old, or filed elsewhere already. Nothing was changed. Please upload it again and send this again.',
  },
  ATTACHMENT_UNKNOWN: {
    status: 404,
    zh: '个案“{id}”的办理记录和意见中没有附件 {sha256}。',
    en: 'No step or comment of the case "{id}" filed a document {sha256}.',
  },
  ATTACHMENT_MISSING: {
    status: 500,
    zh: '附件“{name}”的内容不见了，办理记录本身完好。请管理员运行 jieli audit verify，并从备份取回它。',
    en: 'The content of "{name}" is gone; the history itself is whole. Please have an administrator run jieli audit verify and get it back from a backup.',
  },
  ATTACHMENT_CHANGED: {
    status: 500,
    zh: '附件“{name}”现存的内容已不是办理时提交的，没有交出。请管理员运行 jieli audit verify，并从备份取回原件。',
    en: 'What is kept of "{name}" is not what was filed, and is not handed out. Please have an administrator run jieli audit verify and get the original back from a backup.',
  },
} as const
