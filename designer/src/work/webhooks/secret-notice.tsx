import type { WebhookMade } from '@jieli/server/contracts'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../kit/notices/notice.tsx'

/** A secret, which is shown this once. */
export function SecretNotice(props: { readonly made: WebhookMade; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { webhook, secret } = props.made
  return (
    <Notice
      kind="success"
      title={t('webhooks.secretTitle', { description: webhook.description })}
      action={
        <Button size="small" onClick={props.onClose}>
          {t('webhooks.secretKept')}
        </Button>
      }
    >
      <p>
        <code className="webhook-secret">{secret}</code>
      </p>
      <p>{t('webhooks.secretHint')}</p>
    </Notice>
  )
}
