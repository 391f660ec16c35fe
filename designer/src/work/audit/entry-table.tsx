import type { AuditEntry } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useCounties } from '../people/use-counties.ts'
import { EntryRow } from './entry-row.tsx'

/** Entries of the log, the newest first: when, who, what, to what, in which county. */
export function EntryTable(props: {
  readonly entries: readonly AuditEntry[]
  /** Looks for what was done to one thing alone. */
  readonly onOnly: (target: string) => void
}) {
  const { t } = useTranslation()
  const counties = new Map(useCounties().map(({ id, title }) => [id, title]))
  return (
    <section className="panel panel-wide" aria-label={t('auditLog.entries')}>
      <table className="plain-table audit-table">
        <thead>
          <tr>
            <th scope="col">{t('auditLog.at')}</th>
            <th scope="col">{t('auditLog.actor')}</th>
            <th scope="col">{t('auditLog.action')}</th>
            <th scope="col">{t('auditLog.target')}</th>
            <th scope="col">{t('auditLog.county')}</th>
            <th scope="col">{t('auditLog.detail')}</th>
          </tr>
        </thead>
        <tbody>
          {props.entries.map((entry) => (
            <EntryRow
              key={entry.id}
              entry={entry}
              county={counties.get(entry.county ?? '') ?? entry.county ?? ''}
              onOnly={() => props.onOnly(entry.target)}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}
