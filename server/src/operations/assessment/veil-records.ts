import type { CaseRecord, Ruleset } from '@jieli/engine'
import { may, mayWhole } from '../../contracts/policy.ts'
import { ServerError } from '../../errors/server-error.ts'
import { veilOf } from '../cases/veil-case.ts'
import type { Caller } from '../context/caller.ts'

/** A case behind a figure, as somebody may see it. */
export interface VeiledRecord extends CaseRecord {
  /** The facts that are withheld; absent for whoever may see all. */
  readonly hidden?: readonly string[]
}

/** How the contributing cases of a figure are shown to somebody: whole, or without their sensitive facts. */
export interface RecordVeil {
  readonly veil: (records: readonly CaseRecord[]) => readonly VeiledRecord[]
}

/**
 * How somebody sees the contributing cases of a figure. Whoever does not see sensitive facts is not told either which
 * cases have one.
 * @param asked the place of the figure, and the facts it is asked for by
 * @throws ServerError PERMISSION_MISSING
 */
export function veilFor(
  caller: Caller,
  ruleset: Ruleset,
  asked: {
    readonly county: string | undefined
    readonly unit: string | undefined
    readonly by: Readonly<Record<string, string>>
  },
): RecordVeil {
  const { county = '*', unit, by } = asked
  const permission = 'cases.sensitive'
  const whole =
    unit === undefined
      ? mayWhole(caller, permission, county)
      : may(caller, permission, { county, units: [unit] })
  if (whole) return { veil: (records) => records }
  const veil = veilOf(ruleset)
  if (veil(by).hidden.length > 0) throw new ServerError('PERMISSION_MISSING', { permission })
  return {
    veil: (records) =>
      records.map((record) => {
        const { shown, hidden } = veil(record.facts)
        return { ...record, facts: shown, hidden }
      }),
  }
}
