import { DownloadOutlined } from '@ant-design/icons'
import { type ApprovalRecord, shortId } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { readApprovalRecord } from '../../api/approvals.ts'
import { saveFile } from '../../kit/fields/save-file.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { PageWait } from '../../kit/notices/page-wait.tsx'
import '../report/report.css'
import { PrintTools } from '../report/print-tools.tsx'
import { ApprovalTable } from './approval-table.tsx'
import './approvals.css'
import { AnswerOfComment } from './comment-answer.tsx'
import { CommentAttachments } from './comment-attachments.tsx'
import { RefusalList } from './refusal-list.tsx'

/** The signed record of a procedure about a draft, to print, and as the file that can be checked anywhere. */
export function ApprovalRecordPage() {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const { id = '' } = useParams()
  const { data: record, error } = useQuery({
    queryKey: ['approval-record', id],
    queryFn: () => readApprovalRecord(id),
    gcTime: 0,
  })
  if (error !== null || record === undefined) return <PageWait error={error} />
  const save = (): void => {
    const file = new Blob([`${JSON.stringify(record, null, 2)}\n`], { type: 'application/json' })
    saveFile(file, `${record.ruleset}-${shortId(record.case)}.approval.json`)
  }
  return (
    <main className="page report-page">
      <PrintTools to={`/cases/${encodeURIComponent(id)}`} back={t('approvals.record.back')}>
        <Button icon={<DownloadOutlined aria-hidden />} onClick={save}>
          {t('approvals.record.save')}
        </Button>
      </PrintTools>
      <article className="report">
        <header>
          <h1>{t('approvals.record.title', { procedure: text(record.procedure) })}</h1>
          <p className="report-basis">
            {t('approvals.record.basis', {
              ruleset: text(record.title),
              version: record.chart.version,
              state: text(record.state),
              count: record.rounds,
              at: moment(record.writtenAt),
            })}
          </p>
          <p className="report-basis">
            {record.publishedAs === null
              ? t('approvals.record.unpublished')
              : t('approvals.record.published', { version: record.publishedAs })}
          </p>
        </header>
        <ApprovalTable approvals={record.approvals} />
        <RefusalList refusals={record.refusals} />
        <RecordedComments comments={record.comments} />
        <RecordedSteps steps={record.steps} />
        <section>
          <h2>{t('approvals.record.signature')}</h2>
          <p>{t('approvals.record.signatureHint')}</p>
          <dl className="record-seals">
            {[
              ...(record.draft.ruleset === undefined ? [] : [['draftOf', record.draft.ruleset]]),
              ['content', record.draft.content],
              ['case', record.case],
              ['publicKey', record.publicKey],
              ['signed', record.signature],
            ].map(([name = '', value]) => (
              <div key={name}>
                <dt>{t(`approvals.record.${name}`)}</dt>
                <dd className="code">{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      </article>
    </main>
  )
}

function RecordedComments(props: { readonly comments: ApprovalRecord['comments'] }) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  if (props.comments.length === 0) return null
  return (
    <>
      <h3>{t('approvals.comments', { count: props.comments.length })}</h3>
      <ul className="draft-comments">
        {props.comments.map(({ id, title, by, at, words, attachments, answer }) => (
          <li key={id}>
            <strong>{text(title)}</strong>{' '}
            <span className="quiet">{t('approvals.byAt', { by: by.title, at: moment(at) })}</span>
            <p>{words}</p>
            <CommentAttachments caseId={undefined} attachments={attachments} />
            <AnswerOfComment caseId={undefined} answer={answer} />
          </li>
        ))}
      </ul>
    </>
  )
}

function RecordedSteps(props: { readonly steps: ApprovalRecord['steps'] }) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  return (
    <section>
      <h2>{t('approvals.record.steps')}</h2>
      <ol className="record-steps">
        {props.steps.map(({ seq, at, event, by, reason, to, draft }) => (
          <li key={seq}>
            {t('approvals.record.step', {
              at: moment(at),
              by: by.title,
              event: text(event),
              state: text(to),
              revision: draft.revision,
            })}
            {reason !== null && <p>{reason}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
