/** One of the units of the demonstration county. */
const units = {
  township: {
    id: 'T01',
    kind: 'township-health-centre',
    tier: 'township',
    areaRelation: 'in-area',
  },
  district: { id: 'D01', kind: 'county-general-hospital', tier: 'county', areaRelation: 'in-area' },
  partner: {
    id: 'P01',
    kind: 'municipal-tertiary-hospital',
    tier: 'tertiary',
    areaRelation: 'partner',
  },
} as const

/** The ids of the demonstration county's units. */
export const demoUnits = {
  township: units.township.id,
  district: units.district.id,
  partner: units.partner.id,
} as const

type UnitName = keyof typeof units

/** A made-up referral: its facts when written, then what happened, and by which unit. */
export interface DemoCase {
  readonly facts: Readonly<Record<string, unknown>>
  readonly startedBy: UnitName
  readonly events: readonly {
    readonly by: UnitName
    readonly type: string
    readonly facts?: Readonly<Record<string, unknown>>
    readonly reason?: string
  }[]
}

/** A handful of referrals, each at rest in another state. No person behind any of them is real. */
export const demoCases: readonly DemoCase[] = [
  {
    startedBy: 'township',
    facts: {
      ...upReferral('demo-patient-01', 'J18.9'),
      'consent.optionsPresented': 2,
      'patient.contracted': true,
    },
    events: [{ by: 'township', type: 'submit' }],
  },
  {
    startedBy: 'township',
    facts: upReferral('demo-patient-02', 'K35.8'),
    events: [
      { by: 'township', type: 'submit' },
      { by: 'district', type: 'claim' },
      { by: 'district', type: 'requestInfo', reason: '请补充腹部超声结果' },
    ],
  },
  {
    startedBy: 'township',
    facts: upReferral('demo-patient-03', 'I63.9'),
    events: [
      { by: 'township', type: 'submit' },
      { by: 'district', type: 'accept' },
      { by: 'district', type: 'arrive' },
      { by: 'district', type: 'startCare' },
    ],
  },
  {
    // A disease on the township's own list: advised against, never refused.
    startedBy: 'township',
    facts: upReferral('demo-patient-04', 'J06.9'),
    events: [
      { by: 'township', type: 'submit' },
      { by: 'district', type: 'accept' },
    ],
  },
  {
    startedBy: 'district',
    facts: {
      'referral.direction': 'down',
      'referral.initiator': 'institution',
      'referral.emergencyCritical': false,
      'referral.predecessorReferralId': 'demo-referral-00',
      'patient.id': 'demo-patient-05',
      'consent.status': 'given',
      ...between('district', 'township'),
      'clinical.primaryDiagnosis': 'I63.9',
      'clinical.complexCareCompleted': true,
      'clinical.stable': true,
      'clinical.diagnosisEstablished': true,
      'clinical.category': 'recovery',
      'followUp.trackingPhysicianAssigned': true,
      'followUp.trackingPhysicianId': 'demo-doctor-07',
      'medication.availableAtDestination': true,
    },
    events: [
      { by: 'district', type: 'submit' },
      { by: 'township', type: 'accept' },
      { by: 'township', type: 'arrive' },
      { by: 'township', type: 'startCare' },
      {
        by: 'township',
        type: 'reportOutcome',
        facts: {
          'feedback.diagnosis': '脑梗死恢复期',
          'feedback.treatment': '康复训练，二级预防用药',
          'feedback.nextSteps': '两周后门诊复查',
        },
      },
      { by: 'district', type: 'confirmFeedback' },
    ],
  },
  {
    // Stability is not known, so nothing can be decided yet: sending it is refused with what is missing.
    startedBy: 'district',
    facts: {
      'referral.direction': 'down',
      'referral.initiator': 'institution',
      'referral.emergencyCritical': false,
      'patient.id': 'demo-patient-06',
      'consent.status': 'given',
      ...between('district', 'township'),
      'clinical.primaryDiagnosis': 'S72.0',
    },
    events: [{ by: 'district', type: 'submit' }],
  },
  {
    startedBy: 'township',
    facts: {
      'referral.direction': 'up',
      'referral.initiator': 'institution',
      'referral.emergencyCritical': true,
      'patient.id': 'demo-patient-07',
      ...between('township', 'district'),
    },
    events: [
      { by: 'township', type: 'emergencyArrival' },
      { by: 'district', type: 'startCare' },
    ],
  },
]

function upReferral(patient: string, diagnosis: string): Record<string, unknown> {
  return {
    'referral.direction': 'up',
    'referral.initiator': 'institution',
    'referral.emergencyCritical': false,
    'referral.indications': ['beyond-capability'],
    'patient.id': patient,
    'consent.status': 'given',
    ...between('township', 'district'),
    'clinical.primaryDiagnosis': diagnosis,
  }
}

function between(from: UnitName, to: UnitName): Record<string, unknown> {
  return { ...unitFacts('fromUnit', units[from]), ...unitFacts('toUnit', units[to]) }
}

function unitFacts(side: string, unit: (typeof units)[UnitName]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(unit).map(([field, value]) => [`${side}.${field}`, value]),
  )
}
