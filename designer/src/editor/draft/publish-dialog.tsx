import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, DatePicker, Input, Modal } from 'antd'
import dayjs from 'dayjs'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/api-error.ts'
import { publishDraft } from '../../api/rulesets.ts'
import { today } from '../../document/editing/today.ts'
import { useDocument, useRuleset } from '../../document/editing/use-document.ts'
import { IssueList } from '../problems/issue-list.tsx'
import { useProblems } from '../problems/use-problems.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { Notice } from '../../kit/notices/notice.tsx'

/** Publishes the saved draft from a day on, or shows what prevents it. Whoever saved it last does not publish it. */
export function PublishDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const ruleset = useRuleset()
  const problems = useProblems()
  const queryClient = useQueryClient()
  const hindrance = useDocument(({ saved, own, revision }) =>
    !saved ? 'unsaved' : own ? 'own' : revision === 0 ? 'nothing' : undefined,
  )
  const revision = useDocument((state) => state.revision)
  const [from, setFrom] = useState(today)
  const [reason, setReason] = useState('')
  const past = from < today()
  const publishing = useMutation({
    mutationFn: () =>
      publishDraft(ruleset.manifest.id, {
        from,
        revision,
        ...(past && { reason: reason.trim() }),
      }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['rulesets'] })
      void queryClient.invalidateQueries({ queryKey: ['ruleset'] })
    },
  })
  // The result of an earlier attempt does not apply to later edits.
  const { reset } = publishing
  useEffect(() => {
    if (props.open) reset()
  }, [props.open, reset])

  const refusal = publishing.error instanceof ApiError ? publishing.error.issues : []
  const local = problems.issues.filter((issue) => issue.severity === 'error')
  const stopping = refusal.length > 0 ? refusal : local
  const done = publishing.data
  return (
    <Modal
      open={props.open}
      title={t('publish.title')}
      width={620}
      onCancel={props.onClose}
      footer={
        done === undefined && hindrance === undefined ? (
          <>
            <Button onClick={props.onClose}>{t('publish.cancel')}</Button>
            <Button
              type="primary"
              disabled={local.length > 0 || (past && reason.trim() === '')}
              loading={publishing.isPending}
              onClick={() => publishing.mutate()}
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
        <Notice
          kind="success"
          title={t('publish.done', { version: done.version, from: done.from })}
        >
          <span className="code hash">{done.hash}</span>
        </Notice>
      )}
      {done === undefined && hindrance !== undefined && (
        <Notice kind="info" title={t(`publish.hindrances.${hindrance}`)} />
      )}
      {done === undefined && hindrance === undefined && (
        <>
          <p className="quiet">{t('publish.hint')}</p>
          <div className="publish-from">
            <label htmlFor="publish-from">{t('publish.from')}</label>
            <DatePicker
              id="publish-from"
              allowClear={false}
              value={dayjs(from)}
              format="YYYY-MM-DD"
              onChange={(day) => {
                if (day !== null) setFrom(day.format('YYYY-MM-DD'))
              }}
            />
          </div>
          {past && (
            <div className="publish-reason">
              <Notice kind="warning" title={t('publish.past')} />
              <label htmlFor="publish-reason">{t('publish.reason')}</label>
              <Input.TextArea
                id="publish-reason"
                rows={3}
                maxLength={500}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            </div>
          )}
        </>
      )}
      {done === undefined && hindrance !== 'own' && stopping.length > 0 && (
        <>
          <Notice kind="error" title={t('publish.stopped', { count: stopping.length })} />
          <div className="publish-issues">
            <IssueList ruleset={ruleset} issues={stopping} onJump={props.onClose} />
          </div>
        </>
      )}
      {publishing.error !== null && refusal.length === 0 && (
        <FailureNotice error={publishing.error} />
      )}
    </Modal>
  )
}
