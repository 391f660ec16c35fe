import { type Pathway, statePath } from '@jieli/engine'
import type { TFunction } from 'i18next'
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
  const title = (entry: SimulationEntry): string => eventTitle(entry, pathway, text, t)
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
            </button>
          </li>
        )
      })}
    </ol>
  )
}

function eventTitle(
  { event }: SimulationEntry,
  pathway: Pathway,
  text: ReturnType<typeof useText>,
  t: TFunction,
): string {
  if (event === undefined) return t('simulator.started')
  const { title, elapsed } = eventLabel(pathway, event.type)
  const label = text(title, event.type)
  return elapsed ? t('simulator.elapsed', { title: label }) : label
}
