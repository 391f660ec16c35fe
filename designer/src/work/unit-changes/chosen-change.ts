import type { UnitChangeQuery } from '@jieli/server/contracts'

/** A change while it is being filled in. */
export interface ChosenChange {
  readonly unit: string | null
  readonly kind: UnitChangeQuery['kind']
  readonly successor: string | null
  readonly title: string
  readonly on: string
}

/** The change that was chosen, once nothing of it is missing. Pure. */
export function changeOf({
  unit,
  kind,
  successor,
  title,
  on,
}: ChosenChange): UnitChangeQuery | undefined {
  if (unit === null) return undefined
  if (kind === 'renamed')
    return title.trim() === '' ? undefined : { kind, unit, title: title.trim(), on }
  return successor === null || successor === unit ? undefined : { kind, unit, successor, on }
}
