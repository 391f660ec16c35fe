/**
 * Everything a route may ask for, and the smallest place it can be held for. What concerns other counties' rules or
 * keys, or what binds them, is held for every county; what concerns a county as a whole, for the county; the rest for single units too.
 */
export const permissionPlaces = {
  'rulesets.read': 'unit',
  'rulesets.publish': 'county',
  'rulesets.import': 'everywhere',
  'signers.manage': 'everywhere',
  'jurisdictions.manage': 'everywhere',
  'drafts.read': 'county',
  'drafts.write': 'county',
  'drafts.overlay': 'county',
  'drafts.rebase': 'county',
  decide: 'unit',
  'cases.read': 'unit',
  'cases.sensitive': 'unit',
  'cases.start': 'unit',
  'cases.step': 'unit',
  'cases.correct': 'unit',
  'duties.record': 'unit',
  'assessment.read': 'unit',
  'assessment.import': 'unit',
  'assessment.write': 'county',
  'assessment.review': 'county',
  'assessment.finalise': 'county',
  'assessment.object': 'unit',
  'audit.read': 'county',
  'users.manage': 'county',
  'keys.manage': 'county',
  'timers.manage': 'county',
  'webhooks.manage': 'county',
  'units.change': 'county',
  'persons.export': 'county',
  'persons.erase': 'county',
} as const satisfies Record<string, 'everywhere' | 'county' | 'unit'>

export type Permission = keyof typeof permissionPlaces

export const permissions = Object.keys(permissionPlaces) as readonly Permission[]

const reading = ['rulesets.read', 'decide'] as const
const drafting = [
  ...reading,
  'drafts.read',
  'drafts.write',
  'drafts.overlay',
  'drafts.rebase',
] as const

/**
 * What each role may do. An administrator says who may be let in, people and other servers' keys, says what binds which
 * county, where events are sent to, which unit takes over from which, and keeps the server running: has timers tried again,
 * puts right what a wrong clock wrote. Who may let others in decides no case, and reads none. Those who treat
 * a patient see all of the case; auditors see that it went as it should, without what is sensitive of the patient. What is kept
 * of a person is handed out by auditors, which the log keeps; that it is erased or held, either may propose, and another of them confirms. People put right what was entered wrong; a hospital's system, which sends
 * by itself, does not.
 */
export const rolePermissions = {
  editor: drafting,
  reviewer: [...reading, 'drafts.read'],
  approver: [...reading, 'drafts.read', 'assessment.read', 'assessment.finalise'],
  assessor: [
    ...reading,
    'duties.record',
    'assessment.read',
    'assessment.import',
    'assessment.write',
    'assessment.review',
    'assessment.object',
  ],
  publisher: [...reading, 'drafts.read', 'rulesets.publish', 'rulesets.import'],
  caseWorker: [
    ...reading,
    'cases.read',
    'cases.sensitive',
    'cases.start',
    'cases.step',
    'cases.correct',
    'duties.record',
    'assessment.read',
    'assessment.object',
  ],
  auditor: [
    'rulesets.read',
    'drafts.read',
    'cases.read',
    'assessment.read',
    'audit.read',
    'persons.export',
    'persons.erase',
  ],
  integrator: [
    ...reading,
    'cases.read',
    'cases.sensitive',
    'cases.start',
    'cases.step',
    'duties.record',
    'assessment.read',
    'assessment.import',
  ],
  administrator: [
    'rulesets.read',
    'rulesets.import',
    'signers.manage',
    'jurisdictions.manage',
    'audit.read',
    'users.manage',
    'keys.manage',
    'timers.manage',
    'webhooks.manage',
    'units.change',
    'persons.erase',
  ],
} as const satisfies Record<string, readonly Permission[]>

export type Role = keyof typeof rolePermissions

export const roles = Object.keys(rolePermissions) as readonly Role[]

/**
 * The roles that somebody can have for single units: refer patients, connect a hospital's system, hand in figures. The
 * work of the others is the county's rules, accounts, results or log, which no unit has for itself.
 */
export const rolesOfUnits: readonly Role[] = ['caseWorker', 'integrator', 'assessor']

/** A role, and where it holds. */
export interface Grant {
  readonly role: Role
  /** A county's id, or `*` for every county. */
  readonly county: string
  /** Ids of units, or `*` for every unit of the county. */
  readonly units: '*' | readonly string[]
}
