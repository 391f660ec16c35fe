import type { CaseReadsQuery } from '@jieli/server/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readCaseReads } from '../../api/case-reads.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'
import { CaseReadTable } from './case-read-table.tsx'
import { CaseReadsForm } from './case-reads-form.tsx'

/** Who has read which patient's case: for auditors, by patient, person and time. */
export function CaseReadsPage() {
  const { t } = useTranslation()
  // Nothing is asked for until somebody asks: that they looked is kept.
  const [search, setSearch] = useState<CaseReadsQuery>()
  const reads = useInfiniteQuery({
    queryKey: ['case-reads', search],
    enabled: search !== undefined,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) =>
      await readCaseReads({ ...search, ...(pageParam !== undefined && { cursor: pageParam }) }),
    getNextPageParam: (page) => page.next,
    refetchOnWindowFocus: false,
  })
  const items = reads.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <main className="page">
      <h1 className="page-title">{t('caseReads.title')}</h1>
      <p className="quiet">{t('caseReads.hint')}</p>
      <CaseReadsForm onSearch={setSearch} />
      {search !== undefined && reads.isPending && <Waiting />}
      <FailureNotice error={reads.error} />
      {reads.isSuccess && items.length === 0 && <p className="quiet">{t('caseReads.none')}</p>}
      {items.length > 0 && <CaseReadTable reads={items} />}
      {reads.hasNextPage && (
        <Button loading={reads.isFetchingNextPage} onClick={() => void reads.fetchNextPage()}>
          {t('people.more')}
        </Button>
      )}
    </main>
  )
}
