import { may } from '@jieli/server/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Empty } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { readUsers } from '../../api/people.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useSession } from '../../api/use-session.ts'
import { AccountDialog, type GivenAccount } from './account-dialog.tsx'
import { AccountTable } from './account-table.tsx'
import { KeysPanel } from './keys-panel.tsx'
import { ToldOnce } from './told-once.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'
import './people.css'

/** The accounts and API keys an administrator looks after. */
export function PeoplePage() {
  const { t } = useTranslation()
  const users = useInfiniteQuery({
    queryKey: ['users'],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => await readUsers(pageParam),
    getNextPageParam: (page) => page.next,
  })
  const { data: user } = useSession()
  const mayChangeUnits = may({ grants: user?.grants ?? [] }, 'units.change')
  const mayManageKeys = may({ grants: user?.grants ?? [] }, 'keys.manage')
  const [making, setMaking] = useState(false)
  const [given, setGiven] = useState<GivenAccount>()
  const items = users.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <main className="page">
      <h1 className="page-title">{t('people.title')}</h1>
      <p className="quiet">{t('people.hint')}</p>
      <div className="people-head">
        <Button type="primary" onClick={() => setMaking(true)}>
          {t('people.form.makeTitle')}
        </Button>
        {mayChangeUnits && <Link to="/unit-changes">{t('unitChanges.title')}</Link>}
      </div>
      {given?.password !== undefined && (
        <ToldOnce
          title={t('people.once.account', {
            name: given.user.title,
            username: given.user.username,
          })}
          text={given.password}
          onClose={() => setGiven(undefined)}
        >
          <p>{t('people.once.accountHint')}</p>
        </ToldOnce>
      )}
      {making && <AccountDialog onSaved={setGiven} onClose={() => setMaking(false)} />}
      {users.isPending && <Waiting />}
      <FailureNotice error={users.error} />
      {users.isSuccess && items.length === 0 && <Empty description={t('people.none')} />}
      {items.length > 0 && <AccountTable users={items} onSaved={setGiven} />}
      {users.hasNextPage && (
        <Button loading={users.isFetchingNextPage} onClick={() => void users.fetchNextPage()}>
          {t('people.more')}
        </Button>
      )}
      {mayManageKeys && <KeysPanel />}
    </main>
  )
}
