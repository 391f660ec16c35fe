import { assessmentErrors } from './assessment-errors.ts'
import { attachmentErrors } from './attachment-errors.ts'
import { cdsErrors } from './cds-errors.ts'
import { codeMapErrors } from './code-map-errors.ts'
import { correctionErrors } from './correction-errors.ts'
import { paperErrors } from './paper-errors.ts'
import { damageErrors } from './damage-errors.ts'
import { draftErrors } from './draft-errors.ts'
import { jobErrors } from './job-errors.ts'
import { fhirErrors } from './fhir-errors.ts'
import { migrationErrors } from './migration-errors.ts'
import { peopleErrors } from './people-errors.ts'
import { pilotErrors } from './pilot-errors.ts'
import { requestErrors } from './request-errors.ts'
import { retentionErrors } from './retention-errors.ts'
import { suspensionErrors } from './suspension-errors.ts'
import { unitChangeErrors } from './unit-change-errors.ts'
import { webhookErrors } from './webhook-errors.ts'

/**
 * Every error the server can answer with, by its stable code. `{name}` stands for a value given with the error.
 * `docs/errors.md` is kept equal to this list by a test.
 */
export const errorCatalogue = {
  BODY_MALFORMED: {
    status: 400,
    zh: '请求正文不是合法的 JSON：{detail}。',
    en: 'The request body is not valid JSON: {detail}.',
  },
  BODY_NUMBER: {
    status: 400,
    zh: '请求正文有数值无法精确保存：{detail}。请改用较小的数值，小数请写成文字（如 "36.5"）。',
    en: 'The request body has a number that cannot be kept exactly: {detail}. Please give a smaller one, and decimals as text, such as "36.5".',
  },
  BODY_FORBIDDEN: {
    status: 400,
    zh: '请求正文含有不允许的名称、损坏的文字或过大的数，或嵌套过深，请按所列位置更正。',
    en: 'The request body has names that are not allowed, texts that are broken or numbers that are too large, or is nested too deeply. Please correct the places listed.',
  },
  BODY_ENCODING: {
    status: 400,
    zh: '请求正文不是 UTF-8 编码，无法可靠读出。请改用 UTF-8 发送。',
    en: 'The request body is not encoded in UTF-8 and cannot be read reliably. Please send it in UTF-8.',
  },
  REQUEST_INVALID: {
    status: 422,
    zh: '请求中有 {count} 处不符合要求，请按所列位置逐一更正。',
    en: 'The request has {count} problem(s). Please correct each at the place given.',
  },
  FACTS_INVALID: {
    status: 422,
    zh: '所给事实有 {count} 处不符合要求，请按所列位置逐一更正。',
    en: 'The facts given have {count} problem(s). Please correct each at the place given.',
  },
  ...peopleErrors,
  NOT_FOUND: {
    status: 404,
    zh: '没有这个地址：{method} {path}。',
    en: 'There is nothing at {method} {path}.',
  },
  CASE_UNKNOWN: {
    status: 404,
    zh: '没有编号为“{id}”的个案，或不在您的权限之内。',
    en: 'There is no case "{id}", or it is outside your grants.',
  },
  ...attachmentErrors,
  RULESET_UNKNOWN: {
    status: 404,
    zh: '没有名为“{id}”的规则集。{suggestion}',
    en: 'There is no ruleset named "{id}". {suggestion}',
  },
  VERSION_UNKNOWN: {
    status: 404,
    zh: '规则集“{id}”没有已发布的版本 {version}。',
    en: 'The ruleset "{id}" has no published version {version}.',
  },
  DECISION_UNKNOWN: {
    status: 404,
    zh: '规则集“{ruleset}”没有名为“{decision}”的决策。{suggestion}',
    en: 'The ruleset "{ruleset}" has no decision named "{decision}". {suggestion}',
  },
  ...cdsErrors,
  ...codeMapErrors,
  ...fhirErrors,
  PATHWAY_UNKNOWN: {
    status: 422,
    zh: '规则集“{ruleset}”没有名为“{pathway}”的路径。{suggestion}',
    en: 'The ruleset "{ruleset}" has no pathway named "{pathway}". {suggestion}',
  },
  PROCEDURE_FACTS: {
    status: 422,
    zh: '发起“{pathway}”时不用填写任何数据：办理单位由单位名录确定，各方办理了什么由各方自己登记。',
    en: '"{pathway}" begins without any data: who acts is known from the list of units, and what was done each side says for itself.',
  },
  OFFICE_UNFILLED: {
    status: 422,
    zh: '还没有单位承担“{office}”，无法发起。请在考核的单位名录中登记承担它的单位，并为该单位选定这个部门。',
    en: 'No unit fills "{office}" yet, so it cannot begin. Please enter the unit in the list of units of the assessment and choose this office for it.',
  },
  OFFICE_TWICE: {
    status: 422,
    zh: '“{office}”由不止一个单位承担：{units}。请在考核的单位名录中只为其中一个单位保留这个部门。',
    en: 'More than one unit fills "{office}": {units}. Please leave this office to one of them in the list of units of the assessment.',
  },
  NOTHING_IN_FORCE: {
    status: 422,
    zh: '规则集“{ruleset}”在 {date} 没有生效的已发布版本。',
    en: 'The ruleset "{ruleset}" has no published version in force on {date}.',
  },
  CASE_STALE: {
    status: 412,
    zh: '个案已更新到第 {revision} 版（您依据的是第 {expected} 版），事件没有发送。{since}请重新读取后再试。',
    en: 'The case has moved on to revision {revision} (yours was {expected}) and the event was not sent. {since} Please read it again and retry.',
  },
  ...jobErrors,
  ...migrationErrors,
  ...unitChangeErrors,
  ...retentionErrors,
  ...webhookErrors,
  EVENTS_REMOVED: {
    status: 410,
    zh: '该游标之后有事项已按县里设定的保存期限删除（最后一条发生于 {at}），不能再读取。请改用回答中的 next 作为 after 接着读取；其间发生了什么，请查阅个案本身。',
    en: 'Events behind this cursor were removed by the period a county has set (the last of them is of {at}), and cannot be read any more. Please go on with the next of this answer as after; what happened in between is in the cases themselves.',
  },
  EVENTS_SET_BACK: {
    status: 410,
    zh: '待办事项的顺序已不是发出该游标时的顺序（例如数据库恢复到了较早的备份），无法从此处接着读取。请从头（after=start）读取：每条的编号不变，已处理过的按编号跳过。',
    en: 'The feed is no longer as it was when this cursor was given, for example because an earlier backup was restored, and cannot be read on from here. Please begin anew with after=start: ids stay the same, so skip those you have dealt with.',
  },
  CASE_BUSY: {
    status: 409,
    zh: '个案正被同时更新，本次未能写入，什么也没有改变。请稍后重试。',
    en: 'The case is being updated by others at this moment. Nothing was changed. Please try again shortly.',
  },
  CASE_TOO_LONG: {
    status: 409,
    zh: '个案已有 {limit} 步，达到上限，不能继续。请检查是否有程序在反复发送事件。',
    en: 'The case has reached the limit of {limit} steps. Please check whether a program keeps sending events.',
  },
  ...correctionErrors,
  ...paperErrors,
  EVENT_REFUSED: {
    status: 409,
    zh: '事件“{event}”未被接受，个案没有改变。{detail}',
    en: 'The event "{event}" was refused and the case is unchanged. {detail}',
  },
  START_REFUSED: {
    status: 422,
    zh: '个案未能建立，没有保存任何内容。{detail}',
    en: 'The case could not be started and nothing was stored. {detail}',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    zh: '幂等键“{key}”已用于内容不同的请求。新的请求请使用新的键。',
    en: 'The idempotency key "{key}" was already used with a different request. Please use a new key for a new request.',
  },
  ...draftErrors,
  VERSION_WITHDRAWN: {
    status: 409,
    zh: '“{id}”的版本 {version} 已撤回，不能再作为依据。撤回原因：{reason}',
    en: 'Version {version} of "{id}" was withdrawn and nothing new may rest on it. The reason given: {reason}',
  },
  WITHDRAW_DEPENDENTS: {
    status: 409,
    zh: '有 {count} 个规则集正以版本 {version} 为依据，尚未撤回。撤回后它们照原样运行，但会收到提示；请看过名单后再确认。',
    en: '{count} ruleset(s) rest on version {version}, so it was not withdrawn yet. They would run on as they are and be told. Please look through the list and confirm.',
  },
  WITHDRAW_COUNTY: {
    status: 409,
    zh: '“{ruleset}”是县区自己的规则集，不能撤回版本。请发布改正后的新版本来替换。',
    en: 'The ruleset "{ruleset}" is a county\'s own and its versions are not withdrawn. Please publish a corrected version in its place.',
  },
  ...suspensionErrors,
  ...pilotErrors,
  PUBLISH_REFUSED: {
    status: 422,
    zh: '有 {count} 个问题阻止发布，没有发布任何内容。',
    en: '{count} problem(s) stand in the way of publishing. Nothing was published.',
  },
  PUBLISH_UNACKNOWLEDGED: {
    status: 422,
    zh: '有 {count} 处须先由您书面确认才能发布，没有发布任何内容。请看过所列内容，逐一写明确认的理由。',
    en: '{count} finding(s) have to be acknowledged in words before publishing. Nothing was published. Please read what is listed and write for each why it is right.',
  },
  ACKNOWLEDGEMENT_UNKNOWN: {
    status: 422,
    zh: '所附的确认中有 {count} 条与这份草稿现有的提示都不对应，没有发布任何内容，也没有记下确认。提示可能已变，请按所列的重新确认。',
    en: '{count} of the acknowledgements name no finding of this draft. Nothing was published and no acknowledgement was kept. The findings may have changed: please acknowledge those listed.',
  },
  PUBLISH_PAST: {
    status: 422,
    zh: '施行日期 {from} 早于今天（{today}），没有发布。确需如此，请写明理由（reason）；自该日以来有个案的单位会收到通知。',
    en: 'The first day {from} has passed (today is {today}), so nothing was published. If it must be, please give a reason; units that have had cases since then are told.',
  },
  PUBLISH_RACED: {
    status: 409,
    zh: '他人刚刚发布了版本 {version}，本次没有发布。请重新读取后再试。',
    en: 'Somebody else has just published version {version}; yours was not. Please read again and retry.',
  },
  RULESET_ELSEWHERE: {
    status: 409,
    zh: '规则集“{ruleset}”由外部服务器制定（{signer}），在此只供阅读和改编，不能修改，也不能用来处理个案。请以它为模板新建本县规则集。',
    en: 'The ruleset "{ruleset}" is made on another server ({signer}). Here it can be read and adapted, but not edited or used for cases. Please adapt it for your county.',
  },
  EXPORT_INCOMPLETE: {
    status: 409,
    zh: '“{id}”{version} 不能导出：它所依据的规则集在这台服务器上已不齐全，或同一规则集需要两个版本。',
    en: '"{id}" {version} cannot be exported: what it rests on is no longer here as it was, or one ruleset is needed in two versions.',
  },
  IMPORT_DAMAGED: {
    status: 422,
    zh: '没有导入任何内容。{detail}',
    en: 'Nothing was imported. {detail}',
  },
  IMPORT_RULES_FAIL: {
    status: 422,
    zh: '文件中的规则有 {count} 个问题，没有导入任何内容。{detail}',
    en: 'The rules in the file have {count} problem(s) and nothing was imported. {detail}',
  },
  IMPORT_KEY_UNKNOWN: {
    status: 409,
    zh: '签名密钥 {fingerprint} 尚未被认可，没有导入任何内容。请管理员与发件单位核对指纹后认可该密钥。',
    en: 'The signing key {fingerprint} is not accepted here and nothing was imported. Please have an administrator compare the fingerprint with its sender and accept the key.',
  },
  IMPORT_KEY_CHANGED: {
    status: 409,
    zh: '“{id}”此前由密钥 {known} 签发，此文件却由 {actual} 签发，没有导入任何内容。请与发件单位核实；若确已更换密钥，请管理员先撤销旧密钥。',
    en: '"{id}" came with the key {known} so far, but this file is signed with {actual}. Nothing was imported. Please ask its sender; if the key was replaced, an administrator withdraws the former one first.',
  },
  IMPORT_VERSION_DIFFERS: {
    status: 409,
    zh: '“{id}”的版本 {version} 在这台服务器上已有，但内容不同，没有导入任何内容。请发件单位以新的版本号发布后重新导出。',
    en: 'Version {version} of "{id}" is on this server with other content. Nothing was imported. Please ask the sender to publish under a new version and export again.',
  },
  IMPORT_OWN_RULESET: {
    status: 409,
    zh: '“{id}”是这台服务器自己制定的规则集，外来文件不能为它增加版本，没有导入任何内容。',
    en: '"{id}" is made on this server, and no file from elsewhere may add a version to it. Nothing was imported.',
  },
  IMPORT_RACED: {
    status: 409,
    zh: '他人正在同时导入，本次没有导入任何内容。请稍后重试。',
    en: 'Somebody else is importing at this moment. Nothing was imported. Please try again shortly.',
  },
  SIGNER_KNOWN: {
    status: 409,
    zh: '密钥 {fingerprint} 早已被认可。',
    en: 'The key {fingerprint} is accepted already.',
  },
  SIGNER_UNKNOWN: {
    status: 404,
    zh: '没有认可过指纹为 {fingerprint} 的密钥。',
    en: 'No key with the fingerprint {fingerprint} is accepted here.',
  },
  ...assessmentErrors,
  ...requestErrors,
  RECORD_TOO_LARGE: {
    status: 413,
    zh: '内容超过存储单条记录的上限，没有保存。',
    en: 'The content is larger than one stored record may be. Nothing was saved.',
  },
  ...damageErrors,
  UNEXPECTED: {
    status: 500,
    zh: '服务器出现意外错误，未完成的操作没有生效。请把编号 {request} 告诉管理员。',
    en: 'Something unexpected went wrong and the request had no effect. Please give the administrator the number {request}.',
  },
  SERVER_BUSY: {
    status: 503,
    zh: '服务器手头的任务已满，没有受理这个请求，什么也没有改变。请在 {seconds} 秒后再试。',
    en: 'The server has as many tasks as it can take and did not take this request. Nothing was changed. Please try again in {seconds} seconds.',
  },
  WORK_GIVEN_UP: {
    status: 503,
    zh: '这项任务未能在允许的时间和内存内完成，已中止，什么也没有改变。请缩小范围或精简内容后再试。',
    en: 'The task could not be done within the time and memory allowed and was given up. Nothing was changed. Please ask for less at once, or trim what was sent, and try again.',
  },
  WORK_UNCERTAIN: {
    status: 503,
    zh: '这项任务在保存结果时被中止，结果可能已经保存。请先查看现在的情况，再决定是否重做。',
    en: 'The task was ended while its outcome was being stored, which may have been done. Please look at how things stand before you do it again.',
  },
  SERVER_ENDING: {
    status: 503,
    zh: '服务器正在停止或重启，没有受理这个请求。请稍后重试。',
    en: 'The server is stopping or being restarted and did not take this request. Please try again shortly.',
  },
  NOT_READY: {
    status: 503,
    zh: '存储暂时不可用，请稍后重试。',
    en: 'The store cannot be reached at the moment. Please try again shortly.',
  },
} as const satisfies Record<string, ErrorEntry>

/** One kind of error: its HTTP status and its sentence in both languages. */
export interface ErrorEntry {
  readonly status: number
  readonly zh: string
  readonly en: string
}

export type ErrorCode = keyof typeof errorCatalogue
