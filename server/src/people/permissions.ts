/** Everything a route may ask for. What no role names, nobody may do. */
export const permissions = [
  'rulesets.read',
  'rulesets.publish',
  'rulesets.import',
  'signers.manage',
  'drafts.read',
  'drafts.write',
  'decide',
  'cases.read',
  'cases.start',
  'cases.step',
  'assessment.read',
  'assessment.import',
  'assessment.write',
  'assessment.review',
  'assessment.finalise',
  'assessment.object',
  'audit.read',
  'users.manage',
  'keys.manage',
] as const

export type Permission = (typeof permissions)[number]

const reading = ['rulesets.read', 'decide'] as const
const drafting = [...reading, 'drafts.read', 'drafts.write'] as const

/**
 * What each role may do. An administrator says who may be let in, people and other servers' keys, and nothing else:
 * who may let others in decides no case.
 */
export const rolePermissions = {
  editor: drafting,
  reviewer: [...reading, 'drafts.read'],
  approver: [...reading, 'drafts.read', 'assessment.read', 'assessment.finalise'],
  assessor: [
    ...reading,
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
    'cases.start',
    'cases.step',
    'assessment.read',
    'assessment.object',
  ],
  auditor: ['rulesets.read', 'drafts.read', 'cases.read', 'assessment.read', 'audit.read'],
  integrator: [
    ...reading,
    'cases.read',
    'cases.start',
    'cases.step',
    'assessment.read',
    'assessment.import',
  ],
  administrator: [
    'rulesets.read',
    'rulesets.import',
    'signers.manage',
    'audit.read',
    'users.manage',
    'keys.manage',
  ],
} as const satisfies Record<string, readonly Permission[]>

export type Role = keyof typeof rolePermissions

export const roles = Object.keys(rolePermissions) as readonly Role[]

/** A role, and where it holds. */
export interface Grant {
  readonly role: Role
  /** A county's id, or `*` for every county. */
  readonly county: string
  /** Ids of units, or `*` for every unit of the county. */
  readonly units: '*' | readonly string[]
}

/**
 * The grants that carry a permission. A grant with a role of another Jieli
 * carries none. Pure.
 */
export function grantsWith(grants: readonly Grant[], permission: Permission): Grant[] {
  return grants.filter(({ role }) => permissionsOf(role).includes(permission))
}

function permissionsOf(role: string): readonly Permission[] {
  return Object.hasOwn(rolePermissions, role) ? rolePermissions[role as Role] : []
}
