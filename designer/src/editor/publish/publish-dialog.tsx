import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { Notice } from '../../kit/notices/notice.tsx'
import { AcceptedSection } from './accepted-section.tsx'
import { ApprovalsSection } from './approvals-section.tsx'
import { AcknowledgeSection } from './acknowledge-section.tsx'
import { ChangedSection } from './changed-section.tsx'
import { ChangesSection } from './changes-section.tsx'
import { FirstDaySection } from './first-day-section.tsx'
import { PilotSection } from './pilot-section.tsx'
import { RemarksSection } from './remarks-section.tsx'
import { StoppingSection } from './stopping-section.tsx'
import { type Publication, usePublication } from './use-publication.ts'
import './publish.css'

/** Publishes the saved draft from a day on, or shows what prevents it. Whoever saved it last does not publish it. */
export function PublishDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const publication = usePublication(props.open)
  const { done, hindrance } = publication
  const asks = done === undefined && hindrance === undefined
  return (
    <Modal
      open={props.open}
      title={t('publish.title')}
      width={720}
      onCancel={props.onClose}
      footer={
        asks ? (
          <>
            <Button onClick={props.onClose}>{t('publish.cancel')}</Button>
            <Button
              type="primary"
              disabled={!publication.ready}
              loading={publication.pending}
              onClick={publication.publish}
            >
              {t('publish.publish')}
            </Button>
          </>
        ) : (
          <Button type="primary" onClick={props.onClose}>
            {t('publish.close')}
          </Button>
        )
      }
    >
      {done !== undefined && (
        <>
          <Notice
            kind="success"
            title={t(done.pilot === undefined ? 'publish.done' : 'pilot.done', {
              version: done.version,
              from: done.from,
              count: done.pilot?.units.length,
            })}
          >
            <span className="code hash">{done.hash}</span>
          </Notice>
          <RemarksSection
            ruleset={publication.ruleset}
            issues={done.remarks}
            onClose={props.onClose}
          />
        </>
      )}
      {done === undefined && hindrance !== undefined && (
        <Notice kind="info" title={t(`publish.hindrances.${hindrance}`)} />
      )}
      {done === undefined && hindrance === 'own' && <ApprovalsSection publication={publication} />}
      {asks && <Sections publication={publication} onClose={props.onClose} />}
      {done === undefined && hindrance !== undefined && hindrance !== 'own' && (
        <StoppingSection publication={publication} onClose={props.onClose} />
      )}
      <FailureNotice error={publication.failure} />
    </Modal>
  )
}

/** What whoever publishes reads and answers, in this order. */
function Sections(props: { readonly publication: Publication; readonly onClose: () => void }) {
  const { publication, onClose } = props
  return (
    <>
      <ChangesSection publication={publication} onClose={onClose} />
      <ApprovalsSection publication={publication} />
      <FirstDaySection publication={publication} />
      <PilotSection publication={publication} />
      <AcceptedSection publication={publication} />
      <ChangedSection publication={publication} onClose={onClose} />
      <StoppingSection publication={publication} onClose={onClose} />
      <AcknowledgeSection publication={publication} onClose={onClose} />
      <RemarksSection ruleset={publication.ruleset} issues={publication.issues} onClose={onClose} />
    </>
  )
}
