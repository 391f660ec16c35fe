import type { Erasure } from '@jieli/server/contracts'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { confirmErasure, dropErasure, listErasures } from '../../api/retention.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { ProposalButtons } from './proposal-buttons.tsx'

/** Who was erased in a county, and who is proposed to be: the second person confirms here. */
export function ErasureTable({ county }: { readonly county: string }) {
  const { t } = useTranslation()
  const erasures = useInfiniteQuery({
    queryKey: ['erasures', county],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => await listErasures(county, pageParam),
    getNextPageParam: (page) => page.next,
    // A job works on what is confirmed.
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(({ status }) => status === 'confirmed'))
        ? 3000
        : false,
  })
  const items = erasures.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="retention-list">
      <h2>{t('retention.erasures')}</h2>
      <FailureNotice error={erasures.error} />
      {erasures.isSuccess && items.length === 0 && (
        <p className="quiet">{t('retention.noErasures')}</p>
      )}
      {items.map((erasure) => (
        <ErasureItem key={erasure.id} erasure={erasure} />
      ))}
      {erasures.hasNextPage && (
        <Button loading={erasures.isFetchingNextPage} onClick={() => void erasures.fetchNextPage()}>
          {t('people.more')}
        </Button>
      )}
    </section>
  )
}

function ErasureItem({ erasure }: { readonly erasure: Erasure }) {
  const { t } = useTranslation()
  const moment = useMoment()
  const queries = useQueryClient()
  const { id, county, patient, status, by, at, ground, reason, own } = erasure
  const again = async () => await queries.invalidateQueries({ queryKey: ['erasures', county] })
  const confirming = useMutation({
    mutationFn: async () => await confirmErasure(county, id),
    onSuccess: again,
  })
  const dropping = useMutation({
    mutationFn: async () => await dropErasure(county, id),
    onSuccess: again,
  })
  return (
    <article className="panel retention-item">
      <p>
        <strong>{t('retention.person', { patient })}</strong> {t(`retention.statuses.${status}`)}
      </p>
      <p className="quiet">{t('retention.proposedBy', { by, at: moment(at), ground, reason })}</p>
      {erasure.confirmedAt !== null && (
        <p className="quiet">
          {t('retention.confirmedBy', {
            by: erasure.confirmedBy,
            at: moment(erasure.confirmedAt),
          })}
          {status === 'confirmed' && (
            <>
              {' '}
              <Link to="/jobs">{t('jobs.title')}</Link>
            </>
          )}
        </p>
      )}
      {erasure.erased !== null && <p>{t('retention.erased', { ...erasure.erased })}</p>}
      {status === 'proposed' && (
        <ProposalButtons
          own={own}
          confirm={t('retention.confirm')}
          sure={t('retention.sure', { patient })}
          confirming={confirming}
          dropping={dropping}
        />
      )}
      <FailureNotice error={confirming.error ?? dropping.error} />
    </article>
  )
}
