import { useTranslation } from 'react-i18next'
import { IssueList } from '../problems/issue-list.tsx'
import { Notice } from '../../kit/notices/notice.tsx'
import type { Publication } from './use-publication.ts'

/** The errors that stop the publication, each a link to its place; nothing where there is none. */
export function StoppingSection(props: {
  readonly publication: Publication
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { ruleset, issues } = props.publication
  // Changed scenarios have a section of their own, which tells more than an issue can.
  const stopping = issues.filter(
    ({ severity, code }) => severity === 'error' && code !== 'SCENARIO_CHANGED',
  )
  if (stopping.length === 0) return null
  return (
    <section>
      <Notice kind="error" title={t('publish.stopped', { count: stopping.length })} />
      <div className="publish-issues">
        <IssueList ruleset={ruleset} issues={stopping} onJump={props.onClose} />
      </div>
    </section>
  )
}
