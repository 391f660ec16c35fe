import type { Case } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { readCaseDraft } from '../../api/approvals.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { Notice } from '../../kit/notices/notice.tsx'
import { ApprovalTable } from './approval-table.tsx'
import { ContentHash } from './content-hash.tsx'
import { DraftChanges } from './draft-changes.tsx'
import { DraftComments } from './draft-comments.tsx'
import { RefusalList } from './refusal-list.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'
import './approvals.css'

/** The draft a procedure is about: what it changes, what was remarked on it, and who has approved exactly that. */
export function CaseDraftPanel(props: { readonly document: Case }) {
  const { t } = useTranslation()
  const { id, revision, status } = props.document
  const { data: draft, error } = useQuery({
    queryKey: ['case-draft', id, revision],
    queryFn: () => readCaseDraft(id),
    gcTime: 0,
  })
  return (
    <section className="panel case-section" aria-labelledby="case-draft-title">
      <h2 id="case-draft-title">{t('approvals.title')}</h2>
      <FailureNotice error={error} />
      {draft === undefined ? (
        error === null && <Waiting />
      ) : (
        <>
          <p>
            <span>
              {draft.rounds === 0
                ? t('approvals.notSent', { revision: draft.draft.revision })
                : t('approvals.sent', { revision: draft.draft.revision, round: draft.rounds })}
            </span>{' '}
            <ContentHash content={draft.draft.content} />
          </p>
          {draft.draft.ruleset !== undefined && (
            <p>{t('approvals.ofOther', { ruleset: draft.draft.ruleset })}</p>
          )}
          {draft.present !== 'same' && (
            <Notice
              kind={draft.present === 'published' ? 'success' : 'warning'}
              title={t(`approvals.present.${draft.present}`)}
            />
          )}
          {draft.present === 'same' && (
            <DraftChanges
              id={id}
              changes={draft.changes}
              open={status === 'active'}
              first={draft.draft.ruleset !== undefined}
            />
          )}
          <DraftComments id={id} comments={draft.comments} answers={draft.answers} />
          <ApprovalTable approvals={draft.approvals} />
          <RefusalList refusals={draft.refusals} />
          <p>
            <Link to={`/cases/${id}/record`}>{t('approvals.record.link')}</Link>
          </p>
        </>
      )}
    </section>
  )
}
