import type { Pathway, Ruleset } from '@jieli/engine'
import type { PaperCasePreview } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { stateAt } from '../../document/state/state-path.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { VersionChosen } from '../../kit/notices/version-chosen.tsx'
import { CaseSteps } from '../cases/corrections/corrected-steps.tsx'
import { useOutcomeLines } from '../cases/corrections/outcome-lines.ts'

/** What the case on a sheet would be: by which version, its state, times, duties, what is told, and its steps. */
export function PaperOutcome(props: {
  readonly preview: PaperCasePreview
  readonly ruleset: Ruleset
  readonly pathway: Pathway
}) {
  const { t } = useTranslation()
  const text = useText()
  const { preview, pathway } = props
  const lines = useOutcomeLines(props, preview)
  return (
    <>
      <h2>{t('paper.outcome')}</h2>
      <p>
        <strong>
          {t('paper.leadsTo', {
            state: text(stateAt(pathway, preview.state)?.meta.title, preview.state),
            version: preview.version,
          })}
        </strong>
      </p>
      <VersionChosen choice={preview.versionChoice} />
      <ul className="step-actions">
        {lines.map(({ key, words }) => (
          <li key={key}>{words}</li>
        ))}
      </ul>
      <CaseSteps
        summary={t('paper.stepCount', { count: preview.steps.length })}
        steps={preview.steps}
        pathway={pathway}
        open
      />
    </>
  )
}
