import type { ParkedTimer } from '@jieli/server/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Empty } from 'antd'
import { useTranslation } from 'react-i18next'
import { readParkedTimers } from '../../api/timers.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { DamagedNotice } from '../../kit/notices/damaged-notice.tsx'
import { ParkedGroup } from './parked-group.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'
import './timers.css'

/** The timers that could not be fired, grouped by what is wrong: which cases, since when, why, and what to do. */
export function ParkedPage() {
  const { t } = useTranslation()
  const parked = useInfiniteQuery({
    queryKey: ['parked-timers'],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => await readParkedTimers(pageParam),
    getNextPageParam: (page) => page.next,
    // Those of a version that is mended go on by themselves.
    refetchInterval: 10_000,
  })
  const pages = parked.data?.pages ?? []
  const items = pages.flatMap((page) => page.items)
  const groups = groupsOf(items)
  // What keeps cases waiting is shown with them.
  const damaged = (pages[0]?.damaged ?? []).filter(
    ({ ruleset, version, problem }) =>
      !groups.some(([key]) => key === [ruleset, version, problem.code].join(' ')),
  )
  return (
    <main className="page page-narrow">
      <h1 className="page-title">{t('timers.title')}</h1>
      <p className="quiet">{t('timers.hint')}</p>
      {parked.isPending && <Waiting />}
      <FailureNotice error={parked.error} />
      <DamagedNotice entries={damaged} title={t('damaged.versions', { count: damaged.length })} />
      {parked.isSuccess && items.length === 0 && <Empty description={t('timers.none')} />}
      {groups.map(([key, timers]) => (
        <ParkedGroup key={key} timers={timers} />
      ))}
      {parked.hasNextPage && (
        <Button loading={parked.isFetchingNextPage} onClick={() => void parked.fetchNextPage()}>
          {t('timers.more')}
        </Button>
      )}
    </main>
  )
}

/** What fails for one reason is one thing to mend, however many cases it keeps waiting. Pure. */
function groupsOf(items: readonly ParkedTimer[]): (readonly [string, readonly ParkedTimer[]])[] {
  return [
    ...Map.groupBy(items, ({ ruleset, version, problem }) =>
      [ruleset, version, problem.code].join(' '),
    ),
  ]
}
