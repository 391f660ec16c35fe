import type { WebhookDelivery } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'

type Answer = WebhookDelivery['answer']

/** What became of a try, in words. */
export function useAnswerText(): (answer: Answer) => string {
  const { t } = useTranslation()
  return ({ problem, status }) =>
    problem === undefined
      ? t('webhooks.status', { status: status ?? '–' })
      : t(`webhooks.problems.${problem}`)
}
