/** What can be wrong about webhooks. */
export const webhookErrors = {
  WEBHOOK_UNKNOWN: {
    status: 404,
    zh: '没有编号为“{id}”的事件推送，或不在您的权限之内。',
    en: 'There is no webhook "{id}", or it is outside your grants.',
  },
  DELIVERY_UNKNOWN: {
    status: 404,
    zh: '这个推送没有编号为“{id}”的待发事件，可能已经送达。',
    en: 'This webhook has no event "{id}" that was not taken; it may have been taken since.',
  },
  WEBHOOK_COUNTY: {
    status: 403,
    zh: '事件推送关系到整个县，您没有在“{county}”全县设置推送的权限。',
    en: 'A webhook concerns a county as a whole, and you have no right to set one up for "{county}".',
  },
  WEBHOOK_RUNNING: {
    status: 409,
    zh: '这个推送还在进行。请先暂停，再删除；删除后，未送达的事件不再推送。',
    en: 'This webhook is running. Please pause it before you remove it; what it has not taken is then never sent.',
  },
  WEBHOOKS_FULL: {
    status: 409,
    zh: '一个县最多设置 {limit} 个事件推送，请先删除不用的。',
    en: 'A county may have {limit} webhooks. Please remove one that is not needed first.',
  },
  WEBHOOK_UNENCRYPTED: {
    status: 422,
    zh: '事件只能推送到 https 地址。内网地址如需使用 http，请由系统管理员在 JIELI_WEBHOOK_ADDRESSES 中写明。',
    en: 'Events are sent to https addresses only. For http to an address of your own, have it named in JIELI_WEBHOOK_ADDRESSES.',
  },
} as const
