import type { Bundle, Pathway } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { Notice } from '../../kit/notices/notice.tsx'
import { wallClock } from './clock.ts'
import { DecisionExplanation, LineTable } from './decision-report.tsx'
import type { SimulationEntry } from './simulation.ts'

/** What the current step led to, and why. */
export function SimulationStep(props: {
  readonly bundle: Bundle
  readonly pathway: Pathway
  readonly entry: SimulationEntry
}) {
  const { t } = useTranslation()
  const text = useText()
  const { result, event } = props.entry
  const party = (id: string): string =>
    text(props.pathway.parties.find((known) => known.id === id)?.title, id)
  return (
    <div className="simulation-step">
      {!result.taken && <Notice kind="warning" title={text(result.issue.message)} />}
      {event?.reason !== undefined && <p>{t('simulator.reasonGiven', { reason: event.reason })}</p>}
      {result.taken && result.actions.length > 0 && (
        <ul className="simulation-actions" aria-label={t('simulator.actions')}>
          {result.actions.map((action, index) => (
            <li key={index}>
              {action.to === undefined
                ? text(action.title)
                : t('simulator.actionTo', { title: text(action.title), to: party(action.to) })}
              {action.dueAt !== undefined && (
                <span className="quiet">
                  {' '}
                  {t('simulator.dueAt', { at: wallClock(action.dueAt) })}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {result.decisions.map((decision) => (
        <div key={decision.decision}>
          <DecisionExplanation bundle={props.bundle} result={decision} />
          <details>
            <summary>{t('simulator.showLines')}</summary>
            <LineTable bundle={props.bundle} result={decision} />
          </details>
        </div>
      ))}
      {result.decisions.length === 0 && result.taken && (
        <p className="quiet">{t('simulator.noDecision')}</p>
      )}
    </div>
  )
}
