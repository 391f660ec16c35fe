import { z } from 'zod'
import type { Text } from './text.ts'

/** Whose cases a pathway holds: a patient's, or what the community itself has to go through. */
export const pathwaySubjects = ['patient', 'community'] as const
export type PathwaySubject = (typeof pathwaySubjects)[number]

/** What a pathway is called by whose cases it holds. */
export const pathwaySubjectTitles: Readonly<Record<PathwaySubject, Text>> = {
  patient: { zh: '患者流程', en: 'a pathway of patients' },
  community: { zh: '医共体程序', en: 'a procedure of the community' },
}

const patientStateTitles = {
  review: { zh: '接收方审核', en: 'under review by the receiving side' },
  humanReview: { zh: '人工复核', en: 'under review by a person because the rules ask for it' },
  supplement: { zh: '退回补充', en: 'sent back for more information' },
  transfer: { zh: '机构转运衔接', en: 'being handed over by institutions' },
  care: { zh: '已接诊', en: 'in care' },
  patientChoice: { zh: '患者自主选择', en: 'the patient goes where they choose' },
  failed: { zh: '本次未成', en: 'this attempt came to nothing' },
  completed: { zh: '办结', en: 'completed' },
  cancelled: { zh: '撤销', en: 'cancelled' },
} as const satisfies Record<string, Text>

const communityStateTitles = {
  drafting: { zh: '起草', en: 'being drafted' },
  consultation: { zh: '征求意见', en: 'under consultation' },
  approval: { zh: '审议批准', en: 'before those who approve' },
  filed: { zh: '已备案', en: 'filed' },
  inForce: { zh: '生效', en: 'in force' },
} as const satisfies Record<string, Text>

/** What a state means. A state inside another means what that one means, too. */
export const stateRoleTitles = { ...patientStateTitles, ...communityStateTitles }
export type StateRole = keyof typeof stateRoleTitles
export const stateRoleSchema = roleSchema(stateRoleTitles, {
  id: 'StateRole',
  what: 'What a state means, whatever it is called',
  more: ' A state inside another means what that one means, too.',
})

const patientEventTitles = {
  submit: { zh: '提交转诊', en: 'a referral is submitted' },
  supply: { zh: '补充信息', en: 'more information is supplied' },
  accept: { zh: '接收', en: 'the receiving side accepts' },
  decline: { zh: '拒绝', en: 'the receiving side declines' },
  noShow: { zh: '未到诊', en: 'the patient did not come' },
  redirect: { zh: '改转', en: 'another destination is sought' },
  arrive: { zh: '到诊', en: 'the patient arrives' },
  emergency: { zh: '急危重症到诊', en: 'an emergency arrives' },
  patientChoice: { zh: '登记患者自主选择', en: "the patient's own choice is recorded" },
  confirm: { zh: '确认办结', en: 'completion is confirmed' },
  close: { zh: '结束登记', en: 'the record is closed' },
  cancel: { zh: '撤销', en: 'the referral is withdrawn' },
} as const satisfies Record<string, Text>

const communityEventTitles = {
  approve: { zh: '审议或批准', en: 'somebody approves' },
  return: { zh: '退回修改', en: 'it is sent back to be changed' },
  file: { zh: '备案', en: 'it is filed' },
  putInForce: { zh: '宣布生效', en: 'it is put in force' },
} as const satisfies Record<string, Text>

/** What an event means, whatever it is called. */
export const eventRoleTitles = { ...patientEventTitles, ...communityEventTitles }
export type EventRole = keyof typeof eventRoleTitles
export const eventRoleSchema = roleSchema(eventRoleTitles, {
  id: 'EventRole',
  what: 'What an event means, whatever it is called',
})

/** The meanings that states and events of a pathway can have, by whose cases it holds. */
export const rolesOfSubject: Readonly<
  Record<
    PathwaySubject,
    { readonly states: readonly StateRole[]; readonly events: readonly EventRole[] }
  >
> = {
  patient: {
    states: Object.keys(patientStateTitles) as StateRole[],
    events: Object.keys(patientEventTitles) as EventRole[],
  },
  community: {
    states: Object.keys(communityStateTitles) as StateRole[],
    events: Object.keys(communityEventTitles) as EventRole[],
  },
}

/** Which side of a referral a party is. */
export const partyRoleTitles = {
  sender: { zh: '转出方', en: 'the sending side' },
  receiver: { zh: '接收方', en: 'the receiving side' },
} as const satisfies Record<string, Text>
export type PartyRole = keyof typeof partyRoleTitles
export const partyRoleSchema = roleSchema(partyRoleTitles, {
  id: 'PartyRole',
  what: 'Which side of a referral a party is',
})

/** One of the roles that have a title, with each explained. */
function roleSchema<R extends string>(
  titles: Readonly<Record<R, Text>>,
  { id, what, more = '' }: { readonly id: string; readonly what: string; readonly more?: string },
) {
  const roles = Object.keys(titles) as [R, ...R[]]
  const listed = roles.map((role) => `\`${role}\` (${titles[role].en})`).join(', ')
  return z.enum(roles).meta({ id, description: `${what}: ${listed}.${more}` })
}
