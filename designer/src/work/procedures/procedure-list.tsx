import { may } from '@jieli/server/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { listProcedures } from '../../api/cases.ts'
import { useSession } from '../../api/use-session.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { ProcedureLine } from './procedure-line.tsx'
import './procedures.css'

/** Procedures of the community: what waits for this person's department, or all of them. Nothing when there is nothing. */
export function ProcedureList(props: { readonly mine: boolean; readonly title: string }) {
  const { t } = useTranslation()
  const { mine, title } = props
  const mayRead = may({ grants: useSession().data?.grants ?? [] }, 'cases.read')
  const found = useInfiniteQuery({
    queryKey: ['procedures', mine],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      listProcedures({
        limit: 20,
        mine: mine ? 'true' : 'false',
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      }),
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: mayRead,
    retry: false,
  })
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  if (items.length === 0 && found.error === null && !found.hasNextPage) return null
  const id = mine ? 'procedures-mine' : 'procedures-all'
  return (
    <section className="panel procedures" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <FailureNotice error={found.error} />
      <ul>
        {items.map((item) => (
          <ProcedureLine key={item.case} item={item} />
        ))}
      </ul>
      {found.hasNextPage && (
        <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('cases.more')}
        </Button>
      )}
    </section>
  )
}
