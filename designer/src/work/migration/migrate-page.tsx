import type { MigrationGroup as Group } from '@jieli/server/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams, useSearchParams } from 'react-router'
import { migrateCases, previewMigration } from '../../api/migrations.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { FollowedJob } from '../jobs/followed-job.tsx'
import { MigrationGroup } from './migration-group.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'
import './migration.css'

type Choices = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Moves running cases to a version: what would become of each, what has to be chosen, why, and how far it is. */
export function MigratePage() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const [search] = useSearchParams()
  const to = search.get('to') ?? ''
  const [choices, setChoices] = useState<Choices>({})
  const [reason, setReason] = useState('')
  const preview = useQuery({
    queryKey: ['migration', id, to, choices],
    queryFn: async () => await previewMigration(id, { to, choices }),
    placeholderData: (before) => before,
  })
  const moving = useMutation({
    mutationFn: async () => await migrateCases(id, { to, choices, reason: reason.trim() }),
  })
  const choose = ({ pathway, state }: Group, target: string) =>
    setChoices((before) => ({ ...before, [pathway]: { ...before[pathway], [state]: target } }))
  const { groups = [], states = [], total = 0 } = preview.data ?? {}
  const moves = sumOf(groups.filter(({ outcome }) => outcome === 'moves'))
  return (
    <main className="page page-narrow">
      <h1 className="page-title">{t('migration.title', { version: to })}</h1>
      <p className="quiet">{t('migration.hint')}</p>
      {preview.isPending && <Waiting />}
      <FailureNotice error={preview.error ?? moving.error} />
      {preview.isSuccess && (
        <p role="status">
          {total === 0
            ? t('migration.none')
            : t('migration.total', { total, moves, left: total - moves })}
        </p>
      )}
      <ul className="migration-groups">
        {groups.map((group) => (
          <MigrationGroup
            key={`${group.version} ${group.pathway} ${group.state} ${group.outcome}`}
            group={group}
            states={states}
            chosen={choices[group.pathway]?.[group.state]}
            onChoose={(target) => choose(group, target)}
          />
        ))}
      </ul>
      {moving.data !== undefined ? (
        <FollowedJob job={moving.data} onDone={() => void preview.refetch()} />
      ) : (
        moves > 0 && (
          <form
            className="migration-form"
            onSubmit={(submitted) => {
              submitted.preventDefault()
              moving.mutate()
            }}
          >
            <label>
              {t('migration.reason')}
              <Input
                value={reason}
                maxLength={2000}
                onChange={({ target }) => setReason(target.value)}
              />
            </label>
            <Button
              type="primary"
              htmlType="submit"
              disabled={reason.trim() === ''}
              loading={moving.isPending}
            >
              {t('migration.start', { moves })}
            </Button>
          </form>
        )
      )}
    </main>
  )
}

function sumOf(groups: readonly Group[]): number {
  return groups.reduce((sum, { count }) => sum + count, 0)
}
