import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isRoleOfUnits,
  may,
  mayGive,
  mayRuleset,
  mayWhole,
  reachOf,
  unitsOf,
} from '../../../server/src/contracts/policy.ts'
import {
  type Grant,
  type Permission,
  permissionPlaces,
  permissions,
  rolePermissions,
  roles,
} from '../../../server/src/contracts/roles.ts'

const counties = ['yunling', 'qinghe', 'beishan']
const units = ['u1', 'u2', 'u3']
const permission = fc.constantFrom(...permissions)
const county = fc.constantFrom(...counties)
const grant: fc.Arbitrary<Grant> = fc.record({
  role: fc.constantFrom(...roles),
  county: fc.oneof(county, fc.constant('*')),
  units: fc.oneof(fc.constant('*' as const), fc.subarray(units)),
})
const grants = fc.array(grant, { maxLength: 4 })
const place = fc.record(
  { county: fc.oneof(county, fc.constant('*')), units: fc.subarray(units) },
  { requiredKeys: ['county'] },
)

/** Said anew, as plainly as the rule reads: what one grant allows at one place. */
function allowed(
  { role, county: held, units: own }: Grant,
  asked: Permission,
  where: { county: string; units?: readonly string[] } | undefined,
): boolean {
  const carried: readonly Permission[] = rolePermissions[role]
  if (!carried.includes(asked)) return false
  const smallest = permissionPlaces[asked]
  if (smallest === 'everywhere' && (held !== '*' || own !== '*')) return false
  if (smallest === 'county' && own !== '*') return false
  if (own !== '*' && !['caseWorker', 'integrator', 'assessor'].includes(role)) return false
  if (where === undefined) return true
  if (held !== '*' && held !== where.county) return false
  return where.units === undefined || own === '*' || where.units.some((unit) => own.includes(unit))
}

describe('may', () => {
  it('denies everything to whom nothing is granted', () => {
    fc.assert(
      fc.property(permission, place, (asked, where) => {
        expect(may({ grants: [] }, asked, where)).toBe(false)
        expect(may({ grants: [] }, asked)).toBe(false)
      }),
    )
  })

  it('allows exactly what one grant allows by itself', () => {
    fc.assert(
      fc.property(
        grants,
        permission,
        fc.option(place, { nil: undefined }),
        (held, asked, where) => {
          const expected = held.some((each) => allowed(each, asked, where))
          expect(may({ grants: held }, asked, where)).toBe(expected)
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('never allows less when a grant is added, nor more when the place is narrowed', () => {
    fc.assert(
      fc.property(grants, grant, permission, place, (held, more, asked, where) => {
        if (!may({ grants: held }, asked, where)) return
        expect(may({ grants: [...held, more] }, asked, where)).toBe(true)
        expect(may({ grants: held }, asked)).toBe(true)
        expect(may({ grants: held }, asked, { county: where.county })).toBe(true)
      }),
    )
  })

  it('never joins the county of one grant with the units or the role of another', () => {
    const held: Grant[] = [
      { role: 'caseWorker', county: 'yunling', units: ['u1'] },
      { role: 'caseWorker', county: 'qinghe', units: ['u2'] },
      { role: 'auditor', county: 'beishan', units: '*' },
    ]
    const step = (at: string, unit: string) =>
      may({ grants: held }, 'cases.step', { county: at, units: [unit] })
    expect(step('yunling', 'u1')).toBe(true)
    expect(step('yunling', 'u2')).toBe(false)
    expect(step('beishan', 'u1')).toBe(false)
  })

  it('a case that concerns no unit is open only to those with every unit', () => {
    const where = { county: 'yunling', units: [] }
    const held: Grant[] = [{ role: 'caseWorker', county: '*', units }]
    expect(may({ grants: held }, 'cases.read', where)).toBe(false)
    const wide: Grant[] = [{ role: 'caseWorker', county: '*', units: '*' }]
    expect(may({ grants: wide }, 'cases.read', where)).toBe(true)
  })

  it.each(['constructor', '__proto__', 'toString', 'owner'])(
    'a grant with the unknown role %s allows nothing',
    (role) => {
      const held = [{ role, county: '*', units: '*' }] as unknown as Grant[]
      for (const asked of permissions) {
        expect(may({ grants: held }, asked)).toBe(false)
        expect(reachOf({ grants: held }, asked)).toEqual([])
      }
    },
  )
})

describe('units bind', () => {
  it('a grant for single units never carries what is the county as a whole', () => {
    fc.assert(
      fc.property(fc.constantFrom(...roles), fc.subarray(units), permission, (role, own, asked) => {
        const holder = { grants: [{ role, county: 'yunling', units: own }] }
        if (permissionPlaces[asked] !== 'unit') expect(may(holder, asked)).toBe(false)
        expect(mayWhole(holder, asked, 'yunling')).toBe(false)
      }),
    )
  })

  it('a role whose work is the county as a whole carries nothing at all for single units', () => {
    for (const role of roles.filter((each) => !isRoleOfUnits(each)))
      for (const asked of permissions)
        expect(may({ grants: [{ role, county: '*', units: ['u1'] }] }, asked)).toBe(false)
  })

  it('the units somebody reaches are exactly those they may do something for', () => {
    fc.assert(
      fc.property(grants, permission, county, (held, asked, at) => {
        const reached = unitsOf({ grants: held }, asked, at)
        for (const unit of units)
          expect(reached === '*' || reached.has(unit)).toBe(
            may({ grants: held }, asked, { county: at, units: [unit] }),
          )
      }),
      { numRuns: 1000 },
    )
  })
})

describe('rulesets', () => {
  it('a template is read by whoever reads rules anywhere, and changed only from everywhere', () => {
    const editor = (at: string) => ({
      grants: [{ role: 'editor', county: at, units: '*' } as const],
    })
    expect(mayRuleset(editor('yunling'), 'rulesets.read', {})).toBe(true)
    expect(mayRuleset(editor('yunling'), 'drafts.write', {})).toBe(false)
    expect(mayRuleset(editor('*'), 'drafts.write', {})).toBe(true)
  })

  it("a county's ruleset is read and changed within that county", () => {
    const editor = { grants: [{ role: 'editor', county: 'yunling', units: '*' } as const] }
    for (const asked of ['rulesets.read', 'drafts.write'] as const) {
      expect(mayRuleset(editor, asked, { county: 'yunling' })).toBe(true)
      expect(mayRuleset(editor, asked, { county: 'qinghe' })).toBe(false)
    }
  })
})

describe('giving rights', () => {
  it('an administrator gives nothing beyond the counties they look after', () => {
    fc.assert(
      fc.property(grants, grants, (held, given) => {
        if (!mayGive({ grants: held }, 'users.manage', given)) return
        for (const each of given)
          expect(may({ grants: held }, 'users.manage', { county: each.county })).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('roles', () => {
  it('hold every permission somewhere', () => {
    const held = new Set<string>(Object.values(rolePermissions).flat())
    expect([...held].toSorted()).toEqual([...permissions].toSorted())
  })

  it('keep drafting apart from publishing, and managing people apart from deciding cases', () => {
    for (const role of roles) {
      const held: readonly string[] = rolePermissions[role]
      expect(held.includes('drafts.write') && held.includes('rulesets.publish')).toBe(false)
      expect(held.includes('users.manage') && held.includes('cases.step')).toBe(false)
    }
  })
})
