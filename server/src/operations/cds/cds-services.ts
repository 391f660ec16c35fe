import type { Text } from '@jieli/engine'
import type { CdsHook, CdsPrefetch } from '../../contracts/cds.ts'

/** What a client is asked to fetch, by the name it has in `prefetch`. */
export type PrefetchKey = Extract<keyof CdsPrefetch, string>
export type Prefetch = Readonly<Record<string, string>>

/** A service of CDS Hooks, as data: when it is called, what it wants fetched, and by which decision it answers. */
export interface CdsServiceDefinition {
  readonly id: string
  readonly title: Text
  readonly description: Text
  /** What its question is, as a summary begins where facts are missing. */
  readonly question: Text
  /** The decision it answers by; a ruleset without it does not offer the service. */
  readonly decision: string
  /** A decision of its own for each value of a fact, where the fact is known and the ruleset has that decision. */
  readonly decisionBy?: {
    readonly fact: string
    readonly decisions: Readonly<Record<string, string>>
  }
  /** What the question itself says: whether this patient could be stepped down, by the institution. */
  readonly assumes?: Readonly<Record<string, string>>
  /** The fact whose codes are the reasons for which somebody may act against the card. */
  readonly overrideReasons: string
  /** What comes from the hospital's system and not from its doctors: named when unknown, whatever could do without it. */
  readonly fetched?: readonly string[]
  readonly hooks: Readonly<
    Partial<Record<CdsHook, { readonly version: string; readonly prefetch: Prefetch }>>
  >
}

const patient = 'Patient/{{context.patientId}}'
const stay: Prefetch = {
  encounter: 'Encounter/{{context.encounterId}}',
  conditions: 'Condition?encounter={{context.encounterId}}&category=encounter-diagnosis',
}

export const cdsServices: readonly CdsServiceDefinition[] = [
  {
    id: 'referral-guard',
    title: { zh: '转诊判定', en: 'whether a referral may be made' },
    description: {
      zh: '开具转诊医嘱时，按县区现行规则判断机构可否这样转诊，并列明依据；资料不全时说明还缺什么。不是转诊的医嘱不作提示。',
      en: 'When a referral is ordered: whether the institution may refer this way by the rules in force, and on which clause; what is missing where something is. Orders that are no referral get no card.',
    },
    question: { zh: '能否转诊', en: 'The referral' },
    decision: 'referralCheck',
    decisionBy: {
      fact: 'referral.direction',
      decisions: {
        up: 'upReferral',
        down: 'downReferral',
        lateral: 'lateralReferral',
        outward: 'outwardReferral',
        return: 'returnReferral',
      },
    },
    overrideReasons: 'referral.overrideReason',
    hooks: {
      'order-select': { version: '1.0', prefetch: { patient, ...stay } },
      'order-sign': { version: '1.0', prefetch: { patient, ...stay } },
    },
  },
  {
    id: 'referral-target',
    title: { zh: '转入单位判定', en: 'whether a unit may receive the referral' },
    description: {
      zh: '为转诊医嘱选定转入单位时，按转诊关系判断可否转往该单位，并列明依据。',
      en: 'When somebody is chosen to carry a referral out: whether the relation between the two units permits it, and on which clause.',
    },
    question: { zh: '能否转往该单位', en: 'This destination' },
    decision: 'relationMatrix',
    overrideReasons: 'referral.overrideReason',
    hooks: {
      'order-dispatch': {
        version: '1.1',
        prefetch: {
          patient,
          orders: 'ServiceRequest?_id={{context.dispatchedOrders}}',
          performer: '{{context.performer}}',
        },
      },
    },
  },
  {
    id: 'step-down',
    title: { zh: '下转判定', en: 'whether a patient may be stepped down' },
    description: {
      zh: '患者出院时，判断能否由本单位下转到基层继续治疗，并列明依据；资料不全时说明还缺什么。',
      en: 'At discharge: whether this institution may step the patient down to primary care, and on which clause; what is missing where something is.',
    },
    question: { zh: '能否下转', en: 'The step-down' },
    decision: 'downReferral',
    assumes: { 'referral.direction': 'down', 'referral.initiator': 'institution' },
    overrideReasons: 'referral.overrideReason',
    hooks: { 'encounter-discharge': { version: '1.0', prefetch: { patient, ...stay } } },
  },
  {
    id: 'pathway-entry',
    title: { zh: '临床路径入径提示', en: 'entry into a clinical pathway' },
    description: {
      zh: '按县区现行规则判断住院患者是否符合入径标准，并列明依据；资料不全时说明还缺什么。',
      en: 'Whether an inpatient meets the criteria of entry by the rules in force, and on which clause; what is missing where something is.',
    },
    question: { zh: '能否入径', en: 'Entry' },
    decision: 'pathwayEntry',
    overrideReasons: 'episode.exclusionReason',
    fetched: ['episode.mainDiagnosis', 'episode.otherDiagnoses'],
    hooks: {
      'encounter-start': { version: '1.0', prefetch: stay },
      'patient-view': { version: '1.0', prefetch: stay },
    },
  },
]
