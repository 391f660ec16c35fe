import { type Facts, type Pathway, type Ruleset, subjectOf } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import { knownUnits, unitsFilling } from '../context/known-units.ts'
import type { OperationContext } from '../context/operation-context.ts'

/**
 * The facts a case begins with: those given, and the unit of each party that an office of the community fills, by the
 * county's list of units. A case of the community is begun without any fact: what was done is for each office to say.
 * @throws ServerError PROCEDURE_FACTS, OFFICE_UNFILLED, OFFICE_TWICE
 */
export async function fillOffices(
  context: OperationContext,
  { manifest, offices }: Pick<Ruleset, 'manifest' | 'offices'>,
  pathway: Pathway,
  given: Facts,
): Promise<Facts> {
  if (subjectOf(pathway) === 'community' && Object.keys(given).length > 0)
    throw new ServerError('PROCEDURE_FACTS', { pathway: pathway.title })
  const filled = pathway.parties.filter(({ office }) => office !== undefined)
  if (filled.length === 0) return given
  const { units } = await knownUnits(context, manifest.id)
  const facts: Record<string, Facts[string]> = { ...given }
  for (const { office = '', unitFact } of filled) {
    if (given[unitFact] !== undefined && given[unitFact] !== null) continue
    const filling = unitsFilling(units, office)
    const title = offices.find(({ id }) => id === office)?.title ?? office
    const [unit, other] = filling
    if (unit === undefined) throw new ServerError('OFFICE_UNFILLED', { office: title })
    if (other !== undefined)
      throw new ServerError('OFFICE_TWICE', {
        office: title,
        units: filling.map((each) => each.title).join('、'),
      })
    facts[unitFact] = unit.id
  }
  return facts
}
