import type { Text } from '@jieli/engine'

interface ProblemEntry {
  /** `error`: something is not as it was written. `warning`: something cannot be told, or somebody has to look. */
  readonly severity: 'error' | 'warning'
  /** What was found; `{name}` stands for a value given with the problem. */
  readonly what: Text
  /** Why it matters. */
  readonly why: Text
  /** What to do. */
  readonly advice: Text
}

const compare: Text = {
  zh: '请勿修改现场数据：先复制数据文件夹留作证据，再与备份和另存的检查点文件比对，查明是谁在何时直接改动了存储。',
  en: 'Leave the data as they are: copy the data folder as evidence, compare it with a backup and with the checkpoint file kept elsewhere, and find out who wrote to the store directly.',
}

/**
 * Everything that verifying the audit log can find, by its stable code. `docs/audit.md` is kept equal to this list by a
 * test.
 */
export const auditProblemCatalogue = {
  ENTRY_CHANGED: {
    severity: 'error',
    what: {
      zh: '审计记录 {entry} 的内容与其封印不符。',
      en: 'The audit entry {entry} is not what its seal says.',
    },
    why: {
      zh: '记录在写入之后被改动，或由没有密钥的人伪造，不能再作为依据。',
      en: 'It was changed after it was written, or made by somebody without the key: it proves nothing any more.',
    },
    advice: compare,
  },
  ENTRY_MISSING: {
    severity: 'error',
    what: {
      zh: '审计记录 {entry} 不见了，而其他记录或文档表明它曾经存在。',
      en: 'The audit entry {entry} is gone, although others, or a document, show that it was there.',
    },
    why: {
      zh: '有人从日志中删除了记录；当时做了什么已无从查证。',
      en: 'Somebody has taken it out of the log; what was done then can no longer be told.',
    },
    advice: compare,
  },
  ENTRY_MISPLACED: {
    severity: 'error',
    what: {
      zh: '审计记录 {entry} 与它前面的记录接不上。',
      en: 'The audit entry {entry} does not follow from the one before it.',
    },
    why: {
      zh: '记录被移动、插入，或其前面的记录被替换。',
      en: 'It was moved or put in, or the one before it was replaced.',
    },
    advice: compare,
  },
  ENTRY_UNSEALED: {
    severity: 'error',
    what: {
      zh: '审计记录 {entry} 没有密钥封印，也不属于升级时接管的旧记录。',
      en: 'The audit entry {entry} has no seal, and is not among the old ones taken over at the upgrade.',
    },
    why: {
      zh: '它不是由本系统写入的：能写数据库的人都可以造出这样的记录。',
      en: 'The server did not write it: whoever can write the database can make such an entry.',
    },
    advice: compare,
  },
  ENTRY_OTHER_KEY: {
    severity: 'error',
    what: {
      zh: '审计记录 {entry} 是用另一把密钥（{key}）封印的。',
      en: 'The audit entry {entry} was sealed with another key ({key}).',
    },
    why: {
      zh: '没有那把密钥就无法核验它，也无法排除它是伪造的。',
      en: 'Without that key it cannot be checked, nor told from a forgery.',
    },
    advice: {
      zh: '共用一个数据库的服务器须使用同一个 signing-key.pem。请用写入这些记录的那台服务器的数据文件夹再核验一次。',
      en: 'Servers that share a database share one signing-key.pem. Please verify again with the data folder of the server that wrote these entries.',
    },
  },
  ENTRY_LOST_KEY: {
    severity: 'warning',
    what: {
      zh: '有 {count} 条审计记录和检查点出自已声明丢失的密钥（{key}），无法核验。',
      en: '{count} audit entries and checkpoints were made with a key that is said to be lost ({key}) and cannot be checked.',
    },
    why: {
      zh: '它们之间的先后仍可核对，但内容是否被改动无法证明。',
      en: 'That they follow one another can be checked still; that none was changed cannot be proved.',
    },
    advice: {
      zh: '如能找回当时的 signing-key.pem，请放回数据文件夹后再核验。',
      en: 'If the signing-key.pem of that time is found, put it back into the data folder and verify again.',
    },
  },
  ENTRY_ERASED: {
    severity: 'error',
    what: {
      zh: '审计记录 {entry} 的详情已被清除，但没有任何记录说明是谁清除的。',
      en: 'The detail of the audit entry {entry} was erased, and no entry says who erased it.',
    },
    why: {
      zh: '依法清除个人信息会留下记录；没有记录的清除可能是在销毁证据。',
      en: 'Erasing a person leaves an entry; erasing without one may be destroying evidence.',
    },
    advice: compare,
  },
  DOCUMENT_CHANGED: {
    severity: 'error',
    what: {
      zh: '{document} 的内容与审计日志最后一次记录的不符。',
      en: '{document} is not as the audit log recorded it last.',
    },
    why: {
      zh: '有人绕过系统直接改动了它，例如给账户增加权限、改动已发布的规则或结算结果。',
      en: 'Somebody changed it past the server: a grant added to an account, a published rule or a settlement altered.',
    },
    advice: {
      zh: '请停用相关账户或密钥，按审计日志和备份核对应有的内容，再由管理员在系统内改正；改正会留下记录。',
      en: 'Shut the account or key concerned, see in the log and in a backup what it should be, and have an administrator put it right within the system, which leaves an entry.',
    },
  },
  DOCUMENT_MISSING: {
    severity: 'error',
    what: {
      zh: '{document} 不见了，而审计日志或其他文档表明它应当存在。',
      en: '{document} is gone, although the audit log, or another document, shows that it should be there.',
    },
    why: {
      zh: '系统从不删除它：有人绕过系统删除了，或数据已损坏。',
      en: 'The server never removes it: somebody did so past the server, or the data are damaged.',
    },
    advice: {
      zh: '请从备份中取回该文档；取回之前，请按审计日志中的记录人工办理相关业务。',
      en: 'Get it back from a backup; until then go by what the log says of it.',
    },
  },
  DOCUMENT_UNRECORDED: {
    severity: 'error',
    what: {
      zh: '{document} 从未在审计日志中出现。',
      en: '{document} was never recorded in the audit log.',
    },
    why: {
      zh: '它是绕过系统直接写进存储的：可能是一个伪造的账户、密钥、会话或个案。',
      en: 'It was written into the store past the server: it may be a forged account, key, session or case.',
    },
    advice: {
      zh: '若是账户、密钥或会话，请立即停用，并查明期间用它做过什么；系统不会接受对它的修改。',
      en: 'An account, key or session: shut it at once and see what was done with it. The server accepts no change to it.',
    },
  },
  DOCUMENT_OLDER: {
    severity: 'error',
    what: {
      zh: '{document} 被放回了较早的状态：日志中还有更晚的记录（{entry}）。',
      en: '{document} was put back to an older state: the log goes on after it ({entry}).',
    },
    why: {
      zh: '之后办理过的事项在该文档中已看不到，例如已撤销的权限又恢复了。',
      en: 'What was done since cannot be seen in it any more: a right that was withdrawn is back.',
    },
    advice: {
      zh: '若刚刚恢复过备份，请把原检查点文件另存为证据并更名，见 docs/audit.md；否则按“内容被改动”处理。',
      en: 'After restoring a backup keep the old checkpoint file as evidence under another name, see docs/audit.md. Otherwise treat it as a change past the server.',
    },
  },
  BUNDLE_CHANGED: {
    severity: 'error',
    what: {
      zh: '已发布版本 {document} 的规则内容与其校验值不符。',
      en: 'The rules of the published version {document} do not match its hash.',
    },
    why: {
      zh: '按它作出的决定可能不是发布时批准的规则作出的。',
      en: 'What is decided by it may not be decided by the rules that were approved.',
    },
    advice: {
      zh: '请停止使用该版本，从签名的导出文件或备份中取回原版。',
      en: 'Stop using the version, and get the original from a signed export or a backup.',
    },
  },
  CASE_HISTORY_CHANGED: {
    severity: 'error',
    what: {
      zh: '{document} 的办理记录在 {path} 处被改动、删除或插入。',
      en: 'The history of {document} was changed at {path}: a step was altered, taken out or put in.',
    },
    why: {
      zh: '谁在何时依据什么办理了这个个案，已不能由该记录证明。',
      en: 'Who did what to the case, when and why, is no longer proved by it.',
    },
    advice: {
      zh: '请从备份中取回该个案。若涉及最后一步，系统不再接受新的步骤，请人工接续患者的服务；其他个案不受影响。',
      en: 'Get the case back from a backup. Where the last step is concerned it takes no further one: go on caring for the patient by hand. Other cases are not affected.',
    },
  },
  CASE_STATE_CHANGED: {
    severity: 'error',
    what: {
      zh: '{document} 的现状（{path}）与其办理记录推算的结果不符。',
      en: '{document} at {path} is not what its history comes to.',
    },
    why: {
      zh: '按现状办理下一步会依据错误的事实或状态。',
      en: 'A next step would rest on facts or a state that never came about.',
    },
    advice: {
      zh: '该个案不能继续办理，其他个案不受影响。请人工接续患者的服务，从备份中取回该个案，或另建个案并注明原编号。',
      en: 'The case takes no further step; others are not affected. Go on caring for the patient by hand, and get the case back from a backup, or start another that names it.',
    },
  },
  ATTACHMENT_MISSING: {
    severity: 'error',
    what: {
      zh: '{document} 办理时提交的附件 {file} 的内容不见了。',
      en: 'The content of {file}, a document that was filed with {document}, is gone.',
    },
    why: {
      zh: '系统从不删除已提交的附件：有人绕过系统删除了，或磁盘已损坏。办理记录本身不受影响。',
      en: 'The server never removes what was filed: somebody did so past the server, or the disk is damaged. The history itself is whole.',
    },
    advice: {
      zh: '请从备份的 attachments 文件夹（MongoDB 则从转储）取回同名文件，放回原处后再核验一次。',
      en: 'Get the file of that name back from the folder attachments of a backup (or from a dump of MongoDB), put it in its place, and verify again.',
    },
  },
  ATTACHMENT_CHANGED: {
    severity: 'error',
    what: {
      zh: '{document} 办理时提交的附件 {file} 的内容与其校验值不符。',
      en: 'The content of {file}, a document that was filed with {document}, is not what its hash says.',
    },
    why: {
      zh: '它已不是办理时提交的文件。系统不会把它当作原件交给任何人。',
      en: 'It is not the document that was filed any more. The server hands it to nobody.',
    },
    advice: {
      zh: '请保留现有文件作为证据，从备份取回原件，并查明是谁或什么改动了它。',
      en: 'Keep what is there as evidence, get the original back from a backup, and find out who or what changed it.',
    },
  },
  CHECKPOINT_CHANGED: {
    severity: 'error',
    what: {
      zh: '检查点 {entry} 的内容与其签名不符，或与前一个检查点接不上。',
      en: 'The checkpoint {entry} is not what was signed, or does not follow from the one before.',
    },
    why: {
      zh: '检查点被改动或伪造，它所固定的各链末端不再可信。',
      en: 'It was changed or forged; the ends of chains it fixed are not to be trusted.',
    },
    advice: compare,
  },
  CHECKPOINT_MISSING: {
    severity: 'error',
    what: {
      zh: '检查点 {entry} 在存储中不见了。',
      en: 'The checkpoint {entry} is gone from the store.',
    },
    why: {
      zh: '检查点文件表明它写入过：存储被清空、重算，或被放回了较早的状态。',
      en: 'The file shows that it was written: the store was emptied, computed afresh, or put back to an older state.',
    },
    advice: {
      zh: '若刚刚恢复过备份，请把原检查点文件另存为证据并更名，见 docs/audit.md；否则请保留现场，与备份比对。',
      en: 'After restoring a backup keep the old checkpoint file as evidence under another name, see docs/audit.md. Otherwise leave the data as they are and compare with a backup.',
    },
  },
  CHECKPOINT_DIFFERS: {
    severity: 'error',
    what: {
      zh: '检查点 {checkpoint} 记下的审计记录 {entry} 已不是当时的那一条，或已不存在。',
      en: 'The audit entry {entry} is not the one the checkpoint {checkpoint} recorded, or is gone.',
    },
    why: {
      zh: '该链在检查点之后被截断或整条重算。',
      en: 'Its chain was cut off or computed afresh since.',
    },
    advice: compare,
  },
  CHECKPOINT_OTHER_KEY: {
    severity: 'error',
    what: {
      zh: '检查点 {entry} 不是用所给的密钥签名的。',
      en: 'The checkpoint {entry} was not signed with the key given.',
    },
    why: {
      zh: '它来自另一台服务器，或由换了密钥的人重新签发。',
      en: 'It is another server’s, or was signed anew by whoever replaced the key.',
    },
    advice: {
      zh: '请核对所给的公钥文件；若公钥无误，请按检查点被伪造处理。',
      en: 'Check the public key file you gave; if it is right, treat the checkpoint as forged.',
    },
  },
  CHECKPOINT_UNREADABLE: {
    severity: 'error',
    what: {
      zh: '检查点文件第 {line} 行不是检查点。',
      en: 'Line {line} of the checkpoint file is no checkpoint.',
    },
    why: {
      zh: '文件被改动或损坏，该行所固定的内容无法比对。',
      en: 'The file was changed or damaged; what the line fixed cannot be compared.',
    },
    advice: {
      zh: '请改用另存的副本。',
      en: 'Use the copy that is kept elsewhere.',
    },
  },
  CHECKPOINT_NONE: {
    severity: 'error',
    what: {
      zh: '所给的检查点文件中没有检查点。',
      en: 'The checkpoint file given holds no checkpoint.',
    },
    why: {
      zh: '没有可以比对的检查点，连同密钥一起重算的日志就无法发现。',
      en: 'With nothing to compare, a log computed afresh with the key cannot be told.',
    },
    advice: {
      zh: '请核对文件路径，或取另存的副本。',
      en: 'Check the path, or use the copy that is kept elsewhere.',
    },
  },
  NOT_ADOPTED: {
    severity: 'error',
    what: {
      zh: '这个存储是旧版本写的，还没有用本版本启动过。',
      en: 'An older version wrote this store, and this one has not been started on it yet.',
    },
    why: {
      zh: '旧记录没有密钥封印：能写数据库的人可以整条重算而不被发现。',
      en: 'Old entries have no seal: whoever can write the database can compute them afresh unnoticed.',
    },
    advice: {
      zh: '请用本版本启动一次服务器：首次启动会接管并固定现有内容。',
      en: 'Start the server once with this version: the first start takes over what is there and fixes it.',
    },
  },
} as const satisfies Record<string, ProblemEntry>

export type AuditProblemCode = keyof typeof auditProblemCatalogue
