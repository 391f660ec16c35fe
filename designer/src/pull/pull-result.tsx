import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { PulledDraft } from '../api/comparisons.ts'
import { useDocument } from '../editing/use-document.ts'
import { useText } from '../i18n/use-language.ts'
import { IssueList } from '../problems/issue-list.tsx'
import { Notice } from '../shell/notice.tsx'

/** What came of a pull: the draft as it is now, with its problems and the scenarios that fail. */
export function PullResult(props: { readonly pulled: PulledDraft }) {
  const { t } = useTranslation()
  const text = useText()
  const ruleset = useDocument((state) => state.present)
  const { from, to, issues, scenarios } = props.pulled
  const failed = scenarios.filter(({ passed }) => !passed)
  const serious = issues.filter(({ severity }) => severity !== 'info')
  return (
    <Notice
      kind={failed.length === 0 && serious.length === 0 ? 'success' : 'warning'}
      title={t('pull.done', { from, to })}
    >
      <p>
        {t('pull.scenarios', { passed: scenarios.length - failed.length, count: scenarios.length })}
      </p>
      {failed.length > 0 && (
        <ul>
          {failed.map((scenario) => (
            <li key={scenario.id}>{text(scenario.title)}</li>
          ))}
        </ul>
      )}
      <IssueList ruleset={ruleset} issues={serious} />
      <p>
        <Link to="../differences?from=parent&to=draft">{t('pull.seeDifferences')}</Link>
      </p>
    </Notice>
  )
}
