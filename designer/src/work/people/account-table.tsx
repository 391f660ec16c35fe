import type { User } from '@jieli/server/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/use-session.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { AccountActions } from './account-actions.tsx'
import { AccountDialog, type GivenAccount } from './account-dialog.tsx'
import { GrantList } from './grant-list.tsx'
import { LeavingDialog } from './leaving-dialog.tsx'
import { SessionsDialog } from './sessions-dialog.tsx'

/** Accounts: who it is, what they may do where, and what can be done about it. */
export function AccountTable(props: {
  readonly users: readonly User[]
  readonly onSaved: (account: GivenAccount) => void
}) {
  const { t } = useTranslation()
  const [changing, setChanging] = useState<User>()
  const [shown, setShown] = useState<User>()
  const [leaving, setLeaving] = useState<User>()
  const own = useSession().data?.username
  return (
    <section className="panel panel-wide people-panel">
      <table className="plain-table people-table">
        <thead>
          <tr>
            <th scope="col">{t('people.account')}</th>
            <th scope="col">{t('people.grants')}</th>
            <th scope="col">{t('people.status')}</th>
            <th scope="col">{t('sessions.action')}</th>
          </tr>
        </thead>
        <tbody>
          {props.users.map((user) => (
            <tr key={user.username}>
              <th scope="row">
                {user.title}
                <span className="quiet code">{user.username}</span>
              </th>
              <td>
                <GrantList grants={user.grants} />
                {user.groupGrants.length > 0 && (
                  <>
                    <span className="quiet">{t('people.byGroups')}</span>
                    <GrantList grants={user.groupGrants} />
                  </>
                )}
              </td>
              <td>
                <Tag tone={user.disabled ? 'red' : 'green'}>
                  {t(user.disabled ? 'people.disabled' : 'people.open')}
                </Tag>
                {user.provider && <Tag tone="blue">{t('people.byProvider')}</Tag>}
                {user.secondFactor && <Tag tone="blue">{t('people.secondFactor')}</Tag>}
              </td>
              <td>
                <AccountActions
                  user={user}
                  onChange={() => setChanging(user)}
                  onSessions={() => setShown(user)}
                  onLeaving={() => setLeaving(user)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {changing !== undefined && (
        <AccountDialog
          user={changing}
          onSaved={props.onSaved}
          onClose={() => setChanging(undefined)}
        />
      )}
      {leaving !== undefined && (
        <LeavingDialog
          user={leaving}
          others={props.users.filter(({ username }) => username !== own)}
          onClose={() => setLeaving(undefined)}
        />
      )}
      {shown !== undefined && <SessionsDialog user={shown} onClose={() => setShown(undefined)} />}
    </section>
  )
}
