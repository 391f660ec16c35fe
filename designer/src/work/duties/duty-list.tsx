import { may } from '@jieli/server/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { listDuties } from '../../api/cases.ts'
import { useSession } from '../../api/use-session.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { DutyLine } from './duty-line.tsx'
import './duties.css'

/** What this person's units still have to do in cases, what is late first. Nothing when there is nothing. */
export function DutyList() {
  const { t } = useTranslation()
  const text = useText()
  const mayRead = may({ grants: useSession().data?.grants ?? [] }, 'cases.read')
  const duties = useInfiniteQuery({
    queryKey: ['duties'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      listDuties({ limit: 20, ...(pageParam === undefined ? {} : { cursor: pageParam }) }),
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: mayRead,
    retry: false,
  })
  const cases = duties.data?.pages.flatMap((page) => page.items) ?? []
  if (cases.length === 0 && duties.error === null) return null
  return (
    <section className="panel duties" aria-labelledby="duties-title">
      <h2 id="duties-title">{t('duties.title')}</h2>
      <FailureNotice error={duties.error} />
      <ul>
        {cases.flatMap((found) =>
          found.duties.map(({ owedBy, ...duty }) => (
            <DutyLine
              key={`${found.case} ${duty.duty} ${duty.number}`}
              duty={{ ...duty, party: owedBy.title, unit: owedBy.unit }}
            >
              <Link to={`/cases/${found.case}`}>{text(duty.title)}</Link>
            </DutyLine>
          )),
        )}
      </ul>
      {duties.hasNextPage && (
        <Button
          className="duties-more"
          loading={duties.isFetchingNextPage}
          onClick={() => void duties.fetchNextPage()}
        >
          {t('cases.more')}
        </Button>
      )}
    </section>
  )
}
