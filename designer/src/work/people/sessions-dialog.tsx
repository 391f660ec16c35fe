import type { User } from '@jieli/server/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { endSessions, readSessions } from '../../api/sessions.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { SessionTable } from './session-table.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'

/** Where somebody is signed in, for who looks after their account; ends all of it. */
export function SessionsDialog(props: { readonly user: User; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { username, title } = props.user
  const queryKey = ['sessions', username]
  const sessions = useQuery({ queryKey, queryFn: () => readSessions(username) })
  const ending = useMutation({
    mutationFn: () => endSessions(username),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  })
  const items = sessions.data?.items
  return (
    <Modal
      open
      width={860}
      title={t('people.sessionsNamed', { name: title })}
      okText={t('people.endSessions')}
      okButtonProps={{ danger: true, disabled: items === undefined || items.length === 0 }}
      cancelText={t('people.close')}
      confirmLoading={ending.isPending}
      onOk={() => ending.mutate()}
      onCancel={props.onClose}
    >
      {sessions.isPending && <Waiting />}
      <FailureNotice error={sessions.error ?? ending.error} />
      {items !== undefined && <SessionTable sessions={items} />}
    </Modal>
  )
}
