import type { MadeKey } from '@jieli/server/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readKeys } from '../../api/keys.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { KeyDialog } from './key-dialog.tsx'
import { KeyTable } from './key-table.tsx'
import { ToldOnce } from './told-once.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'

/** The API keys an administrator looks after. */
export function KeysPanel() {
  const { t } = useTranslation()
  const heading = useId()
  const keys = useInfiniteQuery({
    queryKey: ['keys'],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => await readKeys(pageParam),
    getNextPageParam: (page) => page.next,
  })
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<MadeKey>()
  const items = keys.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="panel panel-wide people-panel" aria-labelledby={heading}>
      <h2 id={heading}>{t('keys.title')}</h2>
      <p className="quiet">{t('keys.hint')}</p>
      <Button onClick={() => setMaking(true)}>{t('keys.make')}</Button>
      {made !== undefined && (
        <ToldOnce
          title={t('people.once.key', { title: made.title })}
          text={made.key}
          onClose={() => setMade(undefined)}
        >
          <p>{t('people.once.keyHint')}</p>
        </ToldOnce>
      )}
      {making && <KeyDialog onMade={setMade} onClose={() => setMaking(false)} />}
      {keys.isPending && <Waiting />}
      <FailureNotice error={keys.error} />
      {keys.isSuccess && items.length === 0 && <p className="quiet">{t('keys.none')}</p>}
      {items.length > 0 && <KeyTable keys={items} />}
      {keys.hasNextPage && (
        <Button loading={keys.isFetchingNextPage} onClick={() => void keys.fetchNextPage()}>
          {t('people.more')}
        </Button>
      )}
    </section>
  )
}
