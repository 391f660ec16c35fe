import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { objectToRun } from '../../api/runs.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { type ReadableRun, titleOfUnit } from './use-assessment-run.ts'

/** Holds something against a number of a unit, with a reason. */
export function ObjectDialog(
  props: ReadableRun & {
    readonly unit: string
    readonly indicator: string
    readonly onClose: () => void
  },
) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const { run, titled, unit, indicator, onClose } = props
  const [reason, setReason] = useState('')
  const objecting = useMutation({
    mutationFn: () => objectToRun(run.id, { unit, indicator, reason: reason.trim() }),
    onSuccess: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['run', run.id] })
      await navigate(`/runs/${encodeURIComponent(run.id)}#objections`)
    },
  })
  return (
    <Modal
      open
      title={t('assessment.card.objectTitle')}
      okText={t('assessment.run.send')}
      cancelText={t('assessment.cancel')}
      okButtonProps={{ disabled: reason.trim() === '' }}
      confirmLoading={objecting.isPending}
      onOk={() => objecting.mutate()}
      onCancel={onClose}
    >
      <p>
        <strong>
          {t('assessment.run.objectionOf', {
            unit: titleOfUnit(run, unit),
            indicator: titled.titles.indicator(indicator),
          })}
        </strong>
      </p>
      <p className="quiet">{t('assessment.card.objectHint')}</p>
      <label className="dialog-field">
        {t('assessment.card.objectReason')}
        <Input.TextArea
          aria-label={t('assessment.card.objectReason')}
          value={reason}
          maxLength={2000}
          autoSize={{ minRows: 3 }}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <FailureNotice error={objecting.error} />
    </Modal>
  )
}
