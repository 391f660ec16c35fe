import { compareValues } from '../decisions/compare-values.ts'
import { fitsType } from '../decisions/fits-type.ts'
import { type Contract, contractSchema } from '../model/contract.ts'
import { jsonEqual } from '../model/json.ts'
import type { Value } from '../model/value.ts'
import { type ValueType, valueTypeModules } from '../model/value-types/value-types.ts'

/** Which modes bind as much as another, or more. */
const bindsAsMuch: Readonly<Record<Contract['mode'], readonly Contract['mode'][]>> = {
  free: ['free', 'bounded', 'tightenOnly', 'locked'],
  bounded: ['bounded', 'tightenOnly', 'locked'],
  tightenOnly: ['tightenOnly', 'locked'],
  locked: ['locked'],
}

/**
 * True when a child's contract still binds whoever comes below it as the parent's would: no milder mode, no other
 * direction, no wider bounds, nobody else's authority, no permission for exceptions that was not there. Pure.
 */
export function keepsContract(
  theirs: Contract,
  value: unknown,
  type: ValueType | undefined,
): boolean {
  const parsed = contractSchema.safeParse(value)
  if (!parsed.success) return theirs.mode === 'free' && value === undefined
  const ours = parsed.data
  if (!bindsAsMuch[theirs.mode].includes(ours.mode)) return false
  if (theirs.mode === 'free') return true
  if ((ours.authority ?? 'province') !== (theirs.authority ?? 'province')) return false
  if (ours.exceptions === true && theirs.exceptions !== true) return false
  if (ours.mode === 'locked') return true
  if (theirs.mode === 'tightenOnly' && (ours.direction ?? 'down') !== (theirs.direction ?? 'down'))
    return false
  return keepsBounds(theirs, ours, type)
}

function keepsBounds(theirs: Contract, ours: Contract, type: ValueType | undefined): boolean {
  const within = (
    bound: Value | undefined,
    own: Value | undefined,
    crossed: 'lessThan' | 'greaterThan',
  ) => {
    if (bound === undefined || jsonEqual(bound, own)) return true
    if (own === undefined || type === undefined) return false
    if (!valueTypeModules[type].operators.includes(crossed)) return false
    if (!fitsType(type, bound) || !fitsType(type, own)) return false
    return !compareValues({ type }, crossed, own, bound)
  }
  const listed =
    theirs.oneOf === undefined ||
    (ours.oneOf?.every((one) => theirs.oneOf?.some((known) => jsonEqual(known, one))) ?? false)
  return (
    listed &&
    within(theirs.minimum, ours.minimum, 'lessThan') &&
    within(theirs.maximum, ours.maximum, 'greaterThan')
  )
}
