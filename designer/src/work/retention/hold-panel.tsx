import type { Hold } from '@jieli/server/contracts'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { liftHold, listHolds } from '../../api/retention.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { HoldForm } from './hold-form.tsx'
import { ReasonForm } from './reason-form.tsx'

/** What is held in a county, and was. */
export function HoldPanel({ county }: { readonly county: string }) {
  const { t } = useTranslation()
  const holds = useInfiniteQuery({
    queryKey: ['holds', county],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => await listHolds(county, pageParam),
    getNextPageParam: (page) => page.next,
  })
  const items = holds.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="retention-list">
      <h2>{t('retention.holds')}</h2>
      <FailureNotice error={holds.error} />
      {holds.isSuccess && items.length === 0 && <p className="quiet">{t('retention.noHolds')}</p>}
      {items.map((hold) => (
        <HeldItem key={hold.id} hold={hold} />
      ))}
      {holds.hasNextPage && (
        <Button loading={holds.isFetchingNextPage} onClick={() => void holds.fetchNextPage()}>
          {t('people.more')}
        </Button>
      )}
      <HoldForm county={county} />
    </section>
  )
}

function HeldItem({ hold }: { readonly hold: Hold }) {
  const { t } = useTranslation()
  const moment = useMoment()
  const queries = useQueryClient()
  const { id, county, kind, target, reason, by, at, lifted } = hold
  const lifting = useMutation({
    mutationFn: async (why: string) => await liftHold(county, id, why),
    onSuccess: async () => await queries.invalidateQueries({ queryKey: ['holds', county] }),
  })
  return (
    <article className="panel retention-item">
      <p>
        <strong>{t(`retention.holdOf.${kind}`, { target })}</strong>{' '}
        {t('retention.heldBy', { by, at: moment(at), reason })}
      </p>
      {lifted === null ? (
        <ReasonForm
          title={t('retention.lift')}
          hint={t('retention.liftHint')}
          label={t('retention.reason')}
          action={t('retention.lift')}
          busy={lifting.isPending}
          error={lifting.error}
          onSend={(why) => lifting.mutate(why)}
        />
      ) : (
        <p className="quiet">
          {t('retention.lifted', { by: lifted.by, at: moment(lifted.at), reason: lifted.reason })}
        </p>
      )}
    </article>
  )
}
