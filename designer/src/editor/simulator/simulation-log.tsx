import { type Pathway, statePath } from '@jieli/engine'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { wallClock } from './clock.ts'
import type { Walk, WalkEntry } from './simulation.ts'
import { eventWords, stateWords } from './simulation-labels.ts'

/** Everything done so far. A click goes back to a step, and forward again while nothing else was done. */
export function WalkLog(props: {
  readonly walk: Walk
  readonly pathway: Pathway
  readonly onGo: (cursor: number) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const { walk, pathway } = props
  const title = (entry: WalkEntry): string => eventTitle(entry, pathway, text, t)
  return (
    <ol className="walk-log" aria-label={t('simulator.log')}>
      {walk.entries.map((entry, index) => {
        const path = statePath(entry.snapshot.value)
        return (
          <li key={index}>
            <button
              type="button"
              className={index > walk.cursor ? 'log-entry log-later' : 'log-entry'}
              aria-current={index === walk.cursor ? 'step' : undefined}
              onClick={() => props.onGo(index)}
            >
              <span className="log-time quiet">{wallClock(entry.event?.at ?? walk.at)}</span>
              <strong>{title(entry)}</strong>
              <span>
                {entry.result.taken
                  ? t('simulator.reached', { state: text(stateWords(pathway, path), path) })
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
  { event }: WalkEntry,
  pathway: Pathway,
  text: ReturnType<typeof useText>,
  t: TFunction,
): string {
  if (event === undefined) return t('simulator.started')
  const { title, elapsed } = eventWords(pathway, event.type)
  const words = text(title, event.type)
  return elapsed ? t('simulator.elapsed', { title: words }) : words
}
