/** The errors of the FHIR interface. */
export const fhirErrors = {
  FHIR_COUNTY_UNMAPPED: {
    status: 422,
    zh: '没有哪个您有权办理转诊的县区设置了 FHIR 转诊所用的流程（JIELI_FHIR_REFERRALS）。',
    en: 'No county in which you may begin referrals has a pathway set for referrals by FHIR (JIELI_FHIR_REFERRALS).',
  },
  FHIR_COUNTY_NEEDED: {
    status: 422,
    zh: '您在几个县区（{counties}）都能办理转诊，请用扩展 urn:jieli:county（valueString）写明是哪一个。',
    en: 'You may begin referrals in several counties ({counties}). Please say which by the extension urn:jieli:county (valueString).',
  },
  FHIR_NO_REFERRAL: {
    status: 422,
    zh: '这个 ServiceRequest 不是转诊：没有用编码系统 urn:jieli:fact:referral.direction 写明转诊方向，也没有用 SNOMED CT 3457005 标明转诊。',
    en: 'This ServiceRequest is no referral: it neither says its direction by a coding of urn:jieli:fact:referral.direction nor is coded as SNOMED CT 3457005.',
  },
  FHIR_IDENTIFIER_TAKEN: {
    status: 409,
    zh: '标识“{identifier}”已经属于另一件转诊，没有新建。要取得已有的那一件，请带上 If-None-Exist。',
    en: 'The identifier "{identifier}" belongs to a referral that is there already; none was made. To be given that one, send If-None-Exist.',
  },
  FHIR_CONDITION_WRONG: {
    status: 412,
    zh: 'If-None-Exist 只支持 identifier=system|value，而且这个标识须写在资源的 identifier 里。',
    en: 'If-None-Exist takes identifier=system|value alone, and the resource itself must have that identifier.',
  },
  FHIR_SEARCH_VALUE: {
    status: 422,
    zh: '检索参数 {name} 的值“{value}”不能用：{expected}。',
    en: 'The value "{value}" of the search parameter {name} cannot be used: {expected}.',
  },
  FHIR_BUNDLE: {
    status: 422,
    zh: '这个 Bundle 不能整体办理：{fault}。什么都没有办理。',
    en: 'This Bundle cannot be done as a whole: {fault}. Nothing was done.',
  },
  FHIR_EVENT_MISSING: {
    status: 422,
    zh: 'Task 没有用扩展 urn:jieli:event（valueCode）写明要办的事项。现在可以办：{events}。',
    en: 'The Task names no event by the extension urn:jieli:event (valueCode). Open now: {events}.',
  },
  FHIR_INPUT_WRONG: {
    status: 422,
    zh: 'Task.input 第 {at} 项不能用：{fault}。',
    en: 'Entry {at} of Task.input cannot be used: {fault}.',
  },
  FHIR_ID_DIFFERS: {
    status: 422,
    zh: '资源的 id“{id}”与地址里的不同。',
    en: 'The id "{id}" of the resource is not the one in the address.',
  },
  FHIR_SUBSCRIPTION: {
    status: 422,
    zh: '这个 Subscription 不能用：{fault}。',
    en: 'This Subscription cannot be used: {fault}.',
  },
} as const
