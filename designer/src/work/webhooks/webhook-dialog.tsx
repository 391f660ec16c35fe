import type { WebhookMade } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addWebhook } from '../../api/webhooks.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'

const empty = { county: '', description: '', url: '', units: '', types: '' }
type Entered = typeof empty
const fields = ['county', 'description', 'url', 'units', 'types'] as const
const needed = ['county', 'description', 'url'] as const

/** Sets up a webhook. */
export function WebhookDialog(props: {
  readonly onMade: (made: WebhookMade) => void
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [entered, setEntered] = useState<Entered>(empty)
  const adding = useMutation({
    mutationFn: async () => {
      const { county, description, url, units, types } = entered
      return await addWebhook({
        county: county.trim(),
        description: description.trim(),
        url: url.trim(),
        units: namesIn(units),
        types: namesIn(types),
      })
    },
    onSuccess: async (made) => {
      props.onMade(made)
      props.onClose()
      await queries.invalidateQueries({ queryKey: ['webhooks'] })
    },
  })
  return (
    <Modal
      open
      title={t('webhooks.add')}
      okText={t('webhooks.create')}
      cancelText={t('webhooks.cancel')}
      okButtonProps={{ disabled: needed.some((field) => entered[field].trim() === '') }}
      confirmLoading={adding.isPending}
      onOk={() => adding.mutate()}
      onCancel={props.onClose}
    >
      {fields.map((field) => (
        <label key={field} className="dialog-field">
          {t(`webhooks.fields.${field}`)}
          <Input
            aria-label={t(`webhooks.fields.${field}`)}
            value={entered[field]}
            placeholder={field === 'url' ? 'https://' : ''}
            onChange={({ target }) => setEntered({ ...entered, [field]: target.value })}
          />
        </label>
      ))}
      <p className="quiet">{t('webhooks.addHint')}</p>
      <FailureNotice error={adding.error} />
    </Modal>
  )
}

/** Names as people type them: between commas, spaces or the marks of Chinese. Pure. */
function namesIn(text: string): string[] {
  return text.split(/[\s,，、;；]+/).filter(Boolean)
}
