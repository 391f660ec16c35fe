export { isRoleOfUnits, may, mayRuleset, mayWhole, unitsOf, type Holder } from './policy.ts'
export { roles, type Grant, type Permission, type Role } from './roles.ts'
