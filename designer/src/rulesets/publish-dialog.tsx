import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, DatePicker, Modal } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, describeFailure } from '../api/api-error.ts'
import { publishDraft } from '../api/rulesets.ts'
import { useDocument, useRuleset } from '../editing/use-document.ts'
import { useText } from '../i18n/use-language.ts'
import { IssueList } from '../problems/issue-list.tsx'
import { useProblems } from '../problems/use-problems.ts'
import { Notice } from '../shell/notice.tsx'
import type { DraftSaver } from './use-save-draft.ts'

/** Publishes the draft from a day on, or lists what stops it. */
export function PublishDialog(props: {
  readonly open: boolean
  readonly saver: DraftSaver
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const ruleset = useRuleset()
  const problems = useProblems()
  const queryClient = useQueryClient()
  const saved = useDocument((state) => state.saved)
  const [from, setFrom] = useState<Dayjs>(() => dayjs())
  const publishing = useMutation({
    mutationFn: async (day: string) => {
      const revision = await props.saver.save()
      if (revision === undefined) return undefined
      return publishDraft(ruleset.manifest.id, { from: day, revision })
    },
    onSuccess: (published) => {
      // Not saved: the reason is on the screen already.
      if (published === undefined) props.onClose()
      void queryClient.invalidateQueries({ queryKey: ['rulesets'] })
      void queryClient.invalidateQueries({ queryKey: ['ruleset'] })
    },
  })
  // What an earlier attempt said does not hold for what has been edited since.
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
        done === undefined ? (
          <>
            <Button onClick={props.onClose}>{t('publish.cancel')}</Button>
            <Button
              type="primary"
              disabled={local.length > 0}
              loading={publishing.isPending}
              onClick={() => publishing.mutate(from.format('YYYY-MM-DD'))}
            >
              {t(saved ? 'publish.publish' : 'publish.saveAndPublish')}
            </Button>
          </>
        ) : (
          <Button type="primary" onClick={props.onClose}>
            {t('publish.close')}
          </Button>
        )
      }
    >
      {done !== undefined ? (
        <Notice
          kind="success"
          title={t('publish.done', { version: done.version, from: done.from })}
        >
          <span className="code hash">{done.hash}</span>
        </Notice>
      ) : (
        <>
          <p className="quiet">{t('publish.hint')}</p>
          <div className="publish-from">
            <label htmlFor="publish-from">{t('publish.from')}</label>
            <DatePicker
              id="publish-from"
              allowClear={false}
              value={from}
              format="YYYY-MM-DD"
              onChange={(day) => {
                if (day !== null) setFrom(day)
              }}
            />
          </div>
          {stopping.length > 0 && (
            <>
              <Notice kind="error" title={t('publish.stopped', { count: stopping.length })} />
              <div className="publish-issues">
                <IssueList ruleset={ruleset} issues={stopping} onJump={props.onClose} />
              </div>
            </>
          )}
          {publishing.error !== null && refusal.length === 0 && (
            <Notice kind="error" title={text(describeFailure(publishing.error))} />
          )}
        </>
      )}
    </Modal>
  )
}
