import type { WebhookMade } from '@jieli/server/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Empty } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listWebhooks } from '../../api/webhooks.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { SecretNotice } from './secret-notice.tsx'
import { WebhookDialog } from './webhook-dialog.tsx'
import { WebhookPanel } from './webhook-panel.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'
import './webhooks.css'

/** Where events are sent to: how each webhook fares, and what somebody can do about it. */
export function WebhooksPage() {
  const { t } = useTranslation()
  const [adding, setAdding] = useState(false)
  const [made, setMade] = useState<WebhookMade>()
  const webhooks = useInfiniteQuery({
    queryKey: ['webhooks'],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => await listWebhooks(pageParam),
    getNextPageParam: (page) => page.next,
    // How they fare changes by itself.
    refetchInterval: 10_000,
  })
  const items = (webhooks.data?.pages ?? []).flatMap((page) => page.items)
  return (
    <main className="page page-narrow">
      <h1 className="page-title">{t('webhooks.title')}</h1>
      <p className="quiet">{t('webhooks.hint')}</p>
      <Button type="primary" onClick={() => setAdding(true)}>
        {t('webhooks.add')}
      </Button>
      {made !== undefined && <SecretNotice made={made} onClose={() => setMade(undefined)} />}
      {webhooks.isPending && <Waiting />}
      <FailureNotice error={webhooks.error} />
      {webhooks.isSuccess && items.length === 0 && <Empty description={t('webhooks.none')} />}
      {items.map((webhook) => (
        <WebhookPanel key={webhook.id} webhook={webhook} onSecret={setMade} />
      ))}
      {webhooks.hasNextPage && (
        <Button loading={webhooks.isFetchingNextPage} onClick={() => void webhooks.fetchNextPage()}>
          {t('webhooks.more')}
        </Button>
      )}
      {adding && <WebhookDialog onMade={setMade} onClose={() => setAdding(false)} />}
    </main>
  )
}
