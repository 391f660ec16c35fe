import {
  actingUnit,
  dutyStanding,
  type Facts,
  isOpenDuty,
  type Pathway,
  type Ruleset,
} from '@jieli/engine'
import type { Case } from '@jieli/server/contracts'
import { useText } from '../../kit/i18n/use-language.ts'
import { useNow } from '../../kit/i18n/use-now.ts'
import { DutyLine } from '../duties/duty-line.tsx'

/** What somebody has to do in a case, or had to: what is open first, by when it is due. */
export function CaseDuties(props: {
  readonly document: Case
  readonly ruleset: Ruleset
  readonly pathway: Pathway
}) {
  const text = useText()
  const { document, ruleset, pathway } = props
  const { successors } = document
  const now = new Date(useNow()).toISOString()
  const duties = document.duties.toSorted((a, b) => placeOf(a) - placeOf(b))
  return (
    <ul>
      {duties.map((each) => {
        const duty = ruleset.duties.find(({ id }) => id === each.duty)
        const party = pathway.parties.find(({ id }) => id === duty?.owedBy)
        const unit =
          party && actingUnit({ facts: document.facts as Facts, successors }, party.unitFact)
        return (
          <DutyLine
            key={`${each.duty} ${each.number}`}
            duty={{
              ...each,
              standing: dutyStanding(each, now),
              party: party?.title,
              unit: unit ?? null,
            }}
          >
            {text(duty?.title, each.duty)}
          </DutyLine>
        )
      })}
    </ul>
  )
}

/** The open ones by when they are due, those without a time behind them, then what is settled, the latest first. */
function placeOf(duty: Case['duties'][number]): number {
  const { dueAt, settledAt } = duty
  if (isOpenDuty(duty)) return dueAt === undefined ? Number.MAX_SAFE_INTEGER / 4 : Date.parse(dueAt)
  return Number.MAX_SAFE_INTEGER / 2 - Date.parse(settledAt ?? '')
}
