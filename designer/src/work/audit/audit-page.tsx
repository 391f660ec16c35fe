import type { AuditQuery } from '@jieli/server/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Empty } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { readAudit } from '../../api/audit.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'
import { AuditSearch } from './audit-search.tsx'
import { EntryTable } from './entry-table.tsx'
import { LogState } from './log-state.tsx'
import './audit.css'

const fields = ['action', 'target', 'from', 'to'] as const

/** Whether the log is as it was written, and what was done and decided, for auditors and administrators. */
export function AuditPage() {
  const { t } = useTranslation()
  const [address, setAddress] = useSearchParams()
  const search: AuditQuery = Object.fromEntries(
    fields.flatMap((field) => {
      const value = address.get(field) ?? ''
      return value === '' ? [] : [[field, value]]
    }),
  )
  const entries = useInfiniteQuery({
    queryKey: ['audit', search],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) =>
      await readAudit({ ...search, ...(pageParam !== undefined && { cursor: pageParam }) }),
    getNextPageParam: (page) => page.next,
    refetchOnWindowFocus: false,
  })
  const items = entries.data?.pages.flatMap((page) => page.items) ?? []
  const look = (next: AuditQuery) =>
    setAddress(
      new URLSearchParams(Object.entries(next).map(([field, value]) => [field, String(value)])),
    )
  return (
    <main className="page">
      <h1 className="page-title">{t('auditLog.title')}</h1>
      <p className="quiet">{t('auditLog.hint')}</p>
      <LogState />
      <AuditSearch
        key={address.toString()}
        search={search}
        onSearch={(next) => {
          look(next)
          // Asked for once more, what was done since is there too.
          if (JSON.stringify(next) === JSON.stringify(search)) void entries.refetch()
        }}
      />
      {entries.isPending && <Waiting />}
      <FailureNotice error={entries.error} />
      {entries.isSuccess && items.length === 0 && <Empty description={t('auditLog.none')} />}
      {items.length > 0 && <EntryTable entries={items} onOnly={(target) => look({ target })} />}
      {entries.hasNextPage && (
        <Button loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
          {t('auditLog.more')}
        </Button>
      )}
    </main>
  )
}
