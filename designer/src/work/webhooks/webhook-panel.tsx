import type { Webhook, WebhookMade } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeWebhook, removeWebhook, rotateWebhookSecret } from '../../api/webhooks.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { DeliveryTable } from './delivery-table.tsx'
import { useAnswerText } from './use-answer-text.ts'

/** One webhook: where it sends to, how it fares, what it has not delivered, and what can be done. */
export function WebhookPanel(props: {
  readonly webhook: Webhook
  readonly onSecret: (made: WebhookMade) => void
}) {
  const { t } = useTranslation()
  const moment = useMoment()
  const answerText = useAnswerText()
  const heading = useId()
  const [shown, setShown] = useState<'parked' | 'waiting'>()
  const queries = useQueryClient()
  const onSettled = async () => await queries.invalidateQueries({ queryKey: ['webhooks'] })
  const { webhook } = props
  const { id, county, url, description, units, types, paused, secretLost, health } = webhook
  const pause = useMutation({
    mutationFn: async () => await changeWebhook(id, { paused: !paused }),
    onSettled,
  })
  const rotate = useMutation({
    mutationFn: async () => await rotateWebhookSecret(id),
    onSuccess: props.onSecret,
    onSettled,
  })
  const remove = useMutation({ mutationFn: async () => await removeWebhook(id), onSettled })
  const { taken, takenAt, failedAt, lastAnswer, waiting, parked } = health
  const limits = [
    ...units.map((unit) => t('webhooks.unit', { unit })),
    ...types.map((type) => t('webhooks.type', { type })),
  ]
  const count = (number: number) => (number >= 100 ? '100+' : String(number))
  return (
    <section className="panel panel-wide webhook" aria-labelledby={heading}>
      <h2 id={heading}>
        {description}
        {paused && <Tag tone="neutral">{t('webhooks.paused')}</Tag>}
        {parked > 0 && <Tag tone="red">{t('webhooks.parked', { number: count(parked) })}</Tag>}
        {secretLost && <Tag tone="red">{t('webhooks.secretLost')}</Tag>}
      </h2>
      <p>
        <span className="code">{url}</span>
      </p>
      <p className="quiet">
        {[county, ...(limits.length === 0 ? [t('webhooks.everything')] : limits)].join(' · ')}
      </p>
      <p>
        {t('webhooks.taken', { count: taken })}
        {takenAt !== null && ` ${t('webhooks.takenAt', { at: moment(takenAt) })}`}
      </p>
      {failedAt !== null && lastAnswer?.taken === false && (
        <p>{t('webhooks.failedAt', { at: moment(failedAt), answer: answerText(lastAnswer) })}</p>
      )}
      {secretLost && <p>{t('webhooks.secretLostHint')}</p>}
      <div className="webhook-actions">
        <Button loading={pause.isPending} onClick={() => pause.mutate()}>
          {t(paused ? 'webhooks.goOn' : 'webhooks.pause')}
        </Button>
        <Popconfirm
          title={t('webhooks.rotateSure')}
          okText={t('webhooks.rotate')}
          cancelText={t('webhooks.cancel')}
          onConfirm={() => rotate.mutate()}
        >
          <Button loading={rotate.isPending}>{t('webhooks.rotate')}</Button>
        </Popconfirm>
        {(['parked', 'waiting'] as const).map((which) => (
          <Button
            key={which}
            aria-expanded={shown === which}
            disabled={shown !== which && health[which] === 0}
            onClick={() => setShown(shown === which ? undefined : which)}
          >
            {t(`webhooks.show.${which}`, { number: count(which === 'parked' ? parked : waiting) })}
          </Button>
        ))}
        {paused && (
          <Popconfirm
            title={t('webhooks.removeSure')}
            okText={t('webhooks.remove')}
            cancelText={t('webhooks.cancel')}
            onConfirm={() => remove.mutate()}
          >
            <Button danger loading={remove.isPending}>
              {t('webhooks.remove')}
            </Button>
          </Popconfirm>
        )}
      </div>
      {[pause, rotate, remove].map(({ error }, index) => (
        // oxlint-disable-next-line react/no-array-index-key
        <FailureNotice key={index} error={error} />
      ))}
      {shown !== undefined && <DeliveryTable webhook={id} parked={shown === 'parked'} />}
    </section>
  )
}
