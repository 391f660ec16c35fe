import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { endSession, endSessions, readSessions } from '../../api/sessions.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { SessionTable } from './session-table.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'

/** Where one is signed in oneself, with a way to end each, or all at once. */
export function OwnSessions() {
  const { t } = useTranslation()
  const heading = useId()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const sessions = useQuery({ queryKey: ['own-sessions'], queryFn: () => readSessions() })
  const ending = useMutation({
    mutationFn: endSession,
    onSettled: () => queries.invalidateQueries({ queryKey: ['own-sessions'] }),
  })
  const leaving = useMutation({
    mutationFn: () => endSessions(),
    onSuccess: () => {
      queries.clear()
      void navigate('/sign-in')
    },
  })
  const { data } = sessions
  return (
    <section className="panel panel-wide people-panel" aria-labelledby={heading}>
      <h2 id={heading}>{t('sessions.title')}</h2>
      {data !== undefined && (
        <p className="quiet">
          {data.idleMinutes === null
            ? t('sessions.limit', { hours: data.hours })
            : t('sessions.limits', { minutes: data.idleMinutes, hours: data.hours })}
        </p>
      )}
      {sessions.isPending && <Waiting />}
      <FailureNotice error={sessions.error ?? ending.error ?? leaving.error} />
      {data !== undefined && (
        <SessionTable
          sessions={data.items}
          busy={ending.isPending}
          onEnd={(id) => ending.mutate(id)}
        />
      )}
      <Popconfirm
        title={t('sessions.endAllConfirm')}
        okText={t('sessions.endAll')}
        cancelText={t('assessment.cancel')}
        onConfirm={() => leaving.mutate()}
      >
        <Button danger loading={leaving.isPending}>
          {t('sessions.endAll')}
        </Button>
      </Popconfirm>
    </section>
  )
}
