import type { OrgUnit } from '@jieli/engine'
import type { UnitChangeQuery } from '../../contracts/unit-change.ts'

/** A list of units after a change of one; the same where it says so already. Pure. */
export function changedList(
  units: readonly OrgUnit[],
  change: UnitChangeQuery,
): readonly OrgUnit[] {
  const unit = units.find(({ id }) => id === change.unit)
  if (unit === undefined) return units
  if (change.kind === 'renamed')
    return unit.title === change.title
      ? units
      : units.map((each) => (each === unit ? renamed(unit, change) : each))
  const { kind: how, on, successor } = change
  if (unit.ended !== undefined || !units.some(({ id }) => id === successor)) return units
  return units.map((each) => {
    if (each === unit) return { ...unit, ended: { how, on, successor } }
    // The offices pass on, and what belonged to the one belongs to the other.
    const below = each.parent === unit.id && each.id !== successor ? { parent: successor } : {}
    const offices = [...new Set([...(each.offices ?? []), ...(unit.offices ?? [])])]
    const fills = each.id === successor && unit.offices !== undefined ? { offices } : {}
    return { ...each, ...below, ...fills }
  })
}

function renamed(
  unit: OrgUnit,
  { title, on }: Extract<UnitChangeQuery, { kind: 'renamed' }>,
): OrgUnit {
  const former = { title: unit.title, until: on }
  return { ...unit, title, formerTitles: [...(unit.formerTitles ?? []), former] }
}
