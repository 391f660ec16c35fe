import type { Pathway, Ruleset } from '@jieli/engine'
import type { CorrectionPreview } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { stateAt } from '../../../document/state/state-path.ts'
import { useText } from '../../../kit/i18n/use-language.ts'
import { CaseFacts } from '../case-facts.tsx'
import { CorrectedSteps } from './corrected-steps.tsx'
import { useOutcomeLines } from './outcome-lines.ts'

/** What a case would become by a correction: state, facts, times, duties, what is told, and its steps. */
export function CorrectionOutcome(props: {
  readonly preview: CorrectionPreview
  readonly ruleset: Ruleset
  readonly pathway: Pathway
}) {
  const { t } = useTranslation()
  const text = useText()
  const { preview, ruleset, pathway } = props
  const { changes, correction } = preview
  const titleOf = (path: string): string => text(stateAt(pathway, path)?.meta.title, path)
  const lines = [
    ...useOutcomeLines(props, preview),
    ...correction.voided.map(({ id, action }) => ({
      key: id,
      words: t('corrections.untold', { title: text(action.title) }),
    })),
  ]
  return (
    <section className="correction-outcome" aria-label={t('corrections.outcome')}>
      <h3>{t('corrections.outcome')}</h3>
      <p>
        <strong>
          {preview.before === preview.state
            ? t('corrections.staysIn', { state: titleOf(preview.state) })
            : t('corrections.leadsTo', {
                before: titleOf(preview.before),
                state: titleOf(preview.state),
              })}
        </strong>
      </p>
      {lines.length > 0 && (
        <ul>
          {lines.map(({ key, words }) => (
            <li key={key}>{words}</li>
          ))}
        </ul>
      )}
      {Object.keys(changes).length > 0 && (
        <>
          <p>{t('corrections.factsChanged')}</p>
          <CaseFacts facts={changes} ruleset={ruleset} />
        </>
      )}
      <CorrectedSteps correction={correction} pathway={pathway} open />
    </section>
  )
}
