import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { authorize } from '../../../server/src/people/authorize.ts'
import {
  grantsWith,
  permissions,
  rolePermissions,
  roles,
  type Grant,
} from '../../../server/src/people/permissions.ts'

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
const scope = fc.record({ county, units: fc.subarray(units) }, { requiredKeys: [] })

describe('authorize', () => {
  it('denies everything to whom nothing is granted', () => {
    fc.assert(
      fc.property(permission, scope, (asked, where) => {
        expect(authorize({ grants: [] }, asked, where)).toBe(false)
      }),
    )
  })

  it('allows exactly when one grant has the permission, the county and a unit', () => {
    fc.assert(
      fc.property(grants, permission, scope, (held, asked, where) => {
        const expected = held.some((each) => {
          const may: readonly string[] = rolePermissions[each.role]
          if (!may.includes(asked)) return false
          if (where.county !== undefined && ![where.county, '*'].includes(each.county)) return false
          if (where.units === undefined || each.units === '*') return true
          return (
            [...each.units, ...where.units].length > new Set([...each.units, ...where.units]).size
          )
        })
        expect(authorize({ grants: held }, asked, where)).toBe(expected)
      }),
      { numRuns: 2000 },
    )
  })

  it('never allows less when a grant is added, nor more when the scope is narrowed', () => {
    fc.assert(
      fc.property(grants, grant, permission, scope, (held, more, asked, where) => {
        if (!authorize({ grants: held }, asked, where)) return
        expect(authorize({ grants: [...held, more] }, asked, where)).toBe(true)
        expect(authorize({ grants: held }, asked)).toBe(true)
      }),
    )
  })

  it('never joins the county of one grant with the units or the role of another', () => {
    const held: Grant[] = [
      { role: 'caseWorker', county: 'yunling', units: ['u1'] },
      { role: 'caseWorker', county: 'qinghe', units: ['u2'] },
      { role: 'auditor', county: 'beishan', units: '*' },
    ]
    expect(authorize({ grants: held }, 'cases.step', { county: 'yunling', units: ['u1'] })).toBe(
      true,
    )
    expect(authorize({ grants: held }, 'cases.step', { county: 'yunling', units: ['u2'] })).toBe(
      false,
    )
    expect(authorize({ grants: held }, 'cases.step', { county: 'beishan', units: ['u1'] })).toBe(
      false,
    )
  })

  it('a case that concerns no unit is open only to those with every unit', () => {
    const held: Grant[] = [{ role: 'caseWorker', county: '*', units: units }]
    expect(authorize({ grants: held }, 'cases.read', { county: 'yunling', units: [] })).toBe(false)
    const wide: Grant[] = [{ role: 'caseWorker', county: '*', units: '*' }]
    expect(authorize({ grants: wide }, 'cases.read', { county: 'yunling', units: [] })).toBe(true)
  })

  it.each(['constructor', '__proto__', 'toString', 'owner'])(
    'a grant with the unknown role %s allows nothing',
    (role) => {
      const held = [{ role, county: '*', units: '*' }] as unknown as Grant[]
      for (const asked of permissions) {
        expect(authorize({ grants: held }, asked)).toBe(false)
        expect(grantsWith(held, asked)).toEqual([])
      }
    },
  )
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
