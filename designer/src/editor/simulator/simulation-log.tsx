import { type Duty, dutyChangeNames, type Pathway, statePath } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { wallClock } from './clock.ts'
import type { Simulation, SimulationEntry } from './simulation.ts'
import { eventLabel, stateTitle } from './simulation-labels.ts'

/** Everything done so far. A click goes back to a step, and forward again while nothing else was done. */
export function SimulationLog(props: {
  readonly simulation: Simulation
  readonly pathway: Pathway
  readonly onGo: (cursor: number) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const { simulation, pathway } = props
  const { duties } = simulation.bundle.ruleset
  const title = ({ event }: SimulationEntry): string => {
    if (event === undefined) return t('simulator.started')
    const label = eventLabel(pathway, event.type, duties)
    const words = text(label.title, event.type)
    return label.elapsed ? t('simulator.elapsed', { title: words }) : words
  }
  return (
    <ol className="simulation-log" aria-label={t('simulator.log')}>
      {simulation.entries.map((entry, index) => {
        const path = statePath(entry.snapshot.value)
        return (
          <li key={index}>
            <button
              type="button"
              className={index > simulation.cursor ? 'log-entry log-later' : 'log-entry'}
              aria-current={index === simulation.cursor ? 'step' : undefined}
              onClick={() => props.onGo(index)}
            >
              <span className="log-time quiet">{wallClock(entry.event?.at ?? simulation.at)}</span>
              <strong>{title(entry)}</strong>
              <span>
                {entry.result.taken
                  ? t('simulator.reached', { state: text(stateTitle(pathway, path), path) })
                  : t('simulator.refused')}
              </span>
              <DutyChanges entry={entry} duties={duties} />
            </button>
          </li>
        )
      })}
    </ol>
  )
}

/** What a step made begin, kept, or found late. */
function DutyChanges(props: { readonly entry: SimulationEntry; readonly duties: readonly Duty[] }) {
  const { t } = useTranslation()
  const text = useText()
  const { result } = props.entry
  if (!result.taken) return null
  return result.duties.map(({ duty, number, change }) => (
    <span key={`${duty}${number}${change}`} className="log-duty">
      {t('simulator.dutyChange', {
        title: text(props.duties.find(({ id }) => id === duty)?.title, duty),
        change: text(dutyChangeNames[change]),
      })}
    </span>
  ))
}
