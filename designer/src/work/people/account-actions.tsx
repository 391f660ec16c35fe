import type { User } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { resetSecondFactor } from '../../api/second-factor.ts'
import { changeUser } from '../../api/people.ts'
import { useSession } from '../../api/use-session.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'

/** What an administrator does about an account: change it, see where it is signed in, shut it out, let it in again, have its holder leave. */
export function AccountActions(props: {
  readonly user: User
  readonly onChange: () => void
  readonly onSessions: () => void
  readonly onLeaving: () => void
}) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { user, onChange, onSessions, onLeaving } = props
  const { username, title, disabled } = user
  // One's own is set up anew on the page of one's own account, and taken away by somebody else.
  const own = useSession().data?.username === username
  const changing = useMutation({
    mutationFn: () => changeUser(username, { disabled: !disabled }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['users'] }),
  })
  const resetting = useMutation({
    mutationFn: () => resetSecondFactor(username),
    onSettled: () => queries.invalidateQueries({ queryKey: ['users'] }),
  })
  const action = t(disabled ? 'people.enable' : 'people.disable')
  return (
    <>
      <div className="people-actions">
        <Button
          size="small"
          aria-label={t('people.form.changeTitle', { name: title })}
          onClick={onChange}
        >
          {t('people.form.change')}
        </Button>
        <Button
          size="small"
          aria-label={t('people.sessionsNamed', { name: title })}
          onClick={onSessions}
        >
          {t('people.sessions')}
        </Button>
        {user.secondFactor && !own && (
          <Popconfirm
            title={t('people.resetConfirm', { name: title })}
            okText={t('people.reset')}
            cancelText={t('assessment.cancel')}
            onConfirm={() => resetting.mutate()}
          >
            <Button size="small" loading={resetting.isPending}>
              {t('people.reset')}
            </Button>
          </Popconfirm>
        )}
        {!disabled && !own && (
          <Button size="small" aria-label={t('leaving.title', { name: title })} onClick={onLeaving}>
            {t('leaving.open')}
          </Button>
        )}
        <Popconfirm
          title={t(disabled ? 'people.enableConfirm' : 'people.disableConfirm', { name: title })}
          okText={action}
          cancelText={t('assessment.cancel')}
          onConfirm={() => changing.mutate()}
        >
          <Button size="small" danger={!disabled} loading={changing.isPending}>
            {action}
          </Button>
        </Popconfirm>
      </div>
      <FailureNotice error={changing.error ?? resetting.error} />
    </>
  )
}
