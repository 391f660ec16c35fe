/** The errors of calls by hospitals' systems: CDS Hooks, signed calls and links, batches. */
export const cdsErrors = {
  CDS_SERVICE_NONE: {
    status: 404,
    zh: '规则集“{ruleset}”现在没有可供 CDS Hooks 调用的服务：没有一个服务所用的决策已经生效。',
    en: 'The ruleset "{ruleset}" offers no service of CDS Hooks today: no decision that one answers by is in force.',
  },
  CDS_SERVICE_UNKNOWN: {
    status: 404,
    zh: '规则集“{ruleset}”现在不提供 CDS Hooks 服务“{service}”。所提供的服务见 GET /api/v1/rulesets/{ruleset}/cds-services。',
    en: 'The ruleset "{ruleset}" does not offer the service "{service}" of CDS Hooks today. Those it offers: GET /api/v1/rulesets/{ruleset}/cds-services.',
  },
  CDS_HOOK_WRONG: {
    status: 422,
    zh: '服务“{service}”不由“{hook}”触发，只由 {hooks} 触发。',
    en: 'The service "{service}" is not called by "{hook}", only by {hooks}.',
  },
  CDS_ORDERS_TOO_MANY: {
    status: 422,
    zh: '一次调用带了 {count} 张转诊医嘱，至多 {most} 张，请分几次调用。',
    en: 'One call brings {count} referrals; it may bring {most} at most. Please call several times.',
  },
  CDS_CARD_UNKNOWN: {
    status: 422,
    zh: '第 {at} 条反馈所指的卡片“{card}”不是这个服务出示的，反馈均未保存。',
    en: 'Entry {at} is on the card "{card}", which this service did not show. No entry was stored.',
  },
  CDS_FEEDBACK_FULL: {
    status: 422,
    zh: '卡片“{card}”已有 {most} 条反馈，不再保存新的，反馈均未保存。',
    en: 'The card "{card}" has {most} entries of feedback already and takes no more. No entry was stored.',
  },
  FEEDBACK_SPAN: {
    status: 422,
    zh: '统计期间 {from} 至 {to} 无效：起始日不能晚于截止日，期间至多 {most} 天。',
    en: 'The span from {from} to {to} cannot be counted: the first day must not be after the last, and it has {most} days at most.',
  },
  BATCH_TOO_LONG: {
    status: 422,
    zh: '一批至多 {most} 行，请分几批发送。',
    en: 'A batch has {most} lines at most. Please send several.',
  },
  BATCH_LINE_TOO_LONG: {
    status: 422,
    zh: '这一行超过 {most} KB，未予判定。',
    en: 'This line has more than {most} KB and was not decided.',
  },
  CLIENT_TOKEN_INVALID: {
    status: 401,
    zh: '调用方的签名令牌（JWT）未予采信：{fault}。',
    en: 'The signed token (JWT) of the caller is not taken: {fault}.',
  },
  LINK_INVALID: {
    status: 422,
    zh: '这个链接不能用：{fault}。',
    en: 'This link cannot be used: {fault}.',
  },
  LINK_OTHER_ACCOUNT: {
    status: 403,
    zh: '这个链接是给账号“{account}”的，不是给您登录的账号的。',
    en: 'This link is for the account "{account}" and not for the one you are signed in as.',
  },
  LINK_KEY: {
    status: 403,
    zh: '链接只能由登录的人打开，不能用密钥打开。',
    en: 'A link is opened by a person who is signed in, and not by a key.',
  },
} as const
