import { describeCause, describeChange } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { OutcomeChanges } from './outcome-changes.tsx'
import type { Publication } from './use-publication.ts'
import { useChanges } from './use-changes.ts'

const datedValue = /^\/parameters\/[^/]+\/values\//

/** What changes against the version in force: item by item, and which cases are decided otherwise. */
export function ChangesSection(props: {
  readonly publication: Publication
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const language = useLanguage()
  const text = useText()
  const { ruleset, from } = props.publication
  const found = useChanges(ruleset, from)
  if (found === undefined) return null
  const { before, changes, version, outcomes, failure } = found
  return (
    <details className="publish-changes" open>
      <summary>{t('publish.changes', { count: changes.length, version })}</summary>
      <ul>
        {changes.map((change) => (
          <li key={`${change.kind} ${change.path}`}>
            {datedValue.test(change.path)
              ? text(describeCause(before, ruleset, change.path))
              : describeChange({ before, after: ruleset }, change, language)}
          </li>
        ))}
      </ul>
      {outcomes === undefined && failure === null && (
        <p className="quiet">{t('publish.searching')}</p>
      )}
      {outcomes !== undefined && (
        <OutcomeChanges outcomes={outcomes} ruleset={ruleset.manifest.id} onClose={props.onClose} />
      )}
      <FailureNotice error={failure} />
    </details>
  )
}
