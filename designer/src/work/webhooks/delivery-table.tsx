import type { WebhookDelivery } from '@jieli/server/contracts'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { listDeliveries, resendDeliveries } from '../../api/webhooks.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useAnswerText } from './use-answer-text.ts'
import { Waiting } from '../../kit/notices/waiting.tsx'

/** What a receiver has not taken, with the last answer, to be looked at and sent again. */
export function DeliveryTable(props: { readonly webhook: string; readonly parked: boolean }) {
  const { t } = useTranslation()
  const { webhook, parked } = props
  const queries = useQueryClient()
  const deliveries = useInfiniteQuery({
    queryKey: ['webhooks', webhook, parked],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => await listDeliveries(webhook, parked, pageParam),
    getNextPageParam: (page) => page.next,
  })
  const resend = useMutation({
    mutationFn: async (delivery: string | undefined) =>
      await resendDeliveries(webhook, delivery === undefined ? {} : { delivery }),
    onSettled: async () => await queries.invalidateQueries({ queryKey: ['webhooks'] }),
  })
  const items = (deliveries.data?.pages ?? []).flatMap((page) => page.items)
  return (
    <>
      {deliveries.isPending && <Waiting />}
      <FailureNotice error={deliveries.error ?? resend.error} />
      {parked && items.length > 0 && (
        <Button loading={resend.isPending} onClick={() => resend.mutate(undefined)}>
          {t('webhooks.resendAll')}
        </Button>
      )}
      {resend.data !== undefined && (
        <p role="status" className="quiet">
          {t('webhooks.resent', { count: resend.data.resent })}
        </p>
      )}
      {deliveries.isSuccess && items.length === 0 && (
        <p className="quiet">{t('webhooks.nothing')}</p>
      )}
      {items.length > 0 && (
        <table className="plain-table webhook-deliveries">
          <thead>
            <tr>
              <th scope="col">{t('webhooks.columns.event')}</th>
              <th scope="col">{t('webhooks.columns.tried')}</th>
              <th scope="col">{t('webhooks.columns.answer')}</th>
              <th scope="col">{t('webhooks.columns.next')}</th>
              <th scope="col">{t('webhooks.resend')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((delivery) => (
              <DeliveryRow
                key={delivery.id}
                delivery={delivery}
                busy={resend.isPending}
                onResend={() => resend.mutate(delivery.id)}
              />
            ))}
          </tbody>
        </table>
      )}
      {deliveries.hasNextPage && (
        <Button
          loading={deliveries.isFetchingNextPage}
          onClick={() => void deliveries.fetchNextPage()}
        >
          {t('webhooks.more')}
        </Button>
      )}
    </>
  )
}

function DeliveryRow(props: {
  readonly delivery: WebhookDelivery
  readonly busy: boolean
  readonly onResend: () => void
}) {
  const { t } = useTranslation()
  const moment = useMoment()
  const answerText = useAnswerText()
  const { event, type, body, tries, triedAt, nextAt, answer } = props.delivery
  return (
    <tr>
      <th scope="row">
        <span className="code">{type ?? event}</span>
        <details>
          <summary>{t('webhooks.request')}</summary>
          <p className="code">webhook-id: {event}</p>
          <pre>{body ?? '–'}</pre>
        </details>
      </th>
      <td>
        <time dateTime={triedAt}>{moment(triedAt)}</time>
        <span className="quiet">{t('webhooks.tries', { count: tries })}</span>
      </td>
      <td>
        {answerText(answer)}
        {answer.body !== undefined && <pre>{answer.body}</pre>}
      </td>
      <td>
        {nextAt === null ? t('webhooks.noNext') : <time dateTime={nextAt}>{moment(nextAt)}</time>}
      </td>
      <td>
        <Button
          size="small"
          disabled={props.busy}
          aria-label={t('webhooks.resendNamed', { event })}
          onClick={props.onResend}
        >
          {t('webhooks.resend')}
        </Button>
      </td>
    </tr>
  )
}
