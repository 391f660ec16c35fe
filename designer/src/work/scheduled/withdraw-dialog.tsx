import type { ScheduledDutyEntry } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { withdrawRecord } from '../../api/scheduled-duties.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'

/** Withdraws a record that was made by mistake, with the reason. */
export function WithdrawDialog(props: {
  readonly entry: ScheduledDutyEntry
  readonly record: string
  readonly name: string
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const { entry, record, name, onClose } = props
  const [reason, setReason] = useState('')
  const withdrawing = useMutation({
    mutationFn: () => withdrawRecord(entry.ruleset, record, reason.trim()),
    onSuccess: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['scheduled', entry.ruleset] })
    },
  })
  return (
    <Modal
      open
      title={t('scheduled.withdrawTitle')}
      okText={t('scheduled.withdraw')}
      cancelText={t('assessment.cancel')}
      okButtonProps={{ disabled: reason.trim() === '', danger: true }}
      confirmLoading={withdrawing.isPending}
      onOk={() => withdrawing.mutate()}
      onCancel={onClose}
    >
      <p>
        <strong>{name}</strong>
      </p>
      <p className="quiet">{t('scheduled.withdrawHint')}</p>
      <label className="dialog-field">
        {t('scheduled.withdrawReason')}
        <Input.TextArea
          aria-label={t('scheduled.withdrawReason')}
          value={reason}
          maxLength={2000}
          autoSize={{ minRows: 2 }}
          onChange={({ target }) => setReason(target.value)}
        />
      </label>
      <FailureNotice error={withdrawing.error} />
    </Modal>
  )
}
