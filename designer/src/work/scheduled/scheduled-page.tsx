import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Empty, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router'
import { listScheduledDuties } from '../../api/scheduled-duties.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useCounties } from '../assessment/use-counties.ts'
import { ScheduledEntry } from './scheduled-entry.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'
import './scheduled.css'

/** What has to be done in a county in each period or by a day: what is late first, each with the way to record it. */
export function ScheduledPage() {
  const { t } = useTranslation()
  const text = useText()
  const navigate = useNavigate()
  const { id } = useParams()
  const [address, setAddress] = useSearchParams()
  const { items, error } = useCounties()
  const shown = address.get('shown') === 'all' ? 'all' : 'open'
  const [first] = items ?? []
  if (id === undefined && first !== undefined)
    return <Navigate replace to={`/scheduled/${encodeURIComponent(first.id)}`} />
  return (
    <main className="page page-narrow">
      <header className="scheduled-head">
        <h1 className="page-title">{t('scheduled.title')}</h1>
        {id !== undefined && (
          <Select
            className="assessment-county"
            aria-label={t('assessment.county')}
            value={id}
            options={(items ?? []).map((one) => ({ value: one.id, label: text(one.title) }))}
            onChange={(next) => void navigate(`/scheduled/${encodeURIComponent(next)}`)}
          />
        )}
        <Segmented<string>
          aria-label={t('scheduled.shown')}
          value={shown}
          options={['open', 'all'].map((value) => ({
            value,
            label: t(`scheduled.showns.${value}`),
          }))}
          onChange={(value) => setAddress(value === 'all' ? { shown: 'all' } : {})}
        />
      </header>
      <p className="quiet">{t('scheduled.hint')}</p>
      <FailureNotice error={error} />
      {items?.length === 0 && <Empty description={t('assessment.noCounty')} />}
      {id !== undefined && (
        <EntryList key={`${id} ${shown}`} ruleset={id} open={shown === 'open'} />
      )}
    </main>
  )
}

function EntryList(props: { readonly ruleset: string; readonly open: boolean }) {
  const { t } = useTranslation()
  const { ruleset, open } = props
  const entries = useInfiniteQuery({
    queryKey: ['scheduled', ruleset, open],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      listScheduledDuties(ruleset, {
        open: open ? 'true' : 'false',
        limit: 50,
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      }),
    getNextPageParam: (page) => page.next ?? undefined,
    retry: false,
  })
  const items = entries.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      {entries.isPending && <Waiting />}
      <FailureNotice error={entries.error} />
      {entries.isSuccess && items.length === 0 && (
        <Empty description={t(open ? 'scheduled.noneOpen' : 'scheduled.none')} />
      )}
      <ul className="scheduled-list" aria-label={t('scheduled.title')}>
        {items.map((entry) => (
          <ScheduledEntry key={[entry.duty, entry.period, entry.unit].join(' ')} entry={entry} />
        ))}
      </ul>
      {entries.hasNextPage && (
        <Button loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
          {t('cases.more')}
        </Button>
      )}
    </>
  )
}
